import Platform

/// Reads a file line by line in memory that does not grow with the file.
struct LineReader: ~Copyable {
    /// The longest line accepted: a request and a response of 16 MiB each, in base64, and some more.
    static let longestLine = 64 * 1024 * 1024

    private static let chunkSize = 256 * 1024

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    let path: String
    private let descriptor: Descriptor
    private var gzip: GzipStream?
    private var lines = LineSplitter(longest: longestLine)
    private var atEnd = false
    /// The number of the line under way, counted from 1.
    private(set) var lineNumber = 0
    /// Whether ``advance()`` has failed at a line that is too long, and ``skipLine(_:)`` can go behind it.
    private(set) var isTooLong = false
    /// How many bytes of the file have been read.
    private(set) var bytesRead = 0
    /// Whether the header is still to come, before which editors put a byte order mark: it counts for nothing there.
    var isHeaderDue = true
    /// Whether a byte order mark counts for nothing before a header that follows another session, too.
    var dropsMark = false
    /// The line that began with it.
    private(set) var markedLine: Int?
    /// The length of the mark before the line under way.
    private var markLength = 0
    /// What the file was when it was opened.
    let version: FileStatus.Version?

    /// Opens a file, which may be packed by gzip.
    init(path: String) throws(SessionError) {
        // A pipe would be waited for until somebody writes to it, or for ever.
        let descriptor = try SessionError.naming(path, "cannot be opened") { () throws(SystemError) in
            try Descriptor(path: path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
        }
        let version = try Self.version(path, descriptor.number)
        let isPacked = try Self.isPacked(path, descriptor.number)
        self.init(path, descriptor, version, isPacked: isPacked)
    }

    /// Reads an open file from its start: one that is to be changed, and so is not packed.
    init(path: String, duplicating original: Int32) throws(SessionError) {
        let descriptor = try SessionError.naming(path, "cannot be read") { () throws(SystemError) in
            let descriptor = try Descriptor(duplicating: original)
            if lseek(descriptor.number, 0, SEEK_SET) != 0 { throw SystemError() }
            return descriptor
        }
        let version = try Self.version(path, descriptor.number)
        if try Self.isPacked(path, descriptor.number) { throw .compressed(path: path) }
        self.init(path, descriptor, version, isPacked: false)
    }

    private init(
        _ path: String,
        _ descriptor: consuming Descriptor,
        _ version: FileStatus.Version?,
        isPacked: Bool
    ) {
        self.path = path
        self.descriptor = descriptor
        self.version = version
        if isPacked { gzip = GzipStream() }
    }

    private static func version(_ path: String, _ descriptor: Int32) throws(SessionError) -> FileStatus.Version? {
        let status = FileStatus(descriptor: descriptor)
        switch status?.kind {
        case .regular: return status?.version
        case .folder: throw SessionError(path: path, reason: "cannot be read: \(SystemError(code: EISDIR).reason)")
        default: throw SessionError(path: path, reason: "not a regular file: copy what comes from it to one first")
        }
    }

    private static func isPacked(_ path: String, _ descriptor: Int32) throws(SessionError) -> Bool {
        let start = try SessionError.naming(path, "cannot be read") { () throws(SystemError) in
            try Descriptor.read(2, from: descriptor, at: 0)
        }
        return GzipStream.isPacked(start)
    }

    var isCompressed: Bool { gzip != nil }

    /// Whether the open file is what it was when it was opened.
    var isUnchanged: Bool { FileStatus(descriptor: descriptor.number)?.version == version }

    /// Whether the line under way ends with LF.
    var isWhole: Bool { lines.isWhole }

    /// Goes to the next line.
    ///
    /// - Returns: false at the end of the file.
    mutating func advance() throws(SessionError) -> Bool {
        while true {
            switch lines.advance(atEnd: atEnd) {
            case .line:
                lineNumber += 1
                markLength = 0
                if isHeaderDue || dropsMark, lines.line.starts(with: Self.byteOrderMark) {
                    markLength = Self.byteOrderMark.count
                    markedLine = markedLine ?? lineNumber
                }
                return true
            case .needsMore:
                if atEnd { return false }
                try fill()
            case .tooLong:
                isTooLong = true
                throw .longLine(path: path, line: lineNumber + 1)
            }
        }
    }

    /// Goes to the next line that is neither blank nor a comment.
    ///
    /// - Returns: false at the end of the file.
    mutating func advanceToContent() throws(SessionError) -> Bool {
        while try advance() {
            if hasContent { return true }
        }
        return false
    }

    /// Whether the line under way is neither blank nor a comment.
    var hasContent: Bool {
        let range = range
        let end = range.upperBound
        var offset = range.lowerBound
        while offset < end, case let byte = lines.buffer[offset] {
            if byte != 0x20, byte != 0x09, byte != 0x0D { return byte != UInt8(ascii: "#") }
            offset += 1
        }
        return false
    }

    /// Goes to the end of the line that is too long, in memory that does not grow with it.
    ///
    /// - Parameter body: is called with all of the line, piece by piece, its LF too if it has one.
    mutating func skipLine(
        _ body: (UnsafeBufferPointer<UInt8>) throws(SessionError) -> Void
    ) throws(SessionError) {
        isTooLong = false
        lineNumber += 1
        markLength = 0
        while true {
            let isEnd = lines.skip()
            try withLine(body)
            if isEnd || atEnd { return }
            try fill()
        }
    }

    /// Calls `body` with the line under way, without its LF.
    func withLine<Result>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(SessionError) -> Result
    ) throws(SessionError) -> Result {
        let range = range
        return try lines.buffer.withUnsafeBufferPointer { bytes throws(SessionError) in
            try body(UnsafeBufferPointer(rebasing: bytes[range]))
        }
    }

