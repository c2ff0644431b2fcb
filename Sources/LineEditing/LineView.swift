/// Draws a ``LineLayout`` over the one drawn before: what to write to the terminal.
///
/// The sequences are those that all terminals have which libedit can edit on: ECMA-48's.
struct LineView {
    private typealias Cell = LineLayout.Cell
    private typealias Place = LineLayout.Place

    /// What stands on the screen; one empty row is where nothing was drawn yet.
    private var rows: [[Cell]] = [[]]
    private var place = Place()
    /// How many rows of the screen it has taken so far.
    private var screenRows = 1
    /// How many rows of the layout are above the screen.
    private var hidden = 0
    private var output = ""

    /// The row of the cursor, from 0 for the first that stands on the screen.
    var cursorRow: Int { place.row }

    /// - Parameters:
    ///   - columns: the width of the terminal.
    ///   - height: how many rows it has: of a longer line those around the cursor are shown.
    mutating func draw(_ layout: LineLayout, columns: Int, height: Int) -> String {
        let height = max(1, height)
        hidden = min(hidden, layout.cursor.row, max(0, layout.rows.count - height))
        hidden = max(hidden, layout.cursor.row - height + 1)
        let shown = Array(layout.rows[hidden...].prefix(height))
        for (row, cells) in shown.enumerated() {
            let before = row < rows.count ? rows[row] : []
            guard cells != before || row >= rows.count else { continue }
            let same = zip(cells, before).prefix { $0 == $1 }.count
            move(to: Place(row: row, column: Self.width(cells[..<same])), columns)
            write(cells[same...])
            if Self.width(cells[...]) < Self.width(before[...]) { output += "\u{1B}[K" }
        }
        if rows.count > shown.count {
            move(to: Place(row: shown.count), columns)
            output += "\u{1B}[J"
        }
        rows = shown
        move(to: Place(row: layout.cursor.row - hidden, column: layout.cursor.column), columns)
        return take()
    }

    /// Moves behind the end of the line, and to the start of an empty row below it.
    ///
    /// - Parameter mark: what is shown behind the line.
    mutating func leave(_ mark: String, columns: Int) -> String {
        move(to: Place(row: rows.count - 1, column: Self.width(rows[rows.count - 1][...])), columns)
        output += mark + "\n"
        defer { forget() }
        return take()
    }

    /// The cursor stands at the start of an empty row now.
    mutating func forget() {
        rows = [[]]
        place = Place()
        screenRows = 1
        hidden = 0
    }

    private mutating func take() -> String {
        defer { output = "" }
        return output
    }

    private mutating func write(_ cells: ArraySlice<Cell>) {
        var style = ""
        for cell in cells {
            if cell.style != style {
                if !style.isEmpty { output += "\u{1B}[0m" }
                output += cell.style
                style = cell.style
            }
            output += cell.text
        }
        if !style.isEmpty { output += "\u{1B}[0m" }
        place.column += Self.width(cells)
    }

    private mutating func move(to target: Place, _ columns: Int) {
        if place.column >= columns {
            // Behind the last column terminals wait for a character to go on in the next row with.
            let isNew = target.row == place.row + 1 && target.row >= screenRows
            output += isNew ? " \r" : "\r"
            place = Place(row: isNew ? target.row : place.row)
        }
        screenRows = max(screenRows, target.row + 1)
        if target.row > place.row {
            output += "\r" + String(repeating: "\n", count: target.row - place.row)
            place.column = 0
        } else if target.row < place.row {
            output += "\u{1B}[\(place.row - target.row)A"
        }
        place.row = target.row
        let distance = target.column - place.column
        switch distance {
        case 0: break
        case _ where target.column == 0: output += "\r"
        case -4..<0: output += String(repeating: "\u{8}", count: -distance)
        case ..<0: output += "\u{1B}[\(-distance)D"
        default: output += "\u{1B}[\(distance)C"
        }
        place.column = target.column
    }

    private static func width(_ cells: ArraySlice<Cell>) -> Int {
        cells.reduce(0) { $0 + $1.width }
    }
}
