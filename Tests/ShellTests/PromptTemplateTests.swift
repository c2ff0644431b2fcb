import Operations
import Testing
import Texts

@testable import Shell

@Suite struct PromptTemplateTests {
    private static func text(_ template: PromptTemplate, hasFailed: Bool) -> String {
        let spans = template.spans(server: "a:1", isRecording: hasFailed, status: hasFailed ? .exchangeFailed : .ok)
        return spans.map(\.text).joined()
    }

    @Test(arguments: [
        ("%h%r%?>", "a:1> ", "a:1 [rec] [3]> "),
        ("%h> ", "a:1> ", "a:1> "),
        ("100%% %h$", "100% a:1$ ", "100% a:1$ "),
        ("", " ", " "),
        ("größe %r>", "größe > ", "größe  [rec]> "),
    ])
    func `parts stand for what is so now`(template: String, plain: String, full: String) throws {
        let template = try #require(PromptTemplate(template))
        #expect(Self.text(template, hasFailed: false) == plain)
        #expect(Self.text(template, hasFailed: true) == full)
    }

    @Test(arguments: ["%", "%x", "a %h %", "%%%"])
    func `a part that does not exist is refused`(template: String) {
        #expect(PromptTemplate(template) == nil)
        var settings = Settings()
        #expect(throws: Failure.self) { try Setting.prompt.set(template, in: &settings) }
    }

    @Test func `the standard reads back`() throws {
        let template = try #require(PromptTemplate(PromptTemplate.standard.text))
        #expect(Self.text(template, hasFailed: true) == "a:1 [rec] [3]> ")
    }
}
