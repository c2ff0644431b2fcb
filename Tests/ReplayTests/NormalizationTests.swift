import Replay
import Sessions
import TestSupport
import Testing
import Texts

@Suite struct NormalizationTests {
    private static let everything = "path,number:1e-6,time,uuid,space,case"

    private static func areEqual(_ kinds: String, _ left: String, _ right: String) throws -> Bool {
        try Normalization(kinds).areEqual(Array(left.utf8), Array(right.utf8))
    }

    @Test(
        "What is noise is the same, each kind by itself and all together",
        arguments: [
            ("path", #"C:\temp\a.jpg"#, "c:/temp/a.jpg"), ("path", #"\\\\server\\a"#, "//server/a"),
            ("path", "'D:\\'", "'d:/'"), ("path", "a//b", "a/b"),
            ("number", "1", "1.0"), ("number", "[1e0, -2.50]", "[1.0,\u{20}-2.5]"), ("number", "x=0.1", "x=.1"),
            ("number", "+5", "5"), ("number", "0", "-0.0"), ("number", "12345678901234567890", "12345678901234567891"),
            ("number:1e-3", "1000.5 mm", "1001 mm"), ("number:1e-3", "0.0004", "0"), ("number:0", "1E3", "1000"),
            ("number:1e-6", "0.1234567", "0.1234568"), ("number", "1e999", "2e999"), ("number", "10-20", "10.0-20"),
            ("number", "It is 50.", "It is 50.0."), ("number", "≈5°", "≈5.0°"),
            ("time", "2026-11-22", "1999-01-01"), ("time", "2026-11-22T08:00:00Z", "2026-11-22 08:00"),
            ("time", "at 08:00:00.123, ok", "at 23:59:59, ok"), ("time", "22.11.2026", "1.2.2027"),
            ("time", "11/22/2026", "2026/11/22"), ("time", "20261122T080000Z", "20261122T080001Z"),
            ("time", "2026-11-22T08:00:00.5+02:00", "2026-11-22T08:00:00-0130"), ("time", "8:00:00", "12:00:00"),
            ("uuid", "123e4567-e89b-12d3-a456-426614174000", "00000000-0000-0000-0000-000000000000"),
            ("uuid", "a_123E4567-E89B-12D3-A456-426614174000.x", "a_{123e4567-e89b-12d3-a456-426614174009}.x"),
            ("space", " a \t\r\n b ", "a b"), ("space", "a\u{A0}b", "a b"), ("space", "", " \u{3000}\u{2028}"),
            ("case", "ERROR: GRÖSSE", "error: grösse"),
        ]
    )
    func noise(kind: String, left: String, right: String) throws {
        #expect(try Self.areEqual(kind, left, right))
        #expect(try Self.areEqual(kind, right, left))
        #expect(try !Self.areEqual("", left, right) || left == right)
        #expect(try Self.areEqual(Self.everything + "," + kind, left, right))
    }

    @Test(
        "What only looks like noise counts",
        arguments: [
            ("path", "/a/b", "a/b"), ("path", "AC:/a", "Ac:/a"), ("path", "C:a", "c:a"), ("path", "/a", "/A"),
            ("number", "img_001", "img_1"), ("number", "5mm", "5.0mm"), ("number", "127.0.0.1", "127.0.0.10"),
            ("number", "001.jpg", "1.jpg"), ("number", "a.5", "a.50"), ("number", "0x10", "0x010"),
            ("number", "1", "1.00001"), ("number:1e-3", "1", "1.01"), ("number:1e-3", "1000", "1002"),
            ("number", "1 2", "1"), ("number", "1", "one"), ("number", "1e999", "1e308"), ("number", "ä5", "ä5.0"),
            ("number:1", "1e999", "5"), ("number", "-5", "5"),
            ("time", "08:00", "09:00"), ("time", "2026-13-22", "2026-12-22"), ("time", "99:00:00", "98:00:00"),
            ("time", "12:00:00:01", "12:00:00:02"), ("time", "x12:00:00", "x13:00:00"),
            ("time", "32.01.2026", "31.01.2026"),
            ("time", "2026-11-22", "soon"), ("time", "2026-11-22x", "2026-11-23x"),
            ("uuid", "123e4567-e89b-12d3-a456-42661417400", "123e4567-e89b-12d3-a456-42661417401"),
            ("uuid", "{123e4567-e89b-12d3-a456-426614174000", "{123e4567-e89b-12d3-a456-426614174001"),
            ("uuid", "0123e4567-e89b-12d3-a456-426614174000", "1123e4567-e89b-12d3-a456-426614174000"),
            ("space", "ab", "a b"), ("case", "a", "b"), ("case", "é", "e\u{301}"),
        ]
    )
    func others(kind: String, left: String, right: String) throws {
        let isEqual = try Self.areEqual(kind, left, right)
        let isOpenBrace = left.hasPrefix("{")
        #expect(!isEqual || isOpenBrace, "\(left) and \(right) count as the same")
        #expect(try Self.areEqual(kind, right, left) == isEqual)
    }

    @Test("Bytes that are not UTF-8 count exactly")
    func notText() throws {
        let all = try Normalization(Self.everything)
        #expect(all.areEqual([0xFF, 0x20], [0xFF, 0x20]))
        #expect(!all.areEqual([0xFF, 0x20], [0xFF]))
        // Not taken for the marks of noise.
        for byte in [0xFD, 0xFE, 0xFF] as [UInt8] {
            #expect(!all.areEqual([byte], Array("1".utf8)))
            #expect(!all.areEqual([byte], Array("08:00:00".utf8)))
        }
    }

    @Test(
        "Other words, and tolerances that are none, are errors that say what there is",
        arguments: [
            "tme", "path,", ",", "PATH", "number:", "number:x", "number:-1", "number:inf", "number:1e999", "path time",
        ]
    )
    func malformed(text: String) {
        let error = #expect(throws: PatternError.self) { try Normalization(text) }
        #expect(error?.reason.contains("number:1e-6") == true, "\(text)")
    }

    @Test("An expression's matches are left out before anything else")
    func ignored() throws {
        let comparison = Comparison(
            normalization: try Normalization("space"),
            ignored: [try RegularExpression("id=[0-9a-f]+"), try RegularExpression("\\(.*?\\)")]
        )
        func areEqual(_ left: String, _ right: String) throws -> Bool {
            try comparison.areEqual(Array(left.utf8), Array(right.utf8))
        }
        #expect(try areEqual("ok id=12af (fast)", "ok"))
        #expect(try areEqual("ok id=1", "ok  id=2"))
        #expect(try !areEqual("ok id=1", "no id=1"))
        #expect(try !comparison.areEqual([0xFF] + Array("id=1".utf8), [0xFF] + Array("id=2".utf8)))
    }

    @Test("By outcome, only what a response means counts")
    func outcome() throws {
        let comparison = Comparison(mode: .outcome)
        func areEqual(_ left: String, _ right: String) throws -> Bool {
            try comparison.areEqual(Array(left.utf8), Array(right.utf8))
        }
        #expect(try areEqual("Error: a", "Error: b"))
        #expect(try areEqual("a", "b"))
        #expect(try !areEqual("O.k.", "Error: b"))
        #expect(try areEqual("O.k.", "o.k."))
    }

    @Test("Every text is the same as itself and as its copy with more spaces, and no two orders give two answers")
    func properties() throws {
        let pieces = [
            "1", "2.5", "-", "e", "E5", ".", ":", "08:00:00", "2026-11-22", "T", "/", "\\", "C:", " ", "\n", "\u{A0}",
            "é",
            "ß", "{", "}", "123e4567-e89b-12d3-a456-426614174000", "123e4567-e89b", "_", "a", "Z", "+", "\u{2000}", "😀",
            ",",
        ]
        var random = SeededRandom(seed: 5)
        let kinds = ["path", "number", "time", "uuid", "space", "case"]
        for _ in 0..<(Fuzz.isLong ? 500_000 : 3_000) {
            let normalization = try Normalization(
                kinds.filter { _ in random.next(below: 2) == 0 }.joined(separator: ",")
            )
            func text() -> [UInt8] {
                (0..<random.next(below: 9)).flatMap { _ in Array(pieces[random.next(below: pieces.count)].utf8) }
            }
            let (left, right) = (text(), text())
            #expect(normalization.areEqual(left, left + []))
            #expect(normalization.areEqual(left, right) == normalization.areEqual(right, left))
            let noise = random.bytes(upTo: 40)
            _ = normalization.areEqual(noise, left)
            _ = normalization.areEqual(noise + left, noise + right)
            if normalization.space { #expect(normalization.areEqual(left, [0x0A] + left + [0x20, 0x20])) }
        }
    }
}
