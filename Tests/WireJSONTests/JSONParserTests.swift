import Testing
import WireJSON

@Suite struct JSONParserTests {
    static let accepted: [(String, JSONValue)] = [
        ("null", .null), (" \t\r\n[ ] ", []), ("{}", [:]), ("true", true), ("[false]", [false]),
        ("\"\u{7F}\u{2028}\"", "\u{7F}\u{2028}"), (#""\/\"\\\b\f\n\r\t\u00e9""#, "/\"\\\u{8}\u{C}\n\r\té"),
        (#""\ud83d\uDE00""#, "😀"), (#"{"a":1,"b":[true,null]}"#, ["a": 1, "b": [true, .null]]),
        (#"{"a":1,"b":2,"\u0061":3}"#, ["a": 3, "b": 2]), ("-0.5", -0.5),
    ]

    @Test(arguments: accepted) func `takes what json.loads takes`(text: String, value: JSONValue) throws {
        #expect(try JSONParser.parse(text) == value)
        #expect(throws: Never.self) { try skip(Array(text.utf8)) }
    }

    static let numbers = ["0", "-0", "10", "1.0", "1e5", "1E+5", "-1.25e-07", "NaN", "Infinity", "-Infinity", "1e400"]

    @Test(arguments: numbers) func `keeps a number as it is written`(literal: String) throws {
        #expect(try JSONParser.parse(literal).number?.literal == literal)
    }

    static let refused: [(String, JSONError.Reason)] = [
        ("", .expectedValue), (" ", .expectedValue), ("\u{FEFF}1", .byteOrderMark), ("1 2", .trailingText),
        ("01", .trailingText), ("1.", .trailingText), (".5", .expectedValue), ("-", .expectedValue),
        ("-a", .expectedValue), ("+1", .expectedValue), ("1e", .trailingText), ("nul", .expectedValue),
        ("Nan", .expectedValue), ("-NaN", .expectedValue), ("-Infinit", .expectedValue), ("nullx", .trailingText),
        ("[1,]", .expectedValue), ("[,1]", .expectedValue), ("[1 2]", .expectedCommaOrBracket),
        ("[1}", .expectedCommaOrBracket), ("[", .expectedValue), ("[1", .expectedCommaOrBracket),
        ("{\"a\":1,}", .expectedKey), ("{a:1}", .expectedKey), ("{\"a\" 1}", .expectedColon),
        ("{\"a\":}", .expectedValue),
        ("{\"a\":1 \"b\":2}", .expectedCommaOrBrace), ("{", .expectedKey), ("{\"a\":1]", .expectedCommaOrBrace),
        ("\"a", .unterminatedString), ("\"a\\", .unterminatedString), ("\"\n\"", .controlCharacter),
        ("\"\0\"", .controlCharacter), (#""\x""#, .invalidEscape), (#""\u12g4""#, .invalidUnicodeEscape),
        (#""\u123"#, .invalidUnicodeEscape), (#""\ud83d\u12""#, .invalidUnicodeEscape), ("'a'", .expectedValue),
        ("\u{A0}1", .expectedValue), ("1\u{B}", .trailingText), ("]", .expectedValue), ("/**/1", .expectedValue),
    ]

    @Test(arguments: refused) func `refuses what json.loads refuses`(text: String, reason: JSONError.Reason) {
        #expect(refusal(of: text) == reason)
        #expect(reason.isMalformed)
        #expect(throws: JSONError.self) { try skip(Array(text.utf8)) }
    }

    static let invalidUTF8: [([UInt8], Int)] = [
        ([0x22, 0xFF, 0x22], 1), ([0x22, 0xC0, 0xAF, 0x22], 1), ([0x22, 0xC3], 1), ([0x22, 0xED, 0xA0, 0x80, 0x22], 1),
        ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], 1), ([0x22, 0xE0, 0x9F, 0xBF, 0x22], 1), ([0x22, 0x80, 0x22], 1),
        ([0x22, 0xF0, 0x8F, 0xBF, 0xBF, 0x22], 1), ([0xFF], 0), ([0x78, 0x20, 0xFE], 2), ([0x31, 0x32, 0xC3], 2),
    ]

    @Test(arguments: invalidUTF8) func `bytes that are not UTF-8 come before all other mistakes`(
        bytes: [UInt8],
        offset: Int
    ) {
        let error = #expect(throws: JSONError.self) { try JSONParser.parse(bytes) }
        #expect(error?.reason == .invalidUTF8)
        #expect(error?.offset == offset)
        #expect(error?.reason.isMalformed == false)
    }

    @Test func `an error tells line and column in characters, and nothing of the text`() {
        let error = #expect(throws: JSONError.self) { try JSONParser.parse("{\n\"größe\": \"x\" \"geheim\"") }
        #expect(error?.description == "expected ',' or '}' at line 2, column 14")
        #expect(error?.offset == 17)
    }

    @Test func `a document cut off anywhere is refused`() throws {
        let text = #"{"n": 1.5e-7, "größe": ["\ud83d\ude00\\", true, false, null, -Infinity, NaN, {"": [[]]}]}"#
        let bytes = Array(text.utf8)
        for length in 0..<bytes.count {
            #expect(refusal(of: Array(bytes.prefix(length))) != nil, "\(length)")
            #expect(throws: JSONError.self) { try skip(Array(bytes.prefix(length))) }
        }
        #expect(refusal(of: bytes) == nil)
    }

    @Test func `random bytes never do harm, and scanner and parser agree`() {
        var random = RandomBytes(seed: 7)
        for _ in 0..<(isLong ? 5_000_000 : 20_000) {
            let bytes = random.document()
            let error = refusal(of: bytes)
            let skips = (try? skip(bytes)) != nil
            #expect(skips == (error == nil), "\(bytes)")
        }
    }

    @Test func `an object of many keys takes time in proportion`() throws {
        let members = (0..<100_000).map { "\"key\($0)\":\($0)" } + ["\"key0\":-1"]
        let object = try #require(try JSONParser.parse("{" + members.joined(separator: ",") + "}").object)
        #expect(object.count == 100_000)
        #expect(object["key99999"] == 99999)
        #expect(object.members.first?.key == "key0")
        #expect(object["key0"] == -1)
    }
}
