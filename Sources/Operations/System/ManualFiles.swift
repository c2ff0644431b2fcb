import Platform
package import Texts

/// Pages of the manual on disk: for all to read, as far as the user's mask lets them.
package enum ManualFiles {
    /// - Throws: ``Failure`` with the place that cannot be written.
    package static func write(_ files: [(name: String, text: String)], into folder: String) throws(Failure) {
        do throws(Folder.Failure) {
            try Folder.make(folder)
        } catch {
            throw Failure(.exchangeFailed, "\(TerminalText.name(error.path)) cannot be made: \(error.error.reason)")
        }
        for (name, text) in files { try write(text, to: "\(folder)/\(name)") }
    }

    package static func write(_ text: String, to path: String) throws(Failure) {
        do throws(SystemError) {
            let file = try Descriptor(path: path, O_WRONLY | O_CREAT | O_TRUNC, permissions: 0o666)
            try Descriptor.write(Array("\(text)\n".utf8), to: file.number)
        } catch {
            throw Failure(.exchangeFailed, "\(TerminalText.name(path)) cannot be written: \(error.reason)")
        }
    }
}
