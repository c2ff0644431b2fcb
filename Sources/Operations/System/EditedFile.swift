package import Platform
package import Texts

/// A temporary file for the user's editor, which only the user may read. It goes with this value, unless it is kept.
package struct EditedFile: ~Copyable {
    package let path: String
    private let editor: String
    private let original: [UInt8]
    private var isKept = false

    package init(_ bytes: [UInt8], _ environment: Environment) throws(Failure) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        editor = value("VISUAL") ?? value("EDITOR") ?? "vi"
        original = bytes
        path = try Self.make(bytes, in: value("TMPDIR") ?? "/tmp")
    }

    deinit {
        if !isKept { unlink(path) }
    }

    package mutating func keep() {
        isKept = true
    }

    /// Lets the user edit it.
    ///
    /// - Throws: ``Failure`` when the editor fails; the file is kept then, if something was changed.
    package mutating func edit() throws(Failure) {
        let status: Int32
        do throws(Failure) {
            status = try SystemShell.run("\(editor) \(Self.quoted(path))", readsInput: true, output: 1)
        } catch {
            keepIfChanged()
            throw error
        }
        guard status != 0 else { return }
        keepIfChanged()
        throw Failure(
            .exchangeFailed,
            "the editor '\(editor)' ended with status \(status); "
                + (isKept ? "what was typed is kept in \(path)" : "nothing was changed")
                + " ($VISUAL or $EDITOR chooses another one)"
        )
    }

    /// What it holds now, without the byte order mark that some editors begin a file with.
    package func bytes() throws(Failure) -> [UInt8] {
        let bytes = try TextFile.bytes(path)
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        return bytes.starts(with: mark) && !original.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
    }

    private mutating func keepIfChanged() {
        // What is gone cannot be kept; what cannot be read could be anything.
        isKept = TextFile.exists(path) && (try? TextFile.bytes(path)) != original
    }

    private static func make(_ bytes: [UInt8], in folder: String) throws(Failure) -> String {
        do throws(SystemError) {
            let file = try TemporaryFile(prefix: "\(folder)/ipcsh.", suffix: ".json")
            do throws(SystemError) {
                try Descriptor.write(bytes, to: file.descriptor.number)
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
