import Platform
import Texts

/// A temporary file for the user's editor, which only the user may read. It goes with this value, unless it is kept.
struct EditedFile: ~Copyable {
    let path: String
    private let editor: String
    private var isKept = false

    init(_ text: String, _ environment: [String: String]) throws(Failure) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        editor = value("VISUAL") ?? value("EDITOR") ?? "vi"
        path = try Self.make(text, in: value("TMPDIR") ?? "/tmp")
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
            status = try SystemShell.run("\(editor) \(Self.quoted(path))", readsInput: true, output: 1)
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

    private static func make(_ text: String, in folder: String) throws(Failure) -> String {
        do throws(SystemError) {
            let file = try TemporaryFile(prefix: "\(folder)/ipcsh.", suffix: ".json")
            do throws(SystemError) {
                try Descriptor.write(Array(text.utf8), to: file.descriptor.number)
                return file.path
            } catch {
                unlink(file.path)
                throw error
            }
        } catch {
            throw Failure(.exchangeFailed, "\(folder)/ipcsh.XXXXXX.json cannot be written: \(error.reason)")
        }
    }

    /// A word of the system's shell.
    private static func quoted(_ text: String) -> String {
        "'\(text.replacing("'", with: "'\\''"))'"
    }
}
