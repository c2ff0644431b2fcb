import Platform

/// Reads a file line by line in memory that does not grow with the file.
struct LineReader: ~Copyable {
    /// The longest line accepted: a request and a response of 16 MiB each, in base64, and some more.
    static let longestLine = 64 * 1024 * 1024

    private static let chunkSize = 256 * 1024

    let path: String
    private let descriptor: Descriptor
    private var lines = LineSplitter(longest: longestLine)
    private var atEnd = false
    /// The number of the line under way, counted from 1.
    private(set) var lineNumber = 0
    /// Whether ``advance()`` has failed at a line that is too long, and ``skipLine(_:)`` can go behind it.
    private(set) var isTooLong = false
    /// How many bytes of the file have been read.
    private(set) var bytesRead = 0

    init(path: String) throws(SessionError) {
        self.path = path
        descriptor = try SessionError.naming(path, "cannot be opened") { () throws(SystemError) in
            try Descriptor(path: path, O_RDONLY)
        }
    }

    /// Reads an open file from its start.
    init(path: String, duplicating original: Int32) throws(SessionError) {
        self.path = path
        descriptor = try SessionError.naming(path, "cannot be read") { () throws(SystemError) in
            let descriptor = try Descriptor(duplicating: original)
            if lseek(descriptor.number, 0, SEEK_SET) != 0 { throw SystemError() }
            return descriptor
        }
    }

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
        for byte in lines.buffer[lines.range] where byte != 0x20 && byte != 0x09 && byte != 0x0D {
            return byte != UInt8(ascii: "#")
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
        try lines.buffer.withUnsafeBufferPointer { bytes throws(SessionError) in
            try body(UnsafeBufferPointer(rebasing: bytes[lines.range]))
        }
    }

    var isRegularFile: Bool { FileStatus(descriptor: descriptor.number)?.kind == .regular }

    /// The line under way, without its LF.
    var bytes: ArraySlice<UInt8> { lines.line }

    private mutating func fill() throws(SessionError) {
        var count: Int?
        repeat {
            do throws(SystemError) {
                count = try lines.read(from: descriptor.number, atMost: Self.chunkSize)
            } catch  where error.code == EINTR {
                continue
            } catch {
                throw SessionError(path: path, reason: "cannot be read: \(error.reason)")
            }
        } while count == nil
        bytesRead += count ?? 0
        atEnd = count == 0
    }
}

extension SessionError {
    static func longLine(path: String, line: Int? = nil) -> SessionError {
        SessionError(path: path, line: line, reason: "a line has at most \(LineReader.longestLine >> 20) MiB")
    }
}
