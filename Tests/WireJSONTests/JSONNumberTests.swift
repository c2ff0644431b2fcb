import Testing
import WireJSON

@Suite struct JSONNumberTests {
    /// Literal, `repr(json.loads(literal))`, `json.dumps(json.loads(literal))` in Python.
    static let renderings: [(String, repr: String, dumps: String)] = [
        ("0", "0", "0"), ("-0", "0", "0"), ("-12", "-12", "-12"), ("0.0", "0.0", "0.0"), ("-0.0", "-0.0", "-0.0"),
        ("1.50", "1.5", "1.5"), ("1e5", "100000.0", "100000.0"), ("1E+16", "1e+16", "1e+16"),
        ("1e-7", "1e-07", "1e-07"),
        ("1e15", "1000000000000000.0", "1000000000000000.0"),
        ("9999999999999998.0", "9999999999999998.0", "9999999999999998.0"),
        ("12345678901234567.0", "1.2345678901234568e+16", "1.2345678901234568e+16"), ("0.0001", "0.0001", "0.0001"),
        ("0.00001", "1e-05", "1e-05"), ("1.5e-10", "1.5e-10", "1.5e-10"), ("5e-324", "5e-324", "5e-324"),
        ("1.7976931348623157e308", "1.7976931348623157e+308", "1.7976931348623157e+308"), ("1e-400", "0.0", "0.0"),
        ("1e400", "inf", "Infinity"), ("-1e400", "-inf", "-Infinity"), ("NaN", "nan", "NaN"), ("0.1", "0.1", "0.1"),
        ("Infinity", "inf", "Infinity"), ("-Infinity", "-inf", "-Infinity"), ("123.456", "123.456", "123.456"),
        ("123456789012345678901234567890", "123456789012345678901234567890", "123456789012345678901234567890"),
        ("9007199254740993.0", "9007199254740992.0", "9007199254740992.0"), ("1e22", "1e+22", "1e+22"),
    ]

    @Test(arguments: renderings) func `prints as in Python`(literal: String, repr: String, dumps: String) throws {
        let number = try #require(JSONNumber(literal: literal))
        #expect(number.pythonRepr == repr)
        #expect(number.pythonDumps == dumps)
        #expect(number.isCanonical == (literal == dumps))
        #expect(number.literal == literal)
    }

    @Test(arguments: ["", "01", "1.", ".5", "+1", "-", "1e", "0x1", " 1", "1 ", "nan", "inf", "-NaN", "1_0", "٣"])
    func `takes no other literals`(literal: String) {
        #expect(JSONNumber(literal: literal) == nil)
    }

    static let integers: [(String, Int?)] = [
        ("0", 0), ("-0", 0), ("9223372036854775807", .max), ("-9223372036854775808", .min), ("1.0", nil), ("1e2", nil),
        ("9223372036854775808", nil), ("-9223372036854775809", nil), ("NaN", nil), ("99999999999999999999999", nil),
    ]

    @Test(arguments: integers) func `is an Int where it fits, for parser and scanner`(literal: String, int: Int?) throws
    {
        #expect(JSONNumber(literal: literal)?.int == int)
        try Array(literal.utf8).withUnsafeBufferPointer { bytes throws in
            var scanner = JSONScanner(bytes)
            if let int {
                #expect(try scanner.int() == int)
            } else {
                let error = #expect(throws: JSONError.self) { try scanner.int() }
                #expect(error?.reason == .expectedInteger)
            }
        }
    }

    @Test(arguments: [
        "0", "-0.0", "1.52", "12.4", "0.1", "123456789012345", "1234567890123456", "1e-5", "0.3", "1e400",
        "999999999999999.9", "9007199254740993", "0.00000000000001", "-3.14159", "2.5e3", "NaN",
    ])
    func `a scanner reads the same double as a parser`(literal: String) throws {
        try Array(literal.utf8).withUnsafeBufferPointer { bytes in
            var scanner = JSONScanner(bytes)
            let double = try scanner.double()
            #expect(double.bitPattern == JSONNumber(literal: literal)?.double.bitPattern)
        }
    }

    @Test func `is made of values as Python writes them`() {
        #expect(JSONNumber(1e16).literal == "1e+16")
        #expect(JSONNumber(12.4).literal == "12.4")
        #expect(JSONNumber(-0.0).literal == "-0.0")
        #expect(JSONNumber(Double.nan).literal == "NaN")
        #expect(JSONNumber(Int.min).literal == "-9223372036854775808")
        #expect(JSONNumber(1) != JSONNumber(1.0))
    }
}
