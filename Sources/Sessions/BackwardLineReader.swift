#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads the lines of a file from its end to its start, in memory that does not grow with the file.
struct BackwardLineReader {
    private let descriptor: Int32
    private let path: String
    /// Bytes of the file from `start` on, up to the lines that were handed out.
    private var buffer: [UInt8] = []
    private var start: Int
    private var isDone = false

    init(_ descriptor: Int32, path: String, size: Int) {
        self.descriptor = descriptor
        self.path = path
        start = size
    }

    /// The line before the one handed out last, without its LF; `nil` before the first.
    ///
    /// The first call gives what is behind the last LF: nothing, unless the last line is torn.
    mutating func next() throws(SessionError) -> [UInt8]? {
        var unscanned = buffer.count
        while true {
            let lineFeed = buffer[..<unscanned].lastIndex(of: UInt8(ascii: "\n"))
            let lineStart = lineFeed.map { $0 + 1 } ?? 0
            if buffer.count - lineStart > LineReader.longestLine {
                throw SessionError(path: path, reason: "a line has at most \(LineReader.longestLine >> 20) MiB")
            }
            if let lineFeed {
                defer { buffer.removeSubrange(lineFeed...) }
                return Array(buffer[lineStart...])
            }
            if start == 0 {
                defer { (buffer, isDone) = ([], true) }
                return isDone ? nil : buffer
            }
            // Steps that grow with what is there keep the copying in proportion to the line.
            let step = min(start, max(64 * 1024, buffer.count))
            buffer.insert(contentsOf: try read(step), at: 0)
            start -= step
            unscanned = step
        }
    }

    /// As many bytes as stand before `start`.
    private func read(_ count: Int) throws(SessionError) -> [UInt8] {
        var got = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            repeat {
                got = pread(
                    descriptor,
                    buffer.baseAddress?.advanced(by: filled),
                    count - filled,
                    off_t(start - count + filled)
                )
                filled += max(0, got)
            } while filled < count && (got > 0 || got < 0 && errno == EINTR)
        }
        if got < 0 { throw SessionError(path: path, reason: "cannot be read: \(systemReason())") }
        if bytes.count < count { throw SessionError(path: path, reason: "it became shorter while it was read") }
        return bytes
    }
}
