import CLibEdit
import Platform

extension LineEditor {
    /// What has been typed, and how many scalars of it stand before the cursor.
    var typed: (scalars: [Unicode.Scalar], cursor: Int) {
        guard let editLine, let info = el_wline(editLine)?.pointee,
            let start = info.buffer, let cursor = info.cursor, let end = info.lastchar
        else { return ([], 0) }
        return (Self.scalars(start, count: end - start), cursor - start)
    }

    static func text(_ characters: UnsafePointer<wchar_t>, count: Int) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars(characters, count: count))
        return text
    }

    private static func scalars(_ characters: UnsafePointer<wchar_t>, count: Int) -> [Unicode.Scalar] {
        UnsafeBufferPointer(start: characters, count: count).map {
            Unicode.Scalar(UInt32(bitPattern: $0)) ?? "\u{FFFD}"
        }
    }

    /// Moves the cursor to the start of an empty row below the line.
    func leaveLine() {
        let (scalars, cursor) = typed
        let place = LineGeometry(prompt: plainPrompt, line: scalars, cursor: cursor, columns: columns)
        write(String(repeating: "\n", count: place.lastRow - place.cursorRow) + "\n")
    }

    /// Draws the line in a window of another width.
    ///
    /// Terminals differ in whether they fold the rows anew. Going up the fewer rows may leave a row of the old line
    /// standing, and never wipes out what stood above it.
    func redrawAfterResize(columns newColumns: Int) {
        guard let editLine else { return }
        let (scalars, cursor) = typed
        let rows = [columns, newColumns].map {
            LineGeometry(prompt: plainPrompt, line: scalars, cursor: cursor, columns: $0).cursorRow
        }
        columns = newColumns
        el_resize(editLine)
        let up = min(rows[0], rows[1])
        write("\r" + (up > 0 ? "\u{1B}[\(up)A" : "") + "\u{1B}[J")
        libedit_draw(editLine)
    }

    /// Draws the line in the cursor's row, as on a screen that others have written on.
    func redraw() {
        guard let editLine else { return }
        columns = currentColumns()
        el_resize(editLine)
        write("\r\u{1B}[J")
        libedit_draw(editLine)
    }

    /// The width libedit works with, which asks the same way.
    func currentColumns() -> Int {
        var size = winsize()
        guard ioctl(input, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 2 else { return 80 }
        return Int(size.ws_col)
    }

    /// Writes through the buffer that libedit uses.
    func write(_ text: String) {
        guard files.count == 3 else { return }
        fputs(text, files[1])
        fflush(files[1])
    }

    /// Writes where there is no libedit.
    func send(_ text: String) {
        try? Descriptor.write(Array(text.utf8), to: output)
    }
}
