import Testing

import Texts

@testable import Rendering

@Suite struct ProgressLineTests {
    @Test func `it shows how far, how fast, how long still, and what`() {
        let text = ProgressLine.text(done: 12, total: 40, elapsed: .seconds(6), item: "scans/a12.jpg", columns: 100)
        #expect(text == "[=======>                ] 12/40  2.0/s  0:14 left  scans/a12.jpg")
    }

    @Test func `nothing is done yet, or everything`() {
        let first = ProgressLine.text(done: 0, total: 3, elapsed: .zero, item: "a.jpg", columns: 100)
        #expect(first == "[>                       ] 0/3  a.jpg")
        let last = ProgressLine.text(done: 3, total: 3, elapsed: .seconds(1), item: "c.jpg", columns: 100)
        #expect(last == "[========================] 3/3  3.0/s  0:00 left  c.jpg")
    }

    @Test(
        arguments: [
            "scans/a very long folder name/part 1.jpg", "größe/größe/größe.jpg", "\u{1B}[2Jx.jpg", "日本/日本/日本.jpg", "",
        ],
        [0, 20, 45, 60]
    )
    func `it never takes more than a row of the terminal`(item: String, columns: Int) {
        let text = ProgressLine.text(done: 5, total: 10, elapsed: .seconds(5), item: item, columns: columns)
        let bar = ProgressLine.text(done: 5, total: 10, elapsed: .seconds(5), item: "", columns: columns)
        #expect(DisplayWidth.of(text) <= max(columns, bar.unicodeScalars.count))
        #expect(!text.unicodeScalars.contains("\u{1B}"))
    }
}
