import Platform

/// Files that are read whole: scripts, requests, the configuration.
package enum TextFile {
    /// The largest file that is read, 64 MiB.
    package static let longest = 64 * 1024 * 1024

    package static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    /// - Throws: ``Failure`` with the system's reason.
    package static func bytes(_ path: String) throws(Failure) -> [UInt8] {
        let file: Descriptor
        do throws(SystemError) {
            file = try Descriptor(path: path, O_RDONLY)
        } catch {
            throw failure(path, error)
        }
        return try bytes(of: file.number, path)
    }

    /// Reads to the end.
    package static func bytes(of descriptor: Int32, _ name: String) throws(Failure) -> [UInt8] {
        let bytes: [UInt8]?
        do throws(SystemError) {
            bytes = try Descriptor.readAll(from: descriptor, limit: longest)
        } catch {
            throw failure(name, error)
        }
        guard let bytes else { throw Failure(.exchangeFailed, "\(name) is larger than \(longest >> 20) MiB") }
        return bytes
    }

    /// - Throws: ``Failure`` also when the text is not UTF-8.
    package static func text(_ path: String) throws(Failure) -> String {
        try decode(try bytes(path), path)
    }

    /// Whether the system runs a file by itself: it may be executed, and begins with `#!`.
    package static func isProgram(_ path: String) -> Bool {
        guard access(path, X_OK) == 0 else { return false }
        guard let file = openRegular(path) else { return false }
        var start: [UInt8] = [0, 0]
        return read(file.number, &start, 2) == 2 && start == Array("#!".utf8)
    }

    /// The text of a file that can be read without doing anything else: no pipe, no device.
    package static func regularText(_ path: String) -> String? {
        guard let file = openRegular(path) else { return nil }
        return try? decode(try bytes(of: file.number, path), path)
    }

    /// Opens a file that can be read without doing anything else.
    private static func openRegular(_ path: String) -> Descriptor? {
        guard let file = try? Descriptor(path: path, O_RDONLY | O_NONBLOCK),
            FileStatus(descriptor: file.number)?.kind == .regular
        else { return nil }
        return file
    }

    package static func decode(_ bytes: [UInt8], _ name: String) throws(Failure) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .usage("\(name) is not UTF-8 text") }
        // A byte order mark, as editors on Windows write it, is no part of the text.
        return text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    }

    private static func failure(_ path: String, _ error: SystemError) -> Failure {
        Failure(.exchangeFailed, "\(TerminalText.name(path)) cannot be read: \(error.reason)")
    }
}
