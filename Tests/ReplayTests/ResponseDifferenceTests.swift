import Replay
import TestSupport
import Testing
import Texts
import WireJSON

@Suite struct ResponseDifferenceTests {
    private static func lines(_ expected: String, _ actual: String) -> [String] {
        ResponseDifference(Array(expected.utf8), Array(actual.utf8)).lines()
    }

    @Test(
        "JSON differs by member, in whatever order and form it is written",
        arguments: [
            (#"{"a":1,"b":2}"#, #"{ "b" : 3, "a" : 1 }"#, ["/b: 2 -> 3 (+1)"]),
            (#"{"w":12.5}"#, #"{"w":12.7}"#, ["/w: 12.5 -> 12.7 (+0.2)"]),
            (#"{"a":1}"#, "{}", ["/a: 1 -> (nothing)"]),
            (#"[1,2]"#, "[0,1,2]", ["/0: (nothing) -> 0"]),
            ("12.5", "12.7", ["12.5 -> 12.7 (+0.2)"]),
            (#"{"m":"file a.jpg is bad"}"#, #"{"m":"file b.jpg is bad"}"#, ["/m: file [-a-]{+b+}.jpg is bad"]),
            (#"{"m":"x"}"#, #"{"m":"y"}"#, [#"/m: "x" -> "y""#]),
            ("{\"\\u001b\":1}", "{\"\\u001b\":2}", [#"/\x1b: 1 -> 2 (+1)"#]),
        ]
    )
    func members(expected: String, actual: String, lines: [String]) {
        #expect(Self.lines(expected, actual) == lines)
    }

    @Test(
        "What is no JSON on both sides, or the same value, differs by words",
        arguments: [
            ("Error: a.jpg", "Error: b.jpg", ["Error: [-a-]{+b+}.jpg"]), ("O.k.", "{}", []),
            (#"{"a":1}"#, #"{"a": 1}"#, [#"{"a":{+ +}1}"#]),
            ("took 12.5 s", "took 12.7 s", ["took [-12.5-]{+12.7+} s", "12.5 -> 12.7 (+0.2)"]),
            ("img_1.jpg x", "img_2.jpg x", ["img_[-1-]{+2+}.jpg x"]),
        ]
    )
    func words(expected: String, actual: String, lines: [String]) {
        #expect(Self.lines(expected, actual) == lines)
    }

    @Test(
        "Long texts differ by line",
        arguments: [
            ("a\nb\nc\nd", "a\nb\nx\nd", ["line 3: - c", "line 3: + x"]),
            ("a\nb\nc\nd", "a\nb\nd", ["line 3: - c"]), ("a\nb\nd\ne", "a\nb\nc\nd\ne", ["line 3: + c"]),
            ("1\n2\nwidth 12 mm\n4", "1\n2\nwidth 13 mm\n4", ["line 3: width [-12-]{+13+} mm"]),
            ("a\nb\nc\nd", "a\nb\nc\nd\n", ["line 5: + "]),
        ]
    )
    func lines(expected: String, actual: String, lines: [String]) {
        #expect(Self.lines(expected, actual) == lines)
    }

    @Test("Only so many differences are told one by one")
    func many() {
        let old = (0..<100).map { "line \($0)" }.joined(separator: "\n")
        let new = (0..<100).map { "LINE \($0)" }.joined(separator: "\n")
        let lines = Self.lines(old, new)
        #expect(lines.last == "... (80 more lines)")
        let members = Self.lines(
            JSONWriter.compact.text(of: .array((0..<50).map { .number($0) })),
            JSONWriter.compact.text(of: .array((0..<50).map { .number(-$0 - 1) }))
        )
        #expect(members.count == 21 && members.last == "... (30 more members)")
    }

    @Test("What counts as the same is not told")
    func comparison() throws {
        let comparison = JSONComparison(ignored: [try #require(JSONPointer("/t"))], numbers: .byValue)
        let difference = ResponseDifference(
            Array(#"{"t":1,"n":1.0,"x":1}"#.utf8),
            Array(#"{"t":2,"n":1,"x":2}"#.utf8),
            comparison: comparison
        )
        #expect(difference.lines() == ["/x: 1 -> 2 (+1)"])
        #expect(difference.rows.map(\.kind) == [.same, .same, .same, .changed, .same])
    }

    @Test("Both sides together are the two texts, whatever is folded up", arguments: [3, 30, 300])
    func rows(count: Int) {
        var random = SeededRandom(seed: UInt64(count))
        for _ in 0..<50 {
            let old = (0..<count).map { _ in "l\(Int.random(in: 0..<4, using: &random))" }
            var new = old
            for _ in 0..<3 { new[Int.random(in: 0..<count, using: &random)] = "x" }
            if Bool.random(using: &random) { new.remove(at: Int.random(in: 0..<new.count, using: &random)) }
            let rows = LineDifference(
                Array(old.joined(separator: "\n").utf8),
                Array(new.joined(separator: "\n").utf8)
            ).rows
            #expect(rows.compactMap(\.expected).map { String(decoding: $0.text, as: UTF8.self) } == old)
            #expect(rows.compactMap(\.actual).map { String(decoding: $0.text, as: UTF8.self) } == new)
            let shown = DifferenceRow.folded(rows).reduce(0) { sum, row in
                if case .folded(let count) = row.kind { sum + count } else { sum + 1 }
            }
            #expect(shown == rows.count)
        }
    }

    @Test("A deep or a large value takes no longer than it must")
    func large() {
        let deep = String(repeating: "[", count: 900) + "1" + String(repeating: "]", count: 900)
        let other = String(repeating: "[", count: 900) + "2" + String(repeating: "]", count: 900)
        #expect(!Self.lines(deep, other).isEmpty)
        let difference = ResponseDifference(Array(deep.utf8), Array(other.utf8))
        #expect(!difference.rows.isEmpty)
        let wide = ResponseDifference(
            JSONWriter.compact.bytes(of: .array((0..<50_000).map { .number($0) })),
            JSONWriter.compact.bytes(of: .array((0..<50_000).map { .number($0 * 2 + 1) }))
        )
        #expect(wide.rows.count <= JSONSideBySide.mostRows + 1)
        #expect(wide.rows.last?.kind == .cut)
    }
}