    /// Whether the line under way begins as a header does.
    var startsHeader: Bool {
        let rest = bytes.drop { $0 == 0x20 || $0 == 0x09 }
        return rest.starts(with: Array("{\"ipcsh\"".utf8)) || rest.starts(with: Array("{ \"ipcsh\"".utf8))
    }

    /// Whether some text stands in the line under way.
    func contains(_ text: StaticString) -> Bool { bytes.firstRange(of: text.withUTF8Buffer { Array($0) }) != nil }

    /// The line under way, without its LF.
    var bytes: ArraySlice<UInt8> { lines.buffer[range] }

    /// Where it is in what has been read, without a byte order mark.
    private var range: Range<Int> { (lines.range.lowerBound + markLength)..<lines.range.upperBound }

    private mutating func fill() throws(SessionError) {
        let count = gzip == nil ? try readPlain() : try readPacked()
        bytesRead += count
        atEnd = count == 0
    }

    private mutating func readPlain() throws(SessionError) -> Int {
        while true {
            do throws(SystemError) {
                return try lines.read(from: descriptor.number, atMost: Self.chunkSize)
            } catch  where error.code == EINTR {
                continue
            } catch {
                throw SessionError(path: path, reason: "cannot be read: \(error.reason)")
            }
        }
    }

    private mutating func readPacked() throws(SessionError) -> Int {
        do throws(GzipStream.Failure) {
            guard let bytes = try gzip?.next(from: descriptor.number) else { return 0 }
            lines.append(bytes)
            return bytes.count
        } catch {
            let reason =
                switch error {
                case .system(let error): "cannot be read: \(error.reason)"
                case .damaged: "cannot be unpacked: behind line \(lineNumber) it is not what gzip writes"
                case .cutOff: "cannot be unpacked: it ends behind line \(lineNumber), in the middle"
                case .noMemory: "cannot be unpacked: out of memory"
                }
            throw SessionError(path: path, reason: reason)
        }
    }
}

extension SessionError {
    static func longLine(path: String, line: Int? = nil) -> SessionError {
        SessionError(path: path, line: line, reason: "a line has at most \(LineReader.longestLine >> 20) MiB")
    }

    /// Of a file that is to be changed.
    static func compressed(path: String) -> SessionError {
        SessionError(path: path, reason: "is packed by gzip, and can only be read; unpack it first: gunzip FILE")
    }

    static func byteOrderMark(path: String, line: Int) -> SessionError {
        SessionError(
            path: path,
            line: line,
            column: 1,
            reason: "a byte order mark stands before the header; 'session check --repair' drops it"
        )
    }
}
