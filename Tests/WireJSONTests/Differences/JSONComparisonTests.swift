import Testing
import WireJSON

@Suite struct JSONComparisonTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var expected: String
        var actual: String
        /// `POINTER EXPECTED -> ACTUAL`, where `-` stands for nothing.
        var found: [String]
        var ignored: [String] = []
        var numbers = JSONComparison.Numbers.asWritten

        var testDescription: String { "\(expected) and \(actual)" }
    }

    private static func value(_ text: String) throws -> JSONValue {
        try JSONParser.parse(Array(text.utf8), limits: .standard)
    }

    private static func text(_ value: JSONValue?) -> String {
        value.map { JSONWriter.compact.text(of: $0) } ?? "-"
    }

    @Test(
        "Differences are places with what stands there on both sides",
        arguments: [
            Case(expected: "1", actual: "1", found: []),
            Case(expected: "1", actual: "2", found: [" 1 -> 2"]),
            Case(expected: "1", actual: "\"1\"", found: [" 1 -> \"1\""]),
            Case(expected: "null", actual: "[]", found: [" null -> []"]),
            // Objects: by member, in whatever order.
            Case(expected: #"{"a":1,"b":2}"#, actual: #"{"b":2,"a":1}"#, found: []),
            Case(
                expected: #"{"a":1,"b":2}"#,
                actual: #"{"b":3,"c":4}"#,
                found: ["/a 1 -> -", "/b 2 -> 3", "/c - -> 4"]
            ),
            Case(expected: #"{"a":{"b":{"c":1}}}"#, actual: #"{"a":{"b":{"c":2}}}"#, found: ["/a/b/c 1 -> 2"]),
            Case(
                expected: #"{"a/b":1,"m~n":2}"#,
                actual: #"{"a/b":2,"m~n":3}"#,
                found: ["/a~1b 1 -> 2", "/m~0n 2 -> 3"]
            ),
            Case(expected: #"{"a":null}"#, actual: "{}", found: ["/a null -> -"]),
            Case(expected: #"{"é":1}"#, actual: #"{"e\u0301":1}"#, found: ["/é 1 -> -", "/e\u{301} - -> 1"]),
            Case(
                expected: #"{"\ud800":1}"#,
                actual: #"{"\ud801":1}"#,
                found: ["/\u{FFFD} 1 -> -", "/\u{FFFD} - -> 1"]
            ),
            // Arrays: in order, and what was put in or left out does not make the rest differ.
            Case(expected: "[1,2,3]", actual: "[1,9,3]", found: ["/1 2 -> 9"]),
            Case(expected: "[1,2,3]", actual: "[1,3]", found: ["/1 2 -> -"]),
            Case(expected: "[2,3]", actual: "[1,2,3]", found: ["/0 - -> 1"]),
            Case(expected: "[]", actual: "[1,2]", found: ["/0 - -> 1", "/1 - -> 2"]),
            Case(expected: "[1,2,3,4]", actual: "[2,3,4,5]", found: ["/0 1 -> -", "/3 - -> 5"]),
            Case(expected: "[1,2]", actual: "[3,4,5]", found: ["/0 1 -> 3", "/1 2 -> 4", "/2 - -> 5"]),
            Case(
                expected: #"[{"id":1,"t":5},{"id":2,"t":6}]"#,
                actual: #"[{"id":0,"t":9},{"id":1,"t":7},{"id":2,"t":8}]"#,
                found: [#"/0 - -> {"id":0,"t":9}"#, "/0/t 5 -> 7", "/1/t 6 -> 8"]
            ),
            Case(expected: "[[1],[2]]", actual: "[[2]]", found: ["/0 [1] -> -"]),
            // Numbers.
            Case(expected: "[1,1e2,-0]", actual: "[1.0,100,0]", found: ["/0 1 -> 1.0", "/1 1e2 -> 100", "/2 -0 -> 0"]),
            Case(expected: "[1,1e2,-0,10]", actual: "[1.0,100,0,1e1]", found: [], numbers: .byValue),
            Case(
                expected: "9007199254740993",
                actual: "9007199254740992",
                found: [" 9007199254740993 -> 9007199254740992"],
                numbers: .byValue
            ),
            // What is left out.
            Case(expected: #"{"a":1,"t":2}"#, actual: #"{"a":1,"t":3}"#, found: [], ignored: ["/t"]),
            Case(expected: #"{"a":1,"t":2}"#, actual: #"{"a":1}"#, found: [], ignored: ["/t"]),
            Case(expected: #"{"a":1}"#, actual: #"{"t":2,"a":1}"#, found: [], ignored: ["/t"]),
            Case(
                expected: #"{"a":{"t":1,"u":2}}"#,
                actual: #"{"a":{"t":9,"u":3}}"#,
                found: ["/a/u 2 -> 3"],
                ignored: ["/a/t"]
            ),
            Case(expected: "[1,2]", actual: "[1,3]", found: [], ignored: ["/1"]),
            Case(expected: #"[{"t":1},{"t":2}]"#, actual: #"[{"t":3},{"t":4}]"#, found: [], ignored: ["/*/t"]),
            Case(expected: #"{"*":1,"b":2}"#, actual: #"{"*":2,"b":3}"#, found: ["/b 2 -> 3"], ignored: ["/*"]),
            Case(expected: "1", actual: "2", found: [], ignored: [""]),
        ]
    )
    func differences(_ sample: Case) throws {
        let comparison = JSONComparison(
            ignored: try sample.ignored.map { try #require(JSONPointer($0)) },
            numbers: sample.numbers
        )
        let (expected, actual) = (try Self.value(sample.expected), try Self.value(sample.actual))
        let found = comparison.differences(expected, actual)
        #expect(found.map { "\($0.pointer) \(Self.text($0.expected)) -> \(Self.text($0.actual))" } == sample.found)
        #expect(comparison.areEqual(expected, actual) == sample.found.isEmpty)
    }

    @Test("A tolerance decides about what is no container, and only about that")
    func tolerance() throws {
        let comparison = JSONComparison { left, right in
            abs((left.double ?? 0) - (right.double ?? 1)) < 0.1
        }
        let left = try Self.value(#"{"a":[1,2.00],"b":[1]}"#)
        let right = try Self.value(#"{"a":[1.01,2.5],"b":{"c":1}}"#)
        #expect(comparison.differences(left, right).map(\.pointer.description) == ["/a/1", "/b"])
    }

    @Test(
        "The distance of numbers is exact",
        arguments: [
            ("12.5", "12.7", "+0.2"), ("12.7", "12.5", "-0.2"), ("0.3", "0.30000000000000004", "+4e-17"),
            ("-1", "1", "+2"), ("1", "-1", "-2"), ("0", "-5", "-5"), ("-5", "0", "+5"), ("1", "1.0", "+0"),
            ("9007199254740993", "9007199254740992", "-1"), ("99", "101", "+2"), ("1e3", "999", "-1"),
            ("1e300", "2e300", "+1e+300"), ("0", "1.25e-9", "+1.25e-9"), ("1e-2", "1", "+0.99"),
        ]
    )
    func distance(expected: String, actual: String, distance: String) throws {
        let difference = JSONDifference(
            pointer: JSONPointer(tokens: []),
            expected: try Self.value(expected),
            actual: try Self.value(actual)
        )
        #expect(difference.distance == distance)
    }

    @Test(
        "There is no distance where nobody can say it",
        arguments: [
            ("1", "\"1\""), ("NaN", "1"), ("Infinity", "1"), ("1e500", "1"), ("1e99999999999999999999", "1"),
            ("1e1000000000000", "1e-1000000000000"),
        ]
    )
    func noDistance(expected: String, actual: String) throws {
        let difference = JSONDifference(
            pointer: JSONPointer(tokens: []),
            expected: try Self.value(expected),
            actual: try Self.value(actual)
        )
        #expect(difference.distance == nil)
        #expect(
            JSONComparison(numbers: .byValue).differences(try Self.value(expected), try Self.value(actual)).count == 1
        )
    }

    @Test("Deep values differ where they differ, or as a whole")
    func deep() throws {
        func nested(_ depth: Int, _ inner: String) throws -> JSONValue {
            let text = String(repeating: "[", count: depth) + inner + String(repeating: "]", count: depth)
            return try Self.value(text)
        }
        let comparison = JSONComparison()
        let near = comparison.differences(try nested(100, "1"), try nested(100, "2"))
        #expect(near.map(\.pointer.tokens.count) == [100])
        let far = comparison.differences(try nested(1000, "1"), try nested(1000, "2"))
        #expect(far.count == 1)
        #expect(comparison.areEqual(try nested(1000, "1"), try nested(1000, "1")))
        #expect(
            comparison.differences(try nested(1000, #"{"a":1,"b":2}"#), try nested(1000, #"{"b":2,"a":1}"#)).isEmpty
        )
    }

    @Test(
        "Large arrays are compared by index where weighing would take long, and only so many differences are looked for"
    )
    func large() {
        let left = JSONValue.array((0..<100_000).map { .number($0) })
        let right = JSONValue.array((0..<100_000).map { .number($0 + 1) })
        #expect(JSONComparison().differences(left, right).count == 1_000)
        #expect(JSONComparison().differences(left, right, atMost: 7).count == 7)
        let rows = JSONValue.array([JSONValue](repeating: left, count: 200))
        let others = JSONValue.array([JSONValue](repeating: right, count: 190))
        #expect(JSONComparison().differences(rows, others, atMost: 3).count == 3)
    }
}
