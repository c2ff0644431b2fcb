#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads a file line by line in memory that does not grow with the file.
struct LineReader: ~Copyable {
    /// The longest line accepted: a request and a response of 16 MiB each, in base64, and some more.
    static let longestLine = 64 * 1024 * 1024

    private static let chunkSize = 256 * 1024

    let path: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    /// Where the line under way is in the buffer.
    private var line = 0..<0
    /// Where the line behind it starts.
    private var next = 0
    private var atEnd = false
    /// The number of the line under way, counted from 1.
    private(set) var lineNumber = 0
    /// Whether the line under way ends with LF.
    private(set) var isWhole = true
    /// Whether ``advance()`` has failed at a line that is too long, and ``skipLine(_:)`` can go behind it.
    private(set) var isTooLong = false
    /// How many bytes of the file have been read.
    private(set) var bytesRead = 0

    init(path: String) throws(SessionError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { throw SessionError(path: path, reason: "cannot be opened: \(systemReason())") }
        self.init(path: path, descriptor: descriptor)
    }

    /// - Parameter descriptor: is closed with the reader.
    init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    /// Reads an open file from its start.
    init(path: String, duplicating original: Int32) throws(SessionError) {
        let descriptor = fcntl(original, F_DUPFD_CLOEXEC, 0)
        guard descriptor >= 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
            let reason = systemReason()
            if descriptor >= 0 { close(descriptor) }
            throw SessionError(path: path, reason: "cannot be read: \(reason)")
        }
        self.init(path: path, descriptor: descriptor)
    }

    deinit {
        close(descriptor)
    }

    /// Goes to the next line.
    ///
    /// - Returns: false at the end of the file.
    mutating func advance() throws(SessionError) -> Bool {
        var start = next
        var scanned = start
        while true {
            let end = indexOfLineFeed(from: scanned)
            if (end ?? buffer.count) - start > Self.longestLine {
                isTooLong = true
                let reason = "a line has at most \(Self.longestLine >> 20) MiB"
                throw SessionError(path: path, line: lineNumber + 1, reason: reason)
            }
            if end != nil || atEnd {
                line = start..<(end ?? buffer.count)
                next = end.map { $0 + 1 } ?? buffer.count
                guard line.lowerBound < next else { return false }
                isWhole = end != nil
                lineNumber += 1
                return true
            }
            buffer.removeFirst(start)
            scanned = buffer.count
            (start, next) = (0, 0)
            try fill()
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
        for byte in buffer[line] where byte != 0x20 && byte != 0x09 && byte != 0x0D {
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
        var scanned = next
        while true {
            let end = indexOfLineFeed(from: scanned)
            line = next..<(end.map { $0 + 1 } ?? buffer.count)
            try withLine(body)
            next = line.upperBound
            if end != nil || atEnd { return }
            buffer = []
            (line, next, scanned) = (0..<0, 0, 0)
            try fill()
        }
    }

    /// Calls `body` with the line under way, without its LF.
    func withLine<Result>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(SessionError) -> Result
    ) throws(SessionError) -> Result {
        try buffer.withUnsafeBufferPointer { bytes throws(SessionError) in
            try body(UnsafeBufferPointer(rebasing: bytes[line]))
        }
    }

    var isRegularFile: Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// The line under way, without its LF.
    var bytes: ArraySlice<UInt8> { buffer[line] }

    private func indexOfLineFeed(from start: Int) -> Int? {
        buffer.withUnsafeBytes { bytes in
            guard start < bytes.count, let base = bytes.baseAddress,
                let found = memchr(base + start, Int32(UInt8(ascii: "\n")), bytes.count - start)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }

    private mutating func fill() throws(SessionError) {
        var count = 0
        withUnsafeTemporaryAllocation(byteCount: Self.chunkSize, alignment: 16) { chunk in
            repeat { count = read(descriptor, chunk.baseAddress, chunk.count) } while count < 0 && errno == EINTR
            if count > 0 { buffer.append(contentsOf: UnsafeRawBufferPointer(rebasing: chunk[..<count])) }
        }
        if count < 0 { throw SessionError(path: path, reason: "cannot be read: \(systemReason())") }
        bytesRead += count
        atEnd = count == 0
    }
}
