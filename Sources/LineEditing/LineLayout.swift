import Texts

/// Prompt and line in the rows of a terminal, and where the cursor stands.
struct LineLayout: Equatable {
    /// A character with all that is drawn over it.
    struct Cell: Equatable {
        var text: String
        var width: Int
        /// The escape sequence that turns its style on; empty for none.
        var style = ""
    }

    struct Place: Equatable {
        var row = 0
        var column = 0
    }

    /// From the row where the prompt starts; never none.
    private(set) var rows: [[Cell]] = [[]]
    private(set) var cursor = Place()

    private let columns: Int
    private var column = 0
    /// Whether the cursor stands before the next character that takes columns.
    private var cursorIsNext = false

    /// - Parameters:
    ///   - line: what has been typed.
    ///   - cursor: how many scalars of `line` stand before the cursor.
    ///   - columns: the width of the terminal.
    init(prompt: Prompt, line: some Collection<Unicode.Scalar>, cursor: Int, columns: Int) {
        self.columns = max(columns, 2)
        for span in prompt.spans {
            for scalar in TerminalText.escaped(span.text).unicodeScalars { put(scalar, style: span.style) }
        }
        for (index, scalar) in line.enumerated() {
            if index == cursor { cursorIsNext = true }
            add(scalar)
        }
        if cursorIsNext || cursor >= line.count { self.cursor = Place(row: rows.count - 1, column: column) }
    }

    private mutating func add(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\t":
            repeat { put(" ") } while column % 8 != 0
        case "\n":
            takeCursor()
            newRow()
        case "\0"..<" ", "\u{7F}":
            put("^")
            put(Unicode.Scalar(UInt8(scalar.value) ^ 0x40))
        default:
            // What would not show, or not where it stands.
            for scalar in TerminalText.escaped(String(scalar)).unicodeScalars { put(scalar) }
        }
    }

    private mutating func put(_ scalar: Unicode.Scalar, style: String = "") {
        var cell = Cell(text: String(scalar), width: DisplayWidth.of(scalar), style: style)
        if cell.width == 0 {
            if let row = rows.lastIndex(where: { !$0.isEmpty }), row >= rows.count - 2 {
                rows[row][rows[row].count - 1].text.unicodeScalars.append(scalar)
                return
            }
            // There is nothing that it could be drawn over.
            cell = Cell(text: " " + cell.text, width: 1, style: style)
        }
        if column + cell.width > columns {
            // Filled up, the row goes on in the next one for the terminal, too.
            rows[rows.count - 1].append(Cell(text: " ", width: 1))
            newRow()
        }
        takeCursor()
        rows[rows.count - 1].append(cell)
        column += cell.width
        if column >= columns { newRow() }
    }

    private mutating func takeCursor() {
        if cursorIsNext { cursor = Place(row: rows.count - 1, column: column) }
        cursorIsNext = false
    }

    private mutating func newRow() {
        rows.append([])
        column = 0
    }
}
