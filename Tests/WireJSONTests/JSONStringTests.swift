import Testing
import WireJSON

@Suite struct JSONStringTests {
    private func parsed(_ text: String) throws -> JSONString {
        try #require(try JSONParser.parse(text).string)
    }

    @Test func `a lone surrogate is kept`() throws {
        let string = try parsed(#""a\ud83dz""#)
        #expect(string.hasLoneSurrogate)
        #expect(string.text == nil)
        #expect(string.lossyText == "a\u{FFFD}z")
        #expect(string.bytes == [0x61, 0xED, 0xA0, 0xBD, 0x7A])
        #expect(JSONString(wtf8: string.bytes) == string)
    }

    @Test func `two escapes make one character only in their order`() throws {
        #expect(try parsed(#""\ud83d\ude00""#) == "😀")
        #expect(try parsed(#""\ude00\ud83d""#).bytes == [0xED, 0xB8, 0x80, 0xED, 0xA0, 0xBD])
        #expect(try parsed(#""\ud83d\ud83d\ude00""#).bytes == [0xED, 0xA0, 0xBD, 0xF0, 0x9F, 0x98, 0x80])
        #expect(try parsed(#""\ud83d\n""#).bytes == [0xED, 0xA0, 0xBD, 0x0A])
    }

    @Test func `is equal by code points, not by canonical equivalence`() {
        #expect(JSONString("é") != JSONString("e\u{301}"))
        #expect(JSONString("é") == "é")
        #expect(Set<JSONString>(["é", "e\u{301}", "é"]).count == 2)
        #expect(JSONObject([("é", 1), ("e\u{301}", 2)]).count == 2)
    }

    @Test(arguments: [[0xFF], [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80], [0xC3], [0xF4, 0x90, 0x80, 0x80]] as [[UInt8]])
    func `is not made of ill-formed bytes`(bytes: [UInt8]) {
        #expect(JSONString(wtf8: bytes) == nil)
    }

    @Test func `contains parts as Python sees them`() {
        #expect(JSONString("an image\u{301}").contains("image"))
        #expect(JSONString("image").contains(""))
        #expect(!JSONString("imag").contains("image"))
        #expect(!JSONString("").contains("image"))
    }

    static let reprs: [(JSONString, String)] = [
        ("", "''"), ("it's", "\"it's\""), ("\"", "'\"'"), ("'\"", #"'\'"'"#), ("a\\b", #"'a\\b'"#),
        ("\n\r\t\0\u{7F}\u{1B}", #"'\n\r\t\x00\x7f\x1b'"#), ("\u{8}\u{C}", #"'\x08\x0c'"#), ("größe", "'größe'"),
        ("\u{A0}\u{AD}", #"'\xa0\xad'"#), ("\u{200B}\u{2028}\u{FEFF}", #"'\u200b\u2028\ufeff'"#),
        ("😀", "'😀'"), ("\u{E0001}\u{10FFFF}", #"'\U000e0001\U0010ffff'"#), ("\u{3000}", #"'\u3000'"#),
    ]

    @Test(arguments: reprs) func `has the repr of Python`(string: JSONString, repr: String) {
        #expect(string.pythonRepr == repr)
    }

    @Test func `a lone surrogate is escaped in containers and bare at the top`() throws {
        let value = try JSONParser.parse(#"{"\udc00":["\ud800"]}"#)
        #expect(value.pythonStr.text == #"{'\udc00': ['\ud800']}"#)
        #expect(try JSONParser.parse(#""\ud800""#).pythonStr.bytes == [0xED, 0xA0, 0x80])
    }

    /// Count and hash made in Python 3.11.7 of `[c for c in range(0x110000) if chr(c).isprintable()]`.
    @Test func `exactly the code points that Python prints are printed`() {
        var count = 0
        var hash: UInt64 = 0
        for codePoint in UInt32(0)..<0x11_0000 {
            guard let scalar = Unicode.Scalar(codePoint) else { continue }
            let isEscapedOtherwise = scalar == "'" || scalar == "\\"
            guard isEscapedOtherwise || JSONString(String(scalar)).pythonRepr == "'\(scalar)'" else { continue }
            count += 1
            hash = hash &* 31 &+ UInt64(codePoint)
        }
        #expect(count == 144_516)
        #expect(hash == 3_541_011_166_607_748_196)
    }
}
