import Testing

@testable import LineEditing
@testable import TestSupport

@Suite struct LineViewTests {
    private static let alphabet: [Unicode.Scalar] = ["a", "b", "\u{308}", "日", "\t", "\n", "\u{1}", " ", "é"]

    /// Whatever is changed, in whatever order: the screen shows what it would if only the last line had been drawn.
    @Test(arguments: [7, 10, 23], [2, 3, 24])
    func `what is drawn over an older line looks like a new one`(columns: Int, height: Int) {
        var random = SeededRandom(seed: 4)
        for _ in 0..<150 {
            var view = LineView()
            var screen = VirtualScreen(columns: columns)
            var line: [Unicode.Scalar] = []
            var typed: [String] = []
            for _ in 0..<12 {
                let start = random.next(below: line.count + 1)
                let end = min(line.count, start + random.next(below: 4))
                let new = (0..<random.next(below: 5)).map { _ in Self.alphabet[random.next(below: Self.alphabet.count)]
                }
                line.replaceSubrange(start..<end, with: new)
                let cursor = random.next(below: line.count + 1)
                typed.append("\(String(String.UnicodeScalarView(line)).debugDescription) \(cursor)")
                let layout = LineLayout(prompt: Prompt("> "), line: line, cursor: cursor, columns: columns)
                screen.write(view.draw(layout, columns: columns, height: height).replacing("\n", with: "\r\n"))
                guard layout.rows.count <= height else { continue }

                let rows = layout.rows.map { cells in
                    var text = cells.map(\.text).joined().unicodeScalars
                    while text.last == " " { text.removeLast() }
                    return String(text)
                }
                let shown = screen.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                #expect(Self.scalars(shown) == Self.scalars(rows), "\(typed)")
                #expect(screen.row == layout.cursor.row, "\(typed)")
                #expect(screen.column == layout.cursor.column, "\(typed)")
            }
        }
    }

    private static func scalars(_ rows: some Sequence<String>) -> [[Unicode.Scalar]] {
        var rows = rows.map { Array($0.unicodeScalars) }
        while rows.last?.isEmpty == true { rows.removeLast() }
        return rows
    }

    @Test func `of a line that is longer than the screen, the rows around the cursor are shown`() {
        let line = (0..<10).map { "row \($0)" }.joined(separator: "\n").unicodeScalars
        var view = LineView()
        var screen = VirtualScreen(columns: 20)
        func draw(cursor: Int) {
            let layout = LineLayout(prompt: Prompt("> "), line: line, cursor: cursor, columns: 20)
            screen.write(view.draw(layout, columns: 20, height: 3).replacing("\n", with: "\r\n"))
        }
        draw(cursor: line.count)
        #expect(screen.text == "row 7\nrow 8\nrow 9")
        draw(cursor: 0)
        #expect(screen.text == "> row 0\nrow 1\nrow 2")
    }
}
