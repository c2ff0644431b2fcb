#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Files that are read whole: scripts, requests, the configuration.
enum TextFile {
    /// The largest file that is read, 64 MiB.
    static let longest = 64 * 1024 * 1024

    static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    /// - Throws: ``Failure`` with the system's reason.
    static func bytes(_ path: String) throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        return try bytes(of: descriptor, path)
    }

    /// Reads to the end.
    static func bytes(of descriptor: Int32, _ name: String) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var count = 0
        repeat {
            withUnsafeTemporaryAllocation(byteCount: 64 * 1024, alignment: 16) { chunk in
                count = read(descriptor, chunk.baseAddress, chunk.count)
                if count > 0 { bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: chunk[..<count])) }
            }
            if count < 0, errno != EINTR { throw failure(name) }
            if bytes.count > longest {
                throw Failure(.exchangeFailed, "\(name) is larger than \(longest >> 20) MiB")
            }
        } while count != 0
        return bytes
    }

    /// - Throws: ``Failure`` also when the text is not UTF-8.
    static func text(_ path: String) throws(Failure) -> String {
        try decode(try bytes(path), path)
    }

    /// Whether the system runs a file by itself: it may be executed, and begins with `#!`.
    static func isProgram(_ path: String) -> Bool {
        guard access(path, X_OK) == 0 else { return false }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        guard PipedLines.isRegularFile(descriptor) else { return false }
        var start: [UInt8] = [0, 0]
        return read(descriptor, &start, 2) == 2 && start == Array("#!".utf8)
    }

    /// The text of a file that can be read without doing anything else: no pipe, no device.
    static func regularText(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard PipedLines.isRegularFile(descriptor) else { return nil }
        return try? decode(try bytes(of: descriptor, path), path)
    }

    static func decode(_ bytes: [UInt8], _ name: String) throws(Failure) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .usage("\(name) is not UTF-8 text") }
        // A byte order mark, as editors on Windows write it, is no part of the text.
        return text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    }

    private static func failure(_ path: String) -> Failure {
        Failure(.exchangeFailed, "\(path) cannot be read: \(systemReason())")
    }
}
