import Testing

@testable import Manual

@Suite struct ManualSearchTests {
    private let search = ManualSearch([
        .init(topic: "a", title: "Recordings", text: "where exchanges are recorded\nwhat is redacted"),
        .init(topic: "b", title: "Other", text: "a recording is mentioned here among many other words of little use"),
        .init(topic: "c", title: "Third", text: "nothing of it"),
    ])

    @Test func `a title counts more than a mention, whatever the ending`() {
        #expect(search.hits("recorded").map(\.entry.topic) == ["a", "b"])
        #expect(search.hits("record").map(\.entry.topic) == ["a", "b"])
    }

    @Test func `the line shown is the one that says most`() {
        #expect(search.hits("redact").first?.line == "what is redacted")
    }

    @Test(arguments: ["", "the of and", "unheard"]) func `what says nothing finds nothing`(question: String) {
        #expect(search.hits(question).isEmpty)
    }
}
