import TestSupport
import Testing
import Texts

@testable import Replay

@Suite struct TextDifferenceTests {
    private static func difference(_ old: String, _ new: String) -> TextDifference {
        TextDifference(Array(old.utf8), Array(new.utf8))
    }

    @Test(
        "What differs is marked by words and numbers, and within words that are nearly the same",
        arguments: [
            ("", "", ""), ("same", "same", ""), ("", "a", "{+a+}"), ("a", "", "[-a-]"),
            (
                "Error: Image file a.jpg could not be read.", "Error: Image file b.jpg could not be read.",
                "Error: Image file [-a-]{+b+}.jpg could not be read."
            ),
            (
                "Error: Image file  could not be read.", "Error: Missing parameter 'file' in 'image' request.",
                "Error: [-Image file  could not be read-]{+Missing parameter 'file' in 'image' request+}."
            ),
            ("1.5, 2.5", "1.6, 2.6", "[-1.5-]{+1.6+}, [-2.5-]{+2.6+}"),
            ("a b c", "a x c", "a [-b-]{+x+} c"), ("1.5, 2.5", "1.6, 2.5", "[-1.5-]{+1.6+}, 2.5"),
            ("12 mm", "1245 mm", "[-12-]{+1245+} mm"), ("img_001", "img_002", "img_[-001-]{+002+}"),
            ("größe", "grösse", "grö[-ß-]{+ss+}e"), ("left", "right", "[-left-]{+right+}"),
            ("one two three", "uno due tre", "[-one two three-]{+uno due tre+}"),
            ("a, b, c", "a, c", "a, [-b, -]c"), ("x", "x\n", "x{+\\n+}"), ("x ", "x", "x[- -]"),
            ("O.k.", "Error: no", "[-O.k.-]{+Error: no+}"),
            (
                "Error: Unknown request:\n{'a': 1}", "Error: Unknown request:\n{'b': 1}",
                "Error: Unknown request:\\n{'[-a-]{+b+}': 1}"
            ),
        ]
    )
    func marks(old: String, new: String, expected: String) {
        #expect(Self.difference(old, new).text() == expected)
    }

    @Test(
        "What nobody sees is shown as code points",
        arguments: [
            ("a b", "a\u{A0}b", "a[- -]{+\\u{a0}+}b"), ("é", "e\u{301}", "[-\\u{e9}-]{+e\\u{301}+}"),
            ("ab", "a\u{200D}b", "a{+\\u{200d}+}b"), ("a\nb", "a\\nb", "a[-\\nb-]{+\\u{5c}nb+}"),
            ("e\u{301}xyz", "e\u{300}xyz", "e[-\\u{301}-]{+\\u{300}+}xyz"),
            ("1\u{301}", "2\u{301}", "[-1-]{+2+}\\u{301}"),
            ("\u{1B}[2J", "\u{1B}[3J", "\\x1b[[-2-]{+3+}J"), ("a\u{202E}", "a", "a[-\\u{202e}-]"),
        ]
    )
    func invisible(old: String, new: String, expected: String) {
        let difference = Self.difference(old, new)
        #expect(difference.text() == expected)
        #expect(difference.isTelling)
    }

    @Test("Bytes that are not UTF-8 are told from the text that shows them")
    func bytes() {
        #expect(TextDifference([0xFF], Array("\\xff".utf8)).text() == "[-\\xff-]{+\\u{5c}xff+}")
        #expect(TextDifference([0x61, 0x80, 0x62], [0x61, 0x81, 0x62]).text() == "[-a\\x80-]{+a\\x81+}b")
    }

    @Test("Marks that the texts have themselves are told from ours")
    func marksInText() {
        #expect(Self.difference("[-a-] x", "[-a-] y").text() == "[\\-a-\\] [-x-]{+y+}")
        #expect(Self.difference("{+a+}", "{+b+}").text() == "{\\+[-a-]{+b+}+\\}")
    }

    @Test("Only texts that have a word in common, or look alike, are worth marking")
    func telling() {
        #expect(Self.difference("Error: a", "Error: b").isTelling)
        #expect(!Self.difference("O.k.", "Error: no").isTelling)
        #expect(!Self.difference("a.", "b.").isTelling)
        #expect(!Self.difference("", "b").isTelling)
    }

