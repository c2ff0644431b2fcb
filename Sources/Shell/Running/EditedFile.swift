#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A temporary file for the user's editor, which only the user may read. It goes with this value, unless it is kept.
struct EditedFile: ~Copyable {
    let path: String
    private let editor: String
    private var isKept = false

    init(_ text: String, _ environment: [String: String]) throws(Failure) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        editor = value("VISUAL") ?? value("EDITOR") ?? "vi"
        var template = Array("\(value("TMPDIR") ?? "/tmp")/ipcsh.XXXXXX.json".utf8CString)
        let descriptor = mkstemps(&template, 5)
        path = template.withUnsafeBytes { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        guard descriptor >= 0 else { throw Failure(.exchangeFailed, "\(path) cannot be made: \(systemReason())") }
        defer { close(descriptor) }
        let code = LineLog(descriptor: descriptor).put(Array(text.utf8))
        if code != 0 {
            unlink(path)
            throw Failure(.exchangeFailed, "\(path) cannot be written: \(systemReason(code))")
        }
    }

    deinit {
        if !isKept { unlink(path) }
    }

    mutating func keep() {
        isKept = true
    }

    /// Lets the user edit it.
    ///
    /// - Throws: ``Failure`` when the editor fails; the file is kept then.
    mutating func edit() throws(Failure) {
        let status: Int32
        do throws(Failure) {
            status = try SystemShell.run("\(editor) \(Self.quoted(path))", readsInput: true, printsToError: false)
        } catch {
            keep()
            throw error
        }
        guard status != 0 else { return }
        keep()
        throw Failure(
            .exchangeFailed,
            "the editor '\(editor)' ended with status \(status); what was typed is kept in \(path)"
                + " ($VISUAL or $EDITOR chooses another one)"
        )
    }

    func bytes() throws(Failure) -> [UInt8] {
        try TextFile.bytes(path)
    }

    /// A word of the system's shell.
    private static func quoted(_ text: String) -> String {
        "'\(text.replacing("'", with: "'\\''"))'"
    }
}
