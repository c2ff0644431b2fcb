import Testing
import WireJSON

@Suite struct PythonLimitsTests {
    /// What stands inside of arrays, whether these are closed, and the number of arrays at which CPython 3.11.7 raises
    /// RecursionError.
    static let depths: [(String, closed: Bool, refusedDepth: Int)] = [
        ("1", true, 996), ("\"s\"", true, 996), ("", true, 996), ("{}", true, 995), ("NaN", true, 995),
        ("-Infinity", true, 995), ("x", false, 996), ("1 x", false, 993), ("\"\\x\"", false, 993),
        ("\"abc", false, 993), ("{x", false, 992), (String(repeating: "1", count: 4301), false, 996),
    ]

    @Test(arguments: depths) func `is too deep exactly where Python is`(inner: String, closed: Bool, refusedDepth: Int)
    {
        func text(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + inner + String(repeating: "]", count: closed ? depth : 0)
        }
        #expect(refusal(of: text(refusedDepth)) == .tooDeep)
        #expect(refusal(of: text(refusedDepth - 1)) != .tooDeep)
        #expect((refusal(of: text(refusedDepth - 1)) == nil) == closed)
        #expect(refusal(of: text(refusedDepth), limits: .standard) != .tooDeep)
        #expect(throws: JSONError.self) { try skip(Array(text(refusedDepth).utf8)) }
    }

    @Test func `objects are as deep as arrays`() {
        func text(_ depth: Int) -> String {
            String(repeating: "{\"a\":", count: depth) + "1" + String(repeating: "}", count: depth)
        }
        #expect(refusal(of: text(PythonLimits.loadsDepth)) == nil)
        #expect(refusal(of: text(PythonLimits.loadsDepth + 1)) == .tooDeep)
    }

    @Test func `no depth exhausts the stack`() {
        let limits = JSONLimits(depth: .max)
        #expect(limits.depth == JSONLimits.deepest)
        for opening in ["[", "{\"a\":"] {
            #expect(refusal(of: String(repeating: opening, count: 1_000_000), limits: limits) == .tooDeep)
        }
        let deepest = String(repeating: "[", count: 1024) + String(repeating: "]", count: 1024)
        let value = try? JSONParser.parse(deepest)
        #expect(value?.pythonRepr.text == deepest)
        #expect(value.map { JSONWriter.compact.text(of: $0) } == deepest)
        #expect(value == (try? JSONParser.parse(deepest)))
        #expect(throws: Never.self) { try skip(Array(deepest.utf8), limits: limits) }
    }

    static let nines = String(repeating: "9", count: 4300)

    static let integers: [(String, JSONError.Reason?)] = [
        (nines, nil), ("-" + nines, nil), (nines + "9", .integerTooLong), ("-" + nines + "9", .integerTooLong),
        (nines + "9.0", nil), (nines + "9e1", nil), (nines + "9.", .integerTooLong), (nines + "9x", .integerTooLong),
        ("[x, " + nines + "9]", .expectedValue), ("[" + nines + "9, x]", .integerTooLong),
        ("[1 2, " + nines + "9]", .expectedCommaOrBracket),
    ]

    @Test(arguments: integers) func `an integer too long is told from a malformed text`(
        text: String,
        reason: JSONError.Reason?
    ) {
        #expect(refusal(of: text) == reason)
    }

    @Test func `the longest integer is canonical and printed in full`() {
        let value = JSONValue.canonicalForm(of: Array(Self.nines.utf8))
        #expect(value?.pythonStr.text == Self.nines)
    }
}
