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
    private var isHeaderDue = true

    init(_ lines: consuming LineReader) {
        self.lines = lines
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
        if isHeaderDue, readHeader() { return .header }
        if !lines.isWhole { return headerError?.line == lines.lineNumber ? headerError.map { .bad($0) } : .torn }
        do throws(SessionError) {
            let (path, number) = (lines.path, lines.lineNumber)
            let facts = try lines.withLine { bytes throws(SessionError) in
                try LineFacts(bytes, path: path, line: number)
            }
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
