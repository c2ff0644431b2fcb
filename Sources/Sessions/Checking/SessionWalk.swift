import WireJSON

/// Goes through all lines of a session file, past those that are wrong: for checks and repairs.
struct SessionWalk: ~Copyable {
    enum Line {
        /// Blank, or a comment.
        case blank
        case header
        case exchange(Int)
        case pushed(Int)
        case stub
        case end(Int)
        /// The last line, without its end.
        case torn
        case bad(SessionError)
        /// It can be read, but not used.
        case refused(SessionError)

        var isBlank: Bool {
            if case .blank = self { true } else { false }
        }

        var isBad: Bool {
            if case .bad = self { true } else { false }
        }
    }

    private static let lineFeed = [UInt8(ascii: "\n")]

    private(set) var lines: LineReader
    /// What is wrong with the header. What stands in its place may be a line as those below it all the same.
    private(set) var headerError: SessionError?
    /// Whether the file is of a version that this program does not know.
    private(set) var isNewer = false
    /// Whether something may have been taken out of the lines, where no header says so any more.
    private(set) var mayBeRedacted = false
    private var isHeaderDue = true
    /// Whether a line that is read is used by all that use sessions.
    private let judge: (SessionLine) -> String?

    /// - Parameter judge: says what is wrong with a line that holds more than a plain exchange.
    init(_ lines: consuming LineReader, judge: @escaping (SessionLine) -> String? = { _ in nil }) {
        self.lines = lines
        self.judge = judge
    }

    /// The next line, or `nil` at the end of the file.
    ///
    /// - Throws: ``SessionError`` only when the file cannot be read.
    mutating func next() throws(SessionError) -> Line? {
        if lines.isTooLong { try lines.skipLine { _ in } }
        do throws(SessionError) {
            guard try lines.advance() else {
                if isHeaderDue { missHeader(.noHeader(path: lines.path)) }
                return nil
            }
        } catch {
            guard lines.isTooLong else { throw error }
            if isHeaderDue { missHeader(error) }
            return .bad(error)
        }
        guard lines.hasContent else { return .blank }
        if isHeaderDue || headerError != nil { lookForRedaction() }
        if isHeaderDue, readHeader() { return .header }
        if !lines.isWhole { return headerError?.line == lines.lineNumber ? headerError.map { .bad($0) } : .torn }
        var refusal: String?
        do throws(SessionError) {
            let (path, number, judge) = (lines.path, lines.lineNumber, judge)
            let facts = try lines.withLine { bytes throws(SessionError) in
                try LineFacts(bytes, path: path, line: number) { line in
                    refusal = judge(line)
                }
            }
            if let refusal { return .refused(SessionError(path: path, line: number, reason: refusal)) }
            switch facts {
            case .exchange(let number): return .exchange(number)
            case .pushed(let number): return .pushed(number)
            case .stub: return .stub
            case .end(let number): return .end(number)
            }
        } catch {
            return .bad(headerError?.line == error.line ? headerError ?? error : error)
        }
    }

    /// Hands out all of the line under way, with its LF if it has one, in pieces.
    mutating func copyLine(
        to output: (UnsafeBufferPointer<UInt8>) throws(SessionError) -> Void
    ) throws(SessionError) {
        if lines.isTooLong {
            try lines.skipLine(output)
        } else {
            try lines.withLine(output)
            if lines.isWhole { try Self.lineFeed.withUnsafeBufferPointer(output) }
        }
    }

    private mutating func lookForRedaction() {
        if !mayBeRedacted { mayBeRedacted = lines.contains("redacted") }
    }

    private mutating func missHeader(_ error: SessionError) {
        (isHeaderDue, lines.isHeaderDue) = (false, false)
        headerError = error
    }

    private mutating func readHeader() -> Bool {
        (isHeaderDue, lines.isHeaderDue) = (false, false)
        do throws(SessionError) {
            _ = try SessionReader.header(lines)
            return true
        } catch {
            headerError = error
            isNewer = lines.isWhole && (try? lines.withLine(Self.version)) ?? 0 > SessionHeader.version
            return false
        }
    }

    private static func version(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        (try? JSONParser.parse(bytes))?["ipcsh"]?.int ?? 0
    }
}
