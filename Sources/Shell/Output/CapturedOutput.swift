#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A place for what a test puts out: a file without a name.
final class CapturedOutput {
    let descriptor: Int32

    /// The most bytes that are given back.
    private static let longest = 64 * 1024

    init() throws(Failure) {
        var template = Array("/tmp/ipcsh.XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw Failure(.exchangeFailed, "no file can be made in /tmp: \(systemReason())") }
        unlink(template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// All that was put out or, of much, the end.
    func text() -> String {
        let size = Int(lseek(descriptor, 0, SEEK_END))
        let start = max(0, size - Self.longest)
        var bytes = [UInt8](repeating: 0, count: max(0, size - start))
        let count = pread(descriptor, &bytes, bytes.count, off_t(start))
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        return start > 0 ? "...\n" + text : text
    }
}
