/// What a terminal would show: the part of xterm that line editors use.
struct VirtualScreen {
    private(set) var rows: [[String]] = [[]]
    private(set) var row = 0
    private(set) var column = 0

    var columns: Int

    /// Rows count from the first one ever written; nothing scrolls away, a clear screen starts a new one.
    private var top = 0
    private var isWrapPending = false
    private var inserts = false
    private var sequence: String?

    init(columns: Int) {
        self.columns = columns
    }

    /// The rows without the blanks at their ends.
    var text: String {
        rows.map { cells in
            let line = cells.joined()
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
        .joined(separator: "\n")
    }

    mutating func write(_ text: String) {
        for scalar in text.unicodeScalars { write(scalar) }
    }

    private mutating func write(_ scalar: Unicode.Scalar) {
        if var started = sequence {
            started.unicodeScalars.append(scalar)
            let isComplete = started.count == 1 ? scalar != "[" : ("@"..."~").contains(scalar)
            sequence = isComplete ? nil : started
            if isComplete { execute(started) }
            return
        }
        switch scalar {
        case "\u{1B}": sequence = ""
        case "\r": move(to: 0)
        case "\n": down()
        case "\u{8}": move(to: max(0, column - 1))
        case "\t": move(to: min(columns - 1, (column / 8 + 1) * 8))
        case _ where scalar.value < 0x20 || scalar.value == 0x7F: break
        default: put(scalar)
        }
    }

    private mutating func execute(_ sequence: String) {
        guard sequence.first == "[", let command = sequence.last else { return }
        let parameters = sequence.dropFirst().dropLast().split(separator: ";").map { Int($0) ?? 0 }
        let count = max(1, parameters.first ?? 1)
        switch command {
        case "A": row = max(top, row - count)
        case "B": for _ in 0..<count { down() }
        case "C": move(to: min(columns - 1, column + count))
        case "D": move(to: max(0, column - count))
        case "G": move(to: count - 1)
        case "H": (row, column) = (top, 0)
        case "J" where parameters.first == 2:
            top = rows.count
            rows.append([])
            (row, column) = (top, 0)
        case "J":
            rows.removeSubrange((row + 1)...)
            clearToEnd()
        case "K": clearToEnd()
        case "P": rows[row].removeSubrange(min(column, rows[row].count)..<min(column + count, rows[row].count))
        case "@":
            pad()
            rows[row].insert(contentsOf: Array(repeating: " ", count: count), at: column)
        case "h" where parameters.first == 4: inserts = true
        case "l" where parameters.first == 4: inserts = false
        default: break  // colors, modes
        }
        isWrapPending = false
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        let width = Self.width(scalar)
        guard width > 0 else {
            // Belongs to the character before it.
            let place = isWrapPending ? column : column - 1
            if rows[row].indices.contains(place) { rows[row][place].unicodeScalars.append(scalar) }
            return
        }
        if isWrapPending || column + width > columns {
            down()
            column = 0
        }
        pad()
        let cells = [String(scalar)] + Array(repeating: "", count: width - 1)
        if !inserts { rows[row].removeSubrange(column..<min(column + width, rows[row].count)) }
        rows[row].insert(contentsOf: cells, at: column)
        if rows[row].count > columns { rows[row].removeSubrange(columns...) }
        isWrapPending = column + width >= columns
        column = min(column + width, columns - 1)
    }

    private mutating func move(to column: Int) {
        self.column = column
        isWrapPending = false
    }

    private mutating func down() {
        row += 1
        isWrapPending = false
        if row == rows.count { rows.append([]) }
    }

    private mutating func clearToEnd() {
        if column < rows[row].count { rows[row].removeSubrange(column...) }
    }

    private mutating func pad() {
        while rows[row].count < column { rows[row].append(" ") }
    }

    private static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            2
        default: 1
        }
    }
}
