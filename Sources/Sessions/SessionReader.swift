import InspectProtocol
package import Platform

/// Reads a session file, line by line, in memory that does not grow with the file.
///
/// Blank lines and lines that begin with `#` are skipped. A last line without LF is torn: it ends the session, and
/// ``tornLine`` says where it is.
package struct SessionReader: ~Copyable {
    package let header: SessionHeader
    /// The number of a last line that was not written whole.
    package private(set) var tornLine: Int?
    /// Whether the line read last says that the recording was closed.
    package private(set) var isClosed = false
    /// How many stubs ``nextExchange()`` has passed over.
    package private(set) var skippedStubs = 0

    private var lines: LineReader
    /// Memory for requests that are looked at.
    private var scratch: [UInt8] = []

    /// Opens the file and reads its header.
    package init(path: String) throws(SessionError) {
        try self.init(LineReader(path: path))
    }

    init(_ lines: consuming LineReader) throws(SessionError) {
        var lines = lines
        header = try Self.readHeader(&lines)
        self.lines = lines
    }

    /// The number of the line read last, counted from 1.
    package var lineNumber: Int { lines.lineNumber }

    /// What the file was when it was opened.
    package var version: FileStatus.Version? { lines.version }

    /// How many bytes of the file have been read; of one that is packed, as they are unpacked.
    package var bytesRead: Int { lines.bytesRead }

    /// Whether the file is packed, and so can only be read.
    package var isCompressed: Bool { lines.isCompressed }

    /// The line read last, as it is in the file, without its LF.
    package var line: ArraySlice<UInt8> { lines.bytes }

    /// The next exchange, pushed message, stub or end line, or `nil` at the end of the file.
    package mutating func next() throws(SessionError) -> SessionLine? {
        guard try lines.advanceToContent() else { return nil }
        isClosed = false
        let number = lines.lineNumber
        guard lines.isWhole else {
            tornLine = number
            return nil
        }
        let path = lines.path
        let line = try lines.withLine { bytes throws(SessionError) in
            try SessionLineDecoder.line(bytes, path: path, line: number)
        }
        if case .end = line { isClosed = true }
        if !header.rule.isStandard, case .exchange(var exchange) = line {
            exchange.headerRule = header.rule
            return .exchange(exchange)
        }
        return line
    }

    /// The next exchange, or `nil` at the end of the file. What was pushed is passed over.
    package mutating func nextExchange() throws(SessionError) -> RecordedExchange? {
        while let line = try next() {
            switch line {
            case .exchange(let exchange): return exchange
            case .stub: skippedStubs += 1
            case .pushed, .end: break
            }
        }
        return nil
    }

    /// Calls `body` with the next exchange, in place: for whoever goes through many and keeps few.
    ///
    /// - Returns: what `body` does, or `nil` at the end of the file.
    package mutating func withNextExchange<Result>(_ body: (ExchangeView) -> Result) throws(SessionError) -> Result? {
        while let result = try withNext({ body($0) as Result? }, pushed: { _ in nil }) {
            if let result { return result }
        }
        return nil
    }

    /// Calls `body` with the next exchange, or `pushed` with a message that was pushed, whichever comes first.
    ///
    /// - Returns: what the one called does, or `nil` at the end of the file.
    package mutating func withNext<Result>(
        _ body: (ExchangeView) -> Result,
        pushed: (RecordedPush) -> Result
    ) throws(SessionError) -> Result? {
        // Taken out of here while it is filled, and put back.
        var request = scratch
        scratch = []
        defer { scratch = request }
        while try lines.advanceToContent() {
            isClosed = false
            let (path, number, rule) = (lines.path, lines.lineNumber, header.rule)
            guard lines.isWhole else {
                tornLine = number
                return nil
            }
            let found = try lines.withLine { bytes throws(SessionError) -> Found<Result> in
                if let quick = QuickLine(bytes, request: &request) {
                    return .result(
                        request.withUnsafeBufferPointer {
                            body(ExchangeView(quick, request: $0, in: bytes, rule: rule))
                        }
                    )
                }
                switch try SessionLineDecoder.line(bytes, path: path, line: number) {
                case .exchange(var exchange):
                    exchange.headerRule = rule
                    return .result(exchange.withView(body))
                case .pushed(let push): return .result(pushed(push))
                case .stub: return .stub
                case .end: return .end
                }
            }
            switch found {
            case .result(let result): return result
            case .stub: skippedStubs += 1
            case .end: isClosed = true
            }
        }
        return nil
    }

    private enum Found<Result> {
        case result(Result)
        case stub
        case end
    }

    private static func readHeader(_ lines: inout LineReader) throws(SessionError) -> SessionHeader {
        guard try lines.advanceToContent() else { throw .noHeader(path: lines.path) }
        lines.isHeaderDue = false
        let header = try header(lines)
        if let line = lines.markedLine { throw .byteOrderMark(path: lines.path, line: line) }
        return header
    }

    /// The header that the line under way is.
    static func header(_ lines: borrowing LineReader) throws(SessionError) -> SessionHeader {
        let (path, number) = (lines.path, lines.lineNumber)
        let header = try lines.withLine { bytes throws(SessionError) in
            try SessionLineDecoder.header(bytes, path: path, line: number)
        }
        if lines.isWhole { return header }
        throw SessionError(path: path, line: number, reason: "the header is torn: its line has no end")
    }
}

extension SessionError {
    static func noHeader(path: String) -> SessionError {
        SessionError(path: path, reason: "the file is empty; a session begins with {\"ipcsh\":1,...}")
    }
}
