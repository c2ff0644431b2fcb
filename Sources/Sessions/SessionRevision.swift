#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A copy of a session file in which some lines are others; all that is not replaced stays byte for byte.
package final class SessionRevision {
    private let replacement: ReplacementFile
    /// The session's own file, locked while it is being replaced.
    private let lock: Int32?
    private var lines: LineReader
    private var line: [UInt8] = []

    /// - Parameters:
    ///   - path: the session to copy.
    ///   - target: where the copy goes; `nil` for the session's own place.
    /// - Throws: ``SessionError`` when one of the files cannot be used, or the session is being recorded and is to be
    ///   replaced.
    package init(of path: String, to target: String? = nil) throws(SessionError) {
        lines = try LineReader(path: path)
        replacement = try ReplacementFile(of: try ReplacementFile.resolved(target ?? path))
        lock = target == nil ? try Self.lock(path) : nil
    }

    deinit {
        if let lock { close(lock) }
    }

    /// Puts an exchange in the place of a line, which must be behind the one replaced before.
    package func replace(line number: Int, by exchange: RecordedExchange) throws(SessionError) {
        while lines.lineNumber < number, try lines.advance() {
            if lines.lineNumber < number { try copyLine() }
        }
        line.removeAll(keepingCapacity: true)
        exchange.appendLine(to: &line)
        line.append(UInt8(ascii: "\n"))
        try replacement.output.append(line)
    }

    /// Copies the rest, and puts the whole in its place.
    package func finish() throws(SessionError) {
        while try lines.advance() { try copyLine() }
        try replacement.finish()
    }

    private func copyLine() throws(SessionError) {
        let isWhole = lines.isWhole
        try lines.withLine { line throws(SessionError) in try replacement.output.append(line) }
        if isWhole { try replacement.output.append([UInt8(ascii: "\n")]) }
    }

    private static func lock(_ path: String) throws(SessionError) -> Int32 {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { throw SessionError(path: path, reason: "cannot be opened: \(systemReason())") }
        do throws(SessionError) {
            _ = try RecorderLock.take(descriptor, path: path, "update it when the recording has ended")
            return descriptor
        } catch {
            close(descriptor)
            throw error
        }
    }
}
