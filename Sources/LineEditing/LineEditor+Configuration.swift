import CLibEdit
import Platform

extension LineEditor {
    static let completeCommand = "complete-word"
    static let pasteCommand = "insert-pasted-text"

    /// Sequences as `bind` writes them. Terminals disagree on Home and End.
    private static let sequences = [
        (#"\e[H"#, "ed-move-to-beg"), (#"\eOH"#, "ed-move-to-beg"), (#"\e[1~"#, "ed-move-to-beg"),
        (#"\e[7~"#, "ed-move-to-beg"),
        (#"\e[F"#, "ed-move-to-end"), (#"\eOF"#, "ed-move-to-end"), (#"\e[4~"#, "ed-move-to-end"),
        (#"\e[8~"#, "ed-move-to-end"),
        (#"\e[3~"#, "ed-delete-next-char"),
        (#"\e[1;5D"#, "ed-prev-word"), (#"\e[5D"#, "ed-prev-word"), (#"\eOd"#, "ed-prev-word"),
        (#"\e[1;5C"#, "em-next-word"), (#"\e[5C"#, "em-next-word"), (#"\eOc"#, "em-next-word"),
        (#"\e[200~"#, pasteCommand),
    ]

    private static let controls = [
        ("^R", "em-inc-search-prev"),
        ("^I", completeCommand),
    ]

    static func of(_ editLine: OpaquePointer?) -> LineEditor? {
        guard let editLine, let data = libedit_client_data(editLine) else { return nil }
        return Unmanaged<LineEditor>.fromOpaque(data).takeUnretainedValue()
    }

    func configure(_ editLine: OpaquePointer, terminalType: String?, startupFile: String?) {
        libedit_set_signal_handling(editLine, 0)
        // Not retained: the callbacks are called from within readLine only.
        libedit_set_client_data(editLine, Unmanaged.passUnretained(self).toOpaque())
        if let terminalType { libedit_set_terminal(editLine, terminalType) }
        libedit_set_reader(editLine, Self.readCharacter)
        libedit_add_command(editLine, commandNames[0], commandNames[0]) { editLine, _ in
            LineEditor.of(editLine)?.completeWord() ?? UInt8(CC_ERROR)
        }
        libedit_add_command(editLine, commandNames[1], commandNames[1]) { editLine, _ in
            LineEditor.of(editLine)?.insertPastedText() ?? UInt8(CC_ERROR)
        }
        libedit_set_editor(editLine, "emacs")
        bindKeys(editLine)
        // Last, so that it wins. Switching to vi clears all bindings, so they are set again for that.
        el_source(editLine, startupFile)
        if let name = libedit_editor(editLine), String(cString: name) == "vi" { bindViKeys(editLine) }
    }

    private func bindKeys(_ editLine: OpaquePointer) {
        for (key, command) in Self.sequences + Self.controls { libedit_bind(editLine, key, command) }
    }

    /// In vi, Escape alone is a key: it must not wait for more. Like the arrow keys that libedit binds itself, the
    /// sequences leave the insert mode by their first character, and the rest is bound in the command mode.
    private func bindViKeys(_ editLine: OpaquePointer) {
        for (key, command) in Self.controls { libedit_bind(editLine, key, command) }
        for (key, command) in Self.sequences {
            libedit_bind_alternative(editLine, String(key.dropFirst(2)), command)
        }
    }

    /// Wide characters with a 0 at the end, to be deallocated by the caller.
    static func wide(_ text: String) -> UnsafeMutablePointer<wchar_t> {
        let scalars = text.unicodeScalars.map { wchar_t(bitPattern: $0.value) } + [0]
        let copy = UnsafeMutablePointer<wchar_t>.allocate(capacity: scalars.count)
        copy.initialize(from: scalars, count: scalars.count)
        return copy
    }
}
