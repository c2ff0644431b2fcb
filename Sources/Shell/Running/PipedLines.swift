#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Lines from a pipe, each as soon as it has come.
struct PipedLines {
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var atEnd = false
    /// How many lines have been handed out.
    private(set) var count = 0

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    static func isRegularFile(_ descriptor: Int32) -> Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// The next line without its LF, or `nil` at the end, or when the user interrupts.
    mutating func next() throws(Failure) -> String? {
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                defer { buffer.removeFirst(end + 1) }
                return try line(buffer[..<end])
            }
            if atEnd {
                guard !buffer.isEmpty else { return nil }
                defer { buffer = [] }
                return try line(buffer[...])
            }
            if buffer.count > TextFile.longest {
                throw Failure(.exchangeFailed, "stdin: a line is longer than \(TextFile.longest >> 20) MiB")
            }
            var chunk: [UInt8] = Array(repeating: 0, count: 16 * 1024)
            let count = read(descriptor, &chunk, chunk.count)
            if count > 0 {
                buffer += chunk[..<count]
            } else if count == 0 {
                atEnd = true
            } else if errno == EINTR {
                if Signals.takeInterrupt() { throw Failure(.interrupted) }
                if Signals.ending != nil { return nil }
            } else {
                throw Failure(.exchangeFailed, "stdin cannot be read: \(systemReason())")
            }
        }
    }

    private mutating func line(_ bytes: ArraySlice<UInt8>) throws(Failure) -> String {
        count += 1
        return try TextFile.decode(Array(bytes), "stdin, line \(count),")
    }
}
