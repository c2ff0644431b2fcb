import Sessions

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that is there whole or not at all: it is written beside its place, 0600, and moved there at the end.
package final class ReportFile {
    private static let bufferSize = 64 * 1024

    /// What the report is to be called.
    private let path: String
    private let temporaryPath: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    /// How many bytes are in the file.
    private var written = 0
    private var isFinished = false

    package init(path: String) throws(ReportError) {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            throw ReportError(path: path, reason: "it is not a regular file")
        }
        // A link stays one, and what it leads to is replaced.
        self.path =
            realpath(path, nil).map { resolved in
                defer { free(resolved) }
                return String(cString: resolved)
            } ?? path
        var template = Array("\(self.path).XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw ReportError(path: path, reason: systemReason()) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        temporaryPath = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    }

    deinit {
        if isFinished { return }
        close(descriptor)
        unlink(temporaryPath)
    }

    package func append(_ text: String) throws(ReportError) {
        try append(Array(text.utf8))
    }

    func append(_ bytes: [UInt8]) throws(ReportError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferSize || isFinished { try flush() }
    }

    /// Leaves room, filled with spaces, for what is known later.
    ///
    /// - Returns: where it is.
    func reserve(_ count: Int) throws(ReportError) -> Int {
        let offset = written + buffer.count
        try append([UInt8](repeating: UInt8(ascii: " "), count: count))
        return offset
    }

    /// Writes into room that was left.
    func fill(_ offset: Int, with text: String) throws(ReportError) {
        try flush()
        try write(Array(text.utf8), at: offset)
    }

    /// Puts the report in its place.
    package func finish() throws(ReportError) {
        try flush()
        isFinished = true
        if close(descriptor) == 0, rename(temporaryPath, path) == 0 { return }
        let reason = systemReason()
        unlink(temporaryPath)
        throw ReportError(path: path, reason: reason)
    }

    private func flush() throws(ReportError) {
        try write(buffer, at: written)
        written += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }

    private func write(_ bytes: [UInt8], at offset: Int) throws(ReportError) {
        if isFinished { throw ReportError(path: path, reason: "it is finished") }
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { bytes in
                pwrite(descriptor, bytes.baseAddress! + done, bytes.count - done, off_t(offset + done))
            }
            if count > 0 {
                done += count
            } else if count == 0 || errno != EINTR {
                throw ReportError(path: path, reason: systemReason())
            }
        }
    }
}
