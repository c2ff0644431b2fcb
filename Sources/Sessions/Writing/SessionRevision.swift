import Platform

/// A copy of a session file in which some lines are others; all that is not replaced stays byte for byte.
package final class SessionRevision {
    private var replacement: ReplacementFile
    private let target: String
    /// The session's own file, locked while it is being replaced.
    private let lock: Descriptor?
    private var lines: LineReader
    private var line: [UInt8] = []

    /// - Parameters:
    ///   - path: the session to copy.
    ///   - target: where the copy goes; `nil` for the session's own place.
    /// - Throws: ``SessionError`` when one of the files cannot be used, or the session is being recorded and is to be
    ///   replaced.
    package init(of path: String, to target: String? = nil) throws(SessionError) {
        lines = try LineReader(path: path)
        let place = target ?? path
        let resolved = try SessionError.naming(place, "cannot be opened") { () throws(SystemError) in
            try ReplacementFile.resolved(place)
        }
        self.target = resolved
        replacement = try SessionError.naming(resolved, "cannot be written") { () throws(SystemError) in
            try ReplacementFile(of: resolved)
        }
        lock = target == nil ? try Self.lock(path) : nil
    }

    /// Puts an exchange in the place of a line, which must be behind the one replaced before.
    package func replace(line number: Int, by exchange: RecordedExchange) throws(SessionError) {
        while lines.lineNumber < number, try lines.advance() {
            if lines.lineNumber < number { try copyLine() }
        }
        line.removeAll(keepingCapacity: true)
        exchange.appendLine(to: &line)
        line.append(UInt8(ascii: "\n"))
        try write { output throws(SystemError) in try output.append(line) }
    }

    /// Copies the rest, and puts the whole in its place.
    package func finish() throws(SessionError) {
        while try lines.advance() { try copyLine() }
        try SessionError.naming(target, "cannot be replaced") { () throws(SystemError) in
            try replacement.finishDurably()
        }
    }

    private func copyLine() throws(SessionError) {
        let isWhole = lines.isWhole
        try lines.withLine { line throws(SessionError) in
            try write { output throws(SystemError) in
                try output.append(line)
                if isWhole { try output.append([UInt8(ascii: "\n")]) }
            }
        }
    }

    private func write(_ body: (inout OutputFile) throws(SystemError) -> Void) throws(SessionError) {
        try SessionError.naming(target, "cannot be written") { () throws(SystemError) in
            try body(&replacement.output)
        }
    }

    private static func lock(_ path: String) throws(SessionError) -> Descriptor {
        let descriptor = try SessionError.naming(path, "cannot be opened") { () throws(SystemError) in
            try Descriptor(path: path, O_RDONLY)
        }
        _ = try RecorderLock.take(descriptor.number, path: path, "update it when the recording has ended")
        return descriptor
    }
}
