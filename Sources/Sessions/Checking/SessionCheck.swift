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
    /// How many of the problems are lines that can be read, but not used.
    package private(set) var refusedCount = 0
    /// What is odd, and no error, up to ``mostKept``.
    package private(set) var warnings: [SessionError] = []
    package private(set) var warningCount = 0
    /// Whether there is no header, or one that cannot be read.
    package private(set) var isHeaderLost = false
    /// Whether the file is of a version that this program does not know.
    package private(set) var isNewer = false

    /// Whether something may have been taken out of the lines below a header that is lost.
    package private(set) var mayBeRedacted = false

    package var verdict: Verdict {
        if isNewer || isHeaderLost && exchanges == 0 { return .notASession }
        if problemCount > 0 { return .damaged }
        return tornLine == nil ? .ok : .torn
    }

    /// - Parameters:
    ///   - path: the file.
    ///   - judge: says what is wrong with a line that holds more than a plain exchange.
    ///   - progress: is called now and then with the number of bytes read; false ends the check.
    /// - Returns: `nil` when it was ended.
    /// - Throws: ``SessionError`` when the file cannot be read.
    package init?(
        path: String,
        judge: @escaping (SessionLine) -> String? = { _ in nil },
        progress: (Int) -> Bool = { _ in true }
    ) throws(SessionError) {
        try self.init(LineReader(path: path), judge: judge, progress)
    }

    init?(
        _ lines: consuming LineReader,
        judge: @escaping (SessionLine) -> String? = { _ in nil },
        _ progress: (Int) -> Bool = { _ in true }
    ) throws(SessionError) {
        var walk = SessionWalk(lines, judge: judge)
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
            case .refused(let error):
                refusedCount += 1
                fail(error)
            }
            if case .end = line { isClosed = true } else { isClosed = false }
        }
        isHeaderLost = walk.headerError != nil
        isNewer = walk.isNewer
        mayBeRedacted = walk.mayBeRedacted
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
