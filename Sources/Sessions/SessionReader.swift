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
    private let view: ExchangeView

    /// Opens the file and reads its header.
    package init(path: String) throws(SessionError) {
        try self.init(LineReader(path: path))
    }

    init(_ lines: consuming LineReader) throws(SessionError) {
        var lines = lines
        header = try Self.readHeader(&lines)
        view = ExchangeView(rule: header.rule)
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
        guard lines.isWhole else {
            tornLine = lines.lineNumber
            return nil
        }
        let line = try decodedLine()
        if case .end = line { isClosed = true }
        if !header.rule.isStandard, case .exchange(var exchange) = line {
            exchange.headerRule = header.rule
            return .exchange(exchange)
        }
        return line
    }

    /// The next exchange, or `nil` at the end of the file. What was pushed is passed over.
    package mutating func nextExchange() throws(SessionError) -> RecordedExchange? { try nextView()?.exchange }

    /// The same, to be looked at before the next call.
    package mutating func nextView() throws(SessionError) -> ExchangeView? {
        while let entry = try nextEntry() {
            if case .exchange(let view) = entry { return view }
        }
        return nil
    }

    /// What a server has sent, and what it was asked.
    package enum Entry {
        /// To be looked at before the next call.
        case exchange(ExchangeView)
        indirect case pushed(RecordedPush)
    }

    /// The next exchange or pushed message, whichever comes first; `nil` at the end of the file.
    package mutating func nextEntry() throws(SessionError) -> Entry? {
        while try lines.advanceToContent() {
            isClosed = false
            guard lines.isWhole else {
                tornLine = lines.lineNumber
                return nil
            }
            let view = view
            if try lines.withLine({ bytes throws(SessionError) in view.take(bytes) }) { return .exchange(view) }
            switch try decodedLine() {
            case .exchange(let exchange):
                view.take(exchange)
                return .exchange(view)
            case .pushed(let push): return .pushed(push)
            case .stub: skippedStubs += 1
            case .end: isClosed = true
            }
        }
        return nil
    }

    /// What the line under way is.
    private func decodedLine() throws(SessionError) -> SessionLine {
        let (path, number) = (lines.path, lines.lineNumber)
        return try lines.withLine { bytes throws(SessionError) in
            try SessionLineDecoder.line(bytes, path: path, line: number)
        }
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
