#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that is written in large pieces, and is on the disk once ``finish()`` has returned.
struct OutputFile: ~Copyable {
    private static let bufferSize = 256 * 1024

    let path: String
    let descriptor: Int32
    private var buffer: [UInt8] = []
    private(set) var endsWithLineFeed = true

    /// - Parameters:
    ///   - flags: beside those for writing, of `open`.
    ///   - mode: the permissions of a file that is made.
    init(path: String, flags: Int32, mode: mode_t = 0o600) throws(SessionError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, mode)
        if descriptor < 0 { throw SessionError(path: path, reason: "cannot be written: \(systemReason())") }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(SessionError) {
        guard let last = bytes.last else { return }
        endsWithLineFeed = last == UInt8(ascii: "\n")
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferSize { try flush() }
    }

    mutating func append(_ text: [UInt8]) throws(SessionError) {
        try text.withUnsafeBufferPointer { bytes throws(SessionError) in try append(bytes) }
    }

    /// Writes what is left, and waits until the disk has it.
    mutating func finish() throws(SessionError) {
        try flush()
        if fsync(descriptor) != 0 { throw failure() }
    }

    private mutating func flush() throws(SessionError) {
        var written = 0
        while written < buffer.count {
            let count = buffer.withUnsafeBytes { bytes in
                let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
                return write(descriptor, rest.baseAddress, rest.count)
            }
            if count < 0, errno != EINTR { throw failure() }
            written += max(0, count)
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private func failure() -> SessionError {
        SessionError(path: path, reason: "cannot be written: \(systemReason())")
    }
}
