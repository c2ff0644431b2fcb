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

    /// Draws the line as it is now.
    func show() {
        guard let sink else { return }
        let wishes = sink.take()
        if wishes.clearScreen {
            send("\u{1B}[H\u{1B}[2J")
            view.forget()
        }
        let (scalars, cursor) = typed
        draw(scalars, cursor: cursor)
        if wishes.beep { send("\u{7}") }
    }

    func draw(_ line: some Collection<Unicode.Scalar>, cursor: Int) {
        let layout = LineLayout(prompt: prompt, line: line, cursor: cursor, columns: columns)
        send(view.draw(layout, columns: columns, height: window.rows))
        bracketPaste(true)
    }

    /// Moves the cursor to the start of an empty row below the line, which is not edited for now.
    ///
    /// - Parameter mark: what is shown behind the line.
    func leaveLine(_ mark: String = "") {
        bracketPaste(false)
        send(view.leave(mark, columns: columns))
    }

    /// Draws the line in a window of another width.
    ///
    /// Terminals differ in whether they fold the rows anew. Going up the fewer rows may leave a row of the old line
    /// standing, and never wipes out what stood above it.
    func redrawAfterResize(columns newColumns: Int) {
        guard let editLine else { return }
        let (scalars, cursor) = typed
        let layout = LineLayout(prompt: prompt, line: scalars, cursor: cursor, columns: newColumns)
        columns = newColumns
        el_resize(editLine)
        let up = min(view.cursorRow, layout.cursor.row)
        send("\r" + (up > 0 ? "\u{1B}[\(up)A" : "") + "\u{1B}[J")
        view.forget()
        show()
    }

    /// Draws the line in the cursor's row, as on a screen that others have written on.
    func redraw() {
        guard let editLine else { return }
        columns = window.columns
        el_resize(editLine)
        send("\r\u{1B}[J")
        view.forget()
        show()
    }

    /// The size that libedit works with, which asks the same way.
    var window: (columns: Int, rows: Int) {
        var size = winsize()
        guard ioctl(input, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 2 else { return (80, 24) }
        return (Int(size.ws_col), size.ws_row > 0 ? Int(size.ws_row) : 24)
    }

    func send(_ text: String) {
        if !text.isEmpty { try? Descriptor.write(Array(text.utf8), to: output) }
    }
}
