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

    /// Calls `body` with the line under way, without its LF.
    func withLine<Result>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(SessionError) -> Result
    ) throws(SessionError) -> Result {
        try buffer.withUnsafeBufferPointer { bytes throws(SessionError) in
            try body(UnsafeBufferPointer(rebasing: bytes[line]))
        }
    }

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
        atEnd = count == 0
    }
}
