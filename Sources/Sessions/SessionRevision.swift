#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A copy of a session file in which some lines are others; all that is not replaced stays byte for byte.
///
/// It is written to a temporary file in the folder of its target, and takes the target's name when it is whole.
package final class SessionRevision {
    private let target: String
    private let temporary: String
    private let descriptor: Int32
    private var lines: LineReader
    private var output: [UInt8] = []
    /// Whether the temporary file has become the target.
    private var isDone = false

    private static let chunkSize = 256 * 1024

    /// - Parameters:
    ///   - path: the session to copy.
    ///   - target: where the copy goes; the session's own path replaces it.
    /// - Throws: ``SessionError`` when one of the files cannot be used.
    package init(of path: String, to target: String) throws(SessionError) {
        // A link stays a link: what it leads to is replaced.
        self.target = Self.resolved(target)
        temporary = "\(self.target).\(getpid()).tmp"
        lines = try LineReader(path: path)
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if descriptor < 0 {
            isDone = true
            throw SessionError(path: temporary, reason: "cannot be written: \(systemReason())")
        }
        var status = stat()
        if stat(self.target, &status) == 0 { fchmod(descriptor, status.st_mode & 0o7777) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if !isDone { unlink(temporary) }
    }

    /// Puts an exchange in the place of a line, which must be behind the one replaced before.
    package func replace(line number: Int, by exchange: RecordedExchange) throws(SessionError) {
        while lines.lineNumber < number, try lines.advance() {
            if lines.lineNumber < number { try copyLine() }
        }
        exchange.appendLine(to: &output)
        output.append(UInt8(ascii: "\n"))
    }

    /// Copies the rest, and puts the whole in its place.
    package func finish() throws(SessionError) {
        while try lines.advance() { try copyLine() }
        try write()
        guard fsync(descriptor) == 0, rename(temporary, target) == 0 else {
            throw SessionError(path: target, reason: "cannot be replaced: \(systemReason())")
        }
        isDone = true
    }

    private func copyLine() throws(SessionError) {
        let isWhole = lines.isWhole
        try lines.withLine { line throws(SessionError) in output.append(contentsOf: line) }
        if isWhole { output.append(UInt8(ascii: "\n")) }
        if output.count >= Self.chunkSize { try write() }
    }

    private func write() throws(SessionError) {
        var rest = output[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw SessionError(path: temporary, reason: "cannot be written: \(systemReason())")
            }
        }
        output.removeAll(keepingCapacity: true)
    }

    private static func resolved(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
