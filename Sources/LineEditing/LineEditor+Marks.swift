import CLibEdit
import Texts

/// Characters with marks drawn over them, such as accents that macOS stores apart. For libedit each mark is a character.
extension LineEditor {
    /// Keeps the cursor from standing between a character and its marks, where no terminal can show it: it goes on the way
    /// that it went. Where the character was deleted, its marks go, too.
    func stepOverMarks() {
        guard let editLine, let info = el_wline(editLine)?.pointee,
            let start = info.buffer, let place = info.cursor, let end = info.lastchar
        else { return }
        let (count, cursor) = (end - start, place - start)
        defer { lastTyped = (count, cursor) }
        guard cursor > 0 || count < lastTyped.count, cursor < count, Self.isMark(place.pointee) else { return }
        var next = cursor
        while next < count, Self.isMark(start[next]) { next += 1 }
        if count < lastTyped.count, cursor == lastTyped.cursor {
            el_cursor(editLine, Int32(clamping: next - cursor))
            el_deletestr(editLine, Int32(clamping: next - cursor))
        } else if cursor < lastTyped.cursor {
            var base = cursor
            while base > 0, Self.isMark(start[base]) { base -= 1 }
            el_cursor(editLine, Int32(clamping: base - cursor))
        } else {
            el_cursor(editLine, Int32(clamping: next - cursor))
        }
    }

    private static func isMark(_ character: wchar_t) -> Bool {
        // Below are controls, which show as two characters.
        guard character >= 0x300, let scalar = Unicode.Scalar(UInt32(bitPattern: character)) else { return false }
        return DisplayWidth.of(scalar) == 0
    }
}
