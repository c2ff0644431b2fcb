import Testing
import Texts
import WireJSON

@Suite struct IndentedTextTests {
    @Test(arguments: [
        (#"{"a": [1, 2.50], "b": {}, "c": []}"#, "{\n  \"a\": [\n    1,\n    2.50\n  ],\n  \"b\": {},\n  \"c\": []\n}"),
        ("[]", "[]"),
        (#"{"a":"x, {y}: \" z"}"#, "{\n  \"a\": \"x, {y}: \\\" z\"\n}"),
        (
            "Error: Unknown request:\n{'image': {'file': \"it's\"}}",
            "Error: Unknown request:\n{\n  'image': {\n    'file': \"it's\"\n  }\n}"
        ),
    ])
    func `items stand on lines of their own`(text: String, expected: String) {
        #expect(IndentedText.of(text) == expected)
        #expect(IndentedText.of(expected) == expected)
    }

    @Test(arguments: [
        "", "O.k.", "Error: it's {not} here", "{", "{\"a", "[1, 2", "[1}", "{} {}", "{'a': 1} and more", "]", "'",
        "{\"\\",
    ])
    func `what is no whole object stays`(text: String) {
        #expect(IndentedText.of(text) == text)
    }

    @Test func `JSON means the same, however deep it is`() throws {
        let deep = String(repeating: "[", count: 200) + "1e3" + String(repeating: "]", count: 200)
        for text in [deep, #"{"é\n": [null, true, {"x": -0.0}], "": "\\"}"#] {
            #expect(try JSONParser.parse(IndentedText.of(text)) == JSONParser.parse(text))
        }
    }
}
