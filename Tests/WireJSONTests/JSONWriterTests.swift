import Testing
import WireJSON

@Suite struct JSONWriterTests {
    static let forms: [(JSONValue, canonical: String, compact: String)] = [
        (
            ["a": [1, true, .null], "b": [:], "c": []], #"{"a": [1, true, null], "b": {}, "c": []}"#,
            #"{"a":[1,true,null],"b":{},"c":[]}"#
        ),
        ("größe/😀", #""gr\u00f6\u00dfe/\ud83d\ude00""#, "\"größe/😀\""),
        ("\"\\\n\r\t\u{8}\u{C}\u{1}\u{1F}", #""\"\\\n\r\t\b\f\u0001\u001f""#, #""\"\\\n\r\t\b\f\u0001\u001f""#),
        ("\u{7F}\u{80}\u{9F}\u{A0}", #""\u007f\u0080\u009f\u00a0""#, "\"\\u007f\\u0080\\u009f\u{A0}\""),
        ("\u{2027}\u{2028}\u{2029}\u{202A}", #""\u2027\u2028\u2029\u202a""#, "\"\u{2027}\\u2028\\u2029\u{202A}\""),
        (
            "plain text of many bytes\u{7F}and more plain text",
            #""plain text of many bytes\u007fand more plain text""#,
            #""plain text of many bytes\u007fand more plain text""#
        ),
    ]

    @Test(arguments: forms) func `writes both forms`(value: JSONValue, canonical: String, compact: String) throws {
        #expect(JSONWriter.canonical.text(of: value) == canonical)
        #expect(JSONWriter.compact.text(of: value) == compact)
        #expect(JSONValue.canonicalForm(of: Array(canonical.utf8)) == value)
        #expect(try JSONParser.parse(compact) == value)
    }

    @Test func `writes lone surrogates as escapes in both forms`() throws {
        let text = #"["\ud800","x\udfffy"]"#
        let value = try JSONParser.parse(text)
        #expect(JSONWriter.compact.text(of: value) == text)
        #expect(JSONWriter.canonical.text(of: value) == #"["\ud800", "x\udfffy"]"#)
    }

    @Test func `writes numbers as they were read`() throws {
        let text = "[1.50,1e5,-0,1E400,12345678901234567890]"
        #expect(JSONWriter.compact.text(of: try JSONParser.parse(text)) == text)
    }

    @Test(arguments: [
        "[1,2]", "{\"a\":1}", "[1, 2] ", " 1", "1.50", "1e5", "-0", "NaN", "[Infinity]", "1e400", "\"é\"", #""\u00E9""#,
        #""\/""#, #"{"a": 1, "a": 1}"#, "[ ]", "\"\u{7F}\"", #""\u0061""#, #""\ud800""#,
        #"{"a": {"\udce4": 1}}"#, #""\u000a""#, "x", "", #"{"a": 1,  "b": 2}"#,
    ]) func `is not canonical`(text: String) {
        #expect(JSONValue.canonicalForm(of: Array(text.utf8)) == nil)
    }

    @Test(arguments: [
        "1", "-0.0", "1e+16", "1e-07", "\"\"", "[]", "{}", "[{}, []]", #"{"a": {"b": "\u00e4"}}"#, #""\ud83d\ude00""#,
        #"{"image": {"file": "gr\u00f6\u00dfe.jpg", "name": "other", "focal_length": "50.0"}}"#,
    ]) func `is canonical`(text: String) {
        let value = JSONValue.canonicalForm(of: Array(text.utf8))
        #expect(value.map { JSONWriter.canonical.text(of: $0) } == text)
    }

    @Test func `prints as Python's str`() throws {
        let value = try JSONParser.parse(#"{"foo": 1, "b": [true, null, 2.5, "it's", false, NaN, 1e400]}"#)
        #expect(value.pythonStr == #"{'foo': 1, 'b': [True, None, 2.5, "it's", False, nan, inf]}"#)
        #expect(JSONValue.string("it's\n").pythonStr == "it's\n")
        #expect(JSONValue.null.pythonStr == "None")
    }
}
