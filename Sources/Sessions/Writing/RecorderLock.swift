import Platform

/// The lock of whoever writes to a session file, which ends when the descriptor is closed.
enum RecorderLock {
    /// Locks a file and makes sure that it is one.
    ///
    /// - Parameter advice: what to try when another has the lock.
    /// - Returns: what the system says of the file.
    static func take(_ descriptor: Int32, path: String, _ advice: String) throws(SessionError) -> FileStatus {
        if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let reason =
                errno == EWOULDBLOCK
                ? "another program is recording into it; \(advice)" : "cannot be locked: \(SystemError().reason)"
            throw SessionError(path: path, reason: reason)
        }
        guard let status = FileStatus(descriptor: descriptor), status.kind == .regular else {
            throw SessionError(path: path, reason: "not a regular file")
        }
        // Between opening and locking it, a repair may have put another in its place.
        guard status.linkCount > 0 else {
            throw SessionError(path: path, reason: "another program has replaced it just now")
        }
        return status
    }
}
