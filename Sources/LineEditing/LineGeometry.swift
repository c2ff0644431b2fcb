import Texts
import CLibEdit

/// Where libedit draws prompt, line and cursor: the same counting as in its `refresh.c`.
struct LineGeometry: Equatable {
    /// The row of the cursor, from 0 for the row where the prompt starts.
    private(set) var cursorRow = 0

    /// The last row that is drawn on.
    private(set) var lastRow = 0

    private let columns: Int
    private var column = 0

    /// - Parameters:
    ///   - prompt: the text without styles.
    ///   - line: what has been typed.
    ///   - cursor: how many scalars of `line` stand before the cursor.
    ///   - columns: the width of the terminal.
    init(prompt: String, line: some Collection<Unicode.Scalar>, cursor: Int, columns: Int) {
        self.columns = max(columns, 2)
        for scalar in prompt.unicodeScalars { put(width: DisplayWidth.of(scalar)) }
        for (index, scalar) in line.enumerated() {
            if index == cursor { cursorRow = lastRow }
            add(scalar)
        }
        if cursor >= line.count { cursorRow = lastRow }
    }

    private mutating func add(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\t":
            repeat { put(width: 1) } while column % 8 != 0
        case "\n":
            lastRow += 1
            column = 0
        case _ where scalar.properties.generalCategory == .control:
            put(width: 1, times: 2)  // ^X
        case _ where iswprint(wint_t(scalar.value)) != 0:
            put(width: DisplayWidth.of(scalar))
        default:
            put(width: 1, times: scalar.value > 0xFFFF ? 8 : 7)  // \U+1234
        }
    }

    private mutating func put(width: Int, times: Int) {
        for _ in 0..<times { put(width: width) }
    }

    private mutating func put(width: Int) {
        if column + width > columns {
            lastRow += 1
            column = 0
        }
        column += width
        if column >= columns {
            lastRow += 1
            column = 0
        }
    }
}
