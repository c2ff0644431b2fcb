import Commands
import Testing
import Texts

@testable import Shell

@Suite struct OptionTests {
    @Test(arguments: [
        ("5s", Duration.seconds(5)),
        ("5", .seconds(5)),
        ("1.5s", .milliseconds(1500)),
        (".5s", .milliseconds(500)),
        ("250ms", .milliseconds(250)),
        ("0.25ms", .microseconds(250)),
        ("2m", .seconds(120)),
        ("1h", .seconds(3600)),
    ])
    func `a time has a unit, seconds without one`(text: String, expected: Duration) {
        #expect(DurationText.parse(text) == expected)
    }

    @Test(arguments: [
        "", "s", "0", "0s", "-5s", "+5s", "5 s", " 5s", "5x", "5sec", "ms", "infs", "nan", "inf", "1e99s", "five",
        "5,5s",
    ])
    func `what is no positive time is refused`(text: String) {
        #expect(DurationText.parse(text) == nil)
    }

    @Test(arguments: ["5s", "250ms", "2m", "1500ms", "90s", "61s", "0.5ms", "1m", "59s", "60m"])
    func `the shortest form of a time reads back`(text: String) throws {
        let duration = try #require(DurationText.parse(text))
        #expect(DurationText.text(duration) == text)
        #expect(DurationText.parse(DurationText.text(duration)) == duration)
    }

    @Test(arguments: [
        ("imgae", "; did you mean 'image'?"),
        ("IMAGE", "; did you mean 'image'?"),
        ("img", ""),
        ("elemnts", "; did you mean 'elements'?"),
        ("element", "; did you mean 'elements'?"),
        ("conect", "; did you mean 'connect'?"),
        ("rwa", "; did you mean 'raw'?"),
        ("xyzzy", ""),
        ("", ""),
        ("/some/path/of/a/script.ipcsh", ""),
    ])
    func `a near name is suggested`(word: String, expected: String) {
        #expect(Suggestion.text(for: word, among: CommandTable.names) == expected)
    }
}
