#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that tells other programs where a server listens, from when it does until it ends.
struct ReadyFile {
    let path: String

    /// Makes it appear whole: written under another name, then renamed.
    func write(_ text: String) throws(Failure) {
        let temporary = "\(path).\(getpid())"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure() }
        let code = LineLog(descriptor: descriptor).put(Array((text + "\n").utf8))
        close(descriptor)
        if code == 0, rename(temporary, path) == 0 { return }
        let failure = failure(code == 0 ? errno : code)
        unlink(temporary)
        throw failure
    }

    func remove() {
        unlink(path)
    }

    private func failure(_ code: Int32 = errno) -> Failure {
        Failure(.exchangeFailed, "--ready-file: \(path) cannot be written: \(systemReason(code))")
    }
}
