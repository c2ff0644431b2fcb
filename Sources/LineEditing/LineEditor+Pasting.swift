import CLibEdit
import Platform
import Texts

/// Bracketed paste: the terminal marks what is pasted, so that it is text, whatever keys it would be.
extension LineEditor {
    private static let modeOn = "\u{1B}[?2004h"
    private static let modeOff = "\u{1B}[?2004l"
    static let pasteStart = Array("\u{1B}[200~".unicodeScalars)

    /// How long to wait for the rest of what was pasted, should the mark at its end get lost.
    private static let patience: Int32 = 2000
    /// How many lines are shown before they run.
    private static let shownLines = 100

    /// Has the terminal mark what is pasted: only while a line is edited, for other programs do not know the marks.
    func bracketPaste(_ brackets: Bool) {
        guard brackets != bracketsPaste else { return }
        bracketsPaste = brackets
        send(brackets ? Self.modeOn : Self.modeOff)
    }

    /// The mark that something pasted begins; returns what libedit has to do next.
    func insertPastedText() -> UInt8 {
        guard let editLine else { return UInt8(CC_ERROR) }
        let isVi = libedit_editor(editLine).map { String(cString: $0) } == "vi"
        // The Escape of the mark has left vi's insert mode.
        if isVi { el_cursor(editLine, Int32(clamping: cursorBeforeEscape - typed.cursor)) }
        var lines = pasted
        if lines.isEmpty {
            guard let text = readPaste() else { return UInt8(CC_NORM) }
            if let trouble = text.trouble {
                show([trouble])
                return UInt8(CC_NORM)
            }
            lines = text.lines
            if lines.count > 1, confirmsPaste {
                if lines.last == "" { lines.removeLast() }
                if lines.count > 1 {
                    guard asks(about: lines) else { return UInt8(CC_NORM) }
                    lines.append("")
                }
            }
        }
        insert(lines[0])
        // An empty rest would be a line of its own.
        pasted = lines.count == 2 && lines[1].isEmpty ? [] : Array(lines.dropFirst())
        if lines.count > 1 {
            // As libedit ends a line itself: one without any characters would be an end of input.
            let (scalars, cursor) = typed
            el_cursor(editLine, Int32(clamping: scalars.count - cursor))
            insert("\n")
            return UInt8(CC_NEWLINE)
        }
        if isVi { el_push(editLine, "i") }
        return UInt8(CC_NORM)
    }

    /// nil when it was interrupted.
    private func readPaste() -> PastedText? {
        var text = PastedText()
        while text.wanted > 0 {
            guard let bytes = waitForBytes(text.wanted, milliseconds: Self.patience) else {
                if ending != nil { return nil }
                continue
            }
            if bytes.isEmpty { break }
            text.append(bytes)
        }
        return text
    }

    /// Shows the lines, and asks whether to run them.
    private func asks(about lines: [String]) -> Bool {
        show()
        leaveLine()
        send(lines.prefix(Self.shownLines).map { "  \(TerminalText.escaped($0))\n" }.joined())
        if lines.count > Self.shownLines { send("  ... and \(lines.count - Self.shownLines) more\n") }
        isAsking = true
        defer { isAsking = false }
        send("run these \(lines.count) lines? [y/N] ")
        var answer: [UInt8] = []
        while ending == nil {
            guard let byte = waitForBytes(1)?.first else { continue }
            switch byte {
            case 0x0A, 0x0D:
                send("\n")
                return ["y", "yes"].contains(String(decoding: answer, as: UTF8.self).lowercased())
            case 0x08, 0x7F:
                if answer.popLast() != nil { send("\u{8} \u{8}") }
            case 0x20..<0x7F where answer.count < 20:
                answer.append(byte)
                send(String(Unicode.Scalar(byte)))
            default: break
            }
        }
        return false
    }
}
