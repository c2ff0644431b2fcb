#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The lock of whoever writes to a session file, which ends when the descriptor is closed.
enum RecorderLock {
    /// Locks a file and makes sure that it is one.
    ///
    /// - Parameter advice: what to try when another has the lock.
    /// - Returns: what the system says of the file.
    static func take(_ descriptor: Int32, path: String, _ advice: String) throws(SessionError) -> stat {
        if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let reason =
                errno == EWOULDBLOCK
                ? "another program is recording into it; \(advice)" : "cannot be locked: \(systemReason())"
            throw SessionError(path: path, reason: reason)
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw SessionError(path: path, reason: "not a regular file")
        }
        // Between opening and locking it, a repair may have put another in its place.
        guard status.st_nlink > 0 else {
            throw SessionError(path: path, reason: "another program has replaced it just now")
        }
        return status
    }
}
