package import Platform

/// A copy of a session file in which some lines are others; all that is not replaced stays byte for byte.
///
/// The session must stay the file that was read: an editor may save it, or another run replace it, while the copy is
/// made. The copy then holds what was copied so far and all that came since, goes beside the session, and the session is
/// left alone.
package final class SessionRevision {
    /// What became of a copy.
    package enum Ending: Hashable, Sendable {
        case inPlace
        /// The session has changed: the copy is there, and is no copy of what the session is now.
        case kept(String)
    }

    private let path: String
    private let keptPath: String
    private let isReplacing: Bool
    private var replacement: ReplacementFile
    /// Where the session really is.
    private let target: String
    /// The session's own file, locked while it is being replaced.
    private let lock: Descriptor?
    private let version: FileStatus.Version?
    /// Whether the session is no more the file that was read.
    private var isStale = false
    private var lines: LineReader
    private var line: [UInt8] = []

    /// - Parameters:
    ///   - path: the session to copy.
    ///   - copy: the path beside it, made up by us, where the copy goes.
    ///   - isReplacing: whether it goes into the session's own place, and to `copy` only when the session has changed.
    ///   - version: what the session was when its exchanges were read; as it is now if nil.
    /// - Throws: ``SessionError`` when one of the files cannot be used, or the session is being recorded and is to be
    ///   replaced.
    package init(
        of path: String,
        to copy: String,
        replacing isReplacing: Bool,
        version: FileStatus.Version? = nil
    ) throws(SessionError) {
        lines = try LineReader(path: path)
        if isReplacing, lines.isCompressed { throw .compressed(path: path) }
        self.path = path
        self.isReplacing = isReplacing
        keptPath = copy
        target =
            isReplacing
            ? try SessionError.naming(path, "cannot be opened") { () throws(SystemError) in
                try ReplacementFile.resolved(path)
            } : copy
        let target = target
        replacement = try SessionError.naming(target, "cannot be written") { () throws(SystemError) in
            try ReplacementFile(of: target)
        }
        lock = isReplacing ? try Self.lock(path) : nil
        self.version = version ?? lines.version
        checkVersion()
    }

    /// Puts an exchange in the place of a line, which must be behind the one replaced before.
    package func replace(line number: Int, by exchange: RecordedExchange) throws(SessionError) {
        if !isStale { try copy(before: number) }
        line.removeAll(keepingCapacity: true)
        exchange.appendLine(to: &line)
        line.append(UInt8(ascii: "\n"))
        try write { output throws(SystemError) in try output.append(line) }
    }

    /// Copies the rest, and puts the whole in its place.
    package func finish() throws(SessionError) -> Ending {
        while !isStale, try lines.advance() { try copyLine() }
        checkVersion()
        let place = isStale ? keptPath : target
        try SessionError.naming(place, "cannot be replaced") { () throws(SystemError) in
            // A copy beside the session is this user's alone.
            try replacement.synchronize(like: isReplacing && !isStale ? FileStatus(path: target) : nil)
            try replacement.finish(at: place)
        }
        ReplacementFile.synchronizeFolder(of: place)
        return isStale ? .kept(keptPath) : .inPlace
    }

    private func copy(before number: Int) throws(SessionError) {
        while lines.lineNumber < number, try lines.advance() {
            checkVersion()
            if isStale { return }
            if lines.lineNumber < number { try copyLine() }
        }
    }

    /// Of the open file as well as of the one that has the name: an editor writes into the old one, or makes a new one.
    private func checkVersion() {
        if lines.version != version || FileStatus(path: path)?.version != version { isStale = true }
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
            try Descriptor(path: path, O_RDONLY | O_NONBLOCK)
        }
        _ = try RecorderLock.take(descriptor.number, path: path, "update it when the recording has ended")
        return descriptor
    }
}
