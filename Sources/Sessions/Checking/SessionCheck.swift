/// What a session file is worth: every line of it validated as a reader does it, in memory that does not grow with it.
package struct SessionCheck: Hashable, Sendable {
    package enum Verdict: String, Sendable {
        case ok
        /// All is well but for a last line that was not written whole.
        case torn
        case damaged
        /// No exchange can be had from it, or it is of a version that this program does not know.
        case notASession = "not-a-session"
    }

    /// How many problems, and how many warnings, are kept.
    package static let mostKept = 20

    /// How many exchanges are in order.
    package private(set) var exchanges = 0
    /// Whether the last line says that the recording was closed.
    package private(set) var isClosed = false
    /// The number of a last line that was not written whole.
    package private(set) var tornLine: Int?
    /// What is wrong, up to ``mostKept``, in the order of the lines.
    package private(set) var problems: [SessionError] = []
    package private(set) var problemCount = 0
    /// What is odd, and no error, up to ``mostKept``.
    package private(set) var warnings: [SessionError] = []
    package private(set) var warningCount = 0
    /// Whether there is no header, or one that cannot be read.
    package private(set) var isHeaderLost = false
    /// Whether the file is of a version that this program does not know.
    package private(set) var isNewer = false

    package var verdict: Verdict {
        if isNewer || isHeaderLost && exchanges == 0 { return .notASession }
        if problemCount > 0 { return .damaged }
        return tornLine == nil ? .ok : .torn
    }

    /// - Parameters:
    ///   - path: the file.
    ///   - progress: is called now and then with the number of bytes read; false ends the check.
    /// - Returns: `nil` when it was ended.
    /// - Throws: ``SessionError`` when the file cannot be read.
    package init?(path: String, progress: (Int) -> Bool = { _ in true }) throws(SessionError) {
        try self.init(LineReader(path: path), progress)
    }

    init?(_ lines: consuming LineReader, _ progress: (Int) -> Bool = { _ in true }) throws(SessionError) {
        var walk = SessionWalk(lines)
        var bytesRead = 0
        var lastNumber = 0
        while let line = try walk.next() {
            if walk.lines.bytesRead != bytesRead {
                bytesRead = walk.lines.bytesRead
                guard progress(bytesRead) else { return nil }
            }
            if walk.isNewer { break }
            if let mark = walk.lines.markedLine, mark == walk.lines.lineNumber {
                fail(.byteOrderMark(path: walk.lines.path, line: mark))
            }
            if let error = walk.headerError, error.line == walk.lines.lineNumber, !line.isBad { fail(error) }
            switch line {
            case .blank: continue
            case .header, .stub: break
            case .exchange(let number), .pushed(let number):
                if case .exchange = line { exchanges += 1 }
                if number <= lastNumber { warn(walk.lines, "'n' is \(number), behind \(lastNumber)") }
                lastNumber = number
            case .end(let number):
                if number != lastNumber { warn(walk.lines, "'end' is \(number), the last exchange \(lastNumber)") }
            case .torn: tornLine = walk.lines.lineNumber
            case .bad(let error): fail(error)
            }
            if case .end = line { isClosed = true } else { isClosed = false }
        }
        isHeaderLost = walk.headerError != nil
        isNewer = walk.isNewer
        if verdict == .notASession, let error = walk.headerError {
            // The other lines of some other file are of no interest.
            (problems, problemCount, tornLine) = ([error], 1, nil)
            (warnings, warningCount) = ([], 0)
        }
    }

    private mutating func fail(_ error: SessionError) {
        problemCount += 1
        if problems.count < Self.mostKept { problems.append(error) }
    }

    private mutating func warn(_ lines: borrowing LineReader, _ reason: String) {
        warningCount += 1
        guard warnings.count < Self.mostKept else { return }
        warnings.append(SessionError(path: lines.path, line: lines.lineNumber, reason: reason))
    }
}