    @Test("Of long texts what differs and its surroundings are shown")
    func longTexts() {
        let filling = String(repeating: "0123456789 ", count: 1000)
        #expect(
            Self.difference(filling + "a" + filling, filling + "b" + filling).text()
                == "...456789 0123456789 0123456789 0123456789 [-a-]{+b+}0123456789 0123456789 0123456789 0123456..."
        )
        let twice = Self.difference("a " + filling + " a", "b " + filling + " b").text()
        #expect(twice.hasPrefix("[-a-]{+b+} 0123") && twice.hasSuffix("789  [-a-]{+b+}") && twice.contains("..."))
        let many = Self.difference(
            (0..<500).map { "word a\($0);" }.joined(),
            (0..<500).map { "word b\($0);" }.joined()
        ).text()
        #expect(many.utf8.count < 1400)
        #expect(many.contains("... ("))
        let replaced = Self.difference("a " + String(repeating: "x", count: 5000), "b").text()
        #expect(replaced.utf8.count < 400)
        #expect(replaced.contains("... (5002 bytes)"))
    }

    @Test("A difference too large to look for is one replacement, with its surroundings")
    func bounds() {
        var random = SeededRandom(seed: 3)
        func words(_ count: Int) -> String {
            (0..<count).map { _ in "w\(random.next(below: 1_000_000));" }.joined()
        }
        let difference = Self.difference("start " + words(20_000) + "end", "start " + words(20_000) + "end")
        #expect(difference.segments.map(\.kind) == [.same, .removed, .added, .same])
        let wide = String(repeating: "ab ", count: TextDifference.longestMiddle / 2)
        let large = Self.difference("x" + wide + "x", "y" + wide + "y")
        #expect(large.segments.first?.kind == .removed)
    }

    @Test("Colour stands around the marks")
    func color() {
        #expect(
            Self.difference("x a", "x b").text(.colored) == "x \u{1B}[31m[-a-]\u{1B}[0m\u{1B}[32m{+b+}\u{1B}[0m"
        )
    }

    @Test("The parts make both texts again, and nothing acts upon a terminal")
    func rebuilding() {
        var random = SeededRandom(seed: 9)
        let pieces = [
            "a", "b", "ab", "1", "2.5", ".", " ", "\n", "é", "e\u{301}", "\u{301}", "😀", "\u{A0}", "[-", "-]", "\\",
            "\u{1B}",
        ]
        for round in 0..<(Fuzz.isLong ? 200_000 : 2_000) {
            func text() -> [UInt8] {
                if round % 4 == 0 { return random.bytes(upTo: 60) }
                return (0..<random.next(below: 30)).flatMap { _ in Array(pieces[random.next(below: pieces.count)].utf8)
                }
            }
            let (old, new) = (text(), text())
            let difference = TextDifference(old, new)
            #expect(difference.segments.filter { $0.kind != .added }.flatMap(\.bytes) == old)
            #expect(difference.segments.filter { $0.kind != .removed }.flatMap(\.bytes) == new)
            #expect(difference.segments.allSatisfy { !$0.bytes.isEmpty })
            #expect((difference.segments.contains { $0.kind != .same }) == (old != new))
            #expect(zip(difference.segments, difference.segments.dropFirst()).allSatisfy { $0.kind != $1.kind })
            #expect(difference.text().unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0 ~= $0.value) })
        }
    }

    @Test("The way of least changes is found")
    func shortest() {
        var random = SeededRandom(seed: 4)
        for _ in 0..<500 {
            let old = (0..<random.next(below: 12)).map { _ in random.next(below: 3) }
            let new = (0..<random.next(below: 12)).map { _ in random.next(below: 3) }
            let runs = ShortestEdit.runs(old.count, new.count) { (old[$0] == new[$1], 1) } ?? []
            for run in runs { #expect(old[run.old..<(run.old + run.count)] == new[run.new..<(run.new + run.count)]) }
            for (run, next) in zip(runs, runs.dropFirst()) {
                #expect(run.old + run.count <= next.old && run.new + run.count <= next.new)
            }
            #expect(runs.reduce(0) { $0 + $1.count } == Self.commonLength(old, new))
        }
    }

    /// By the textbook's table.
    private static func commonLength(_ old: [Int], _ new: [Int]) -> Int {
        var row = [Int](repeating: 0, count: new.count + 1)
        for element in old {
            var next = [0]
            for (column, other) in new.enumerated() {
                next.append(element == other ? row[column] + 1 : max(row[column + 1], next[column]))
            }
            row = next
        }
        return row[new.count]
    }
}
