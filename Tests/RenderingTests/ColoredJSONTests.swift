import Rendering
import Testing
import Texts

@Suite struct ColoredJSONTests {
    private static let style = TextStyle(isTerminal: true, usesColor: true)

    @Test(arguments: [
        #"{"a": 1, "b\"c": [true, null, -1.5e3], "d": "x:y", "e": {}}"#, "[]", #""text""#, "12", "[NaN, -Infinity]",
        #"{"größe": "日本", "x": "\\"}"#,
    ])
    func `without its colours it is the indented text`(text: String) throws {
        let colored = try #require(ColoredJSON.of(text, Self.style))
        let plain = colored.replacing(/\u{1B}\[[0-9]*m/, with: "")
        #expect(plain == IndentedText.of(text))
        #expect(colored != plain || text == "[]")
    }

    @Test func `keys, strings, numbers and words have colours of their own`() throws {
        let colored = try #require(ColoredJSON.of(#"{"k": "s", "n": 1, "w": true}"#, Self.style))
        let marks: [(TextStyle.Mark, String)] = [(.key, #""k""#), (.string, #""s""#), (.number, "1"), (.word, "true")]
        for (mark, text) in marks { #expect(colored.contains(Self.style.styled(text, mark))) }
    }

    @Test func `what would steer a terminal is escaped, and what is no JSON is left alone`() throws {
        let text = "[\"a\u{7F}\u{9B}b\u{202E}\"]"
        let colored = try #require(ColoredJSON.of(text, Self.style))
        for scalar in ["\u{7F}", "\u{9B}", "\u{202E}"] as [Unicode.Scalar] {
            #expect(!colored.unicodeScalars.contains(scalar))
        }
        #expect(ColoredJSON.of("Ok", Self.style) == nil)
        #expect(ColoredJSON.of("", Self.style) == nil)
    }
}
