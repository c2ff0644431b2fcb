#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that takes the place of another, or a new place, only when it is whole: it is written beside it and then moved
/// over it. Left unfinished, it leaves nothing behind.
final class ReplacementFile {
    var output: OutputFile
    private let target: String
    private let temporary: String
    private var isInPlace = false

    /// - Parameter target: the place, without a link at its end: ``resolved(_:)``.
    init(of target: String) throws(SessionError) {
        self.target = target
        temporary = "\(target).\(getpid()).tmp"
        output = try OutputFile(path: temporary, flags: O_EXCL | O_NOFOLLOW)
    }

    deinit {
        if !isInPlace { unlink(temporary) }
    }

    /// Puts the file in its place, with the permissions and, where that is allowed, the owner of what is there.
    func finish() throws(SessionError) {
        var status = stat()
        if stat(target, &status) == 0 {
            _ = fchown(output.descriptor, status.st_uid, status.st_gid)
            if fchmod(output.descriptor, status.st_mode & 0o777) != 0 {
                throw SessionError(path: temporary, reason: "its permissions cannot be set: \(systemReason())")
            }
        }
        try output.finish()
        if rename(temporary, target) != 0 {
            throw SessionError(path: target, reason: "cannot be replaced: \(systemReason())")
        }
        isInPlace = true
        Self.flushFolder(of: target)
    }

    /// A link stays a link: what it leads to is replaced.
    static func resolved(_ path: String) throws(SessionError) -> String {
        var status = stat()
        if lstat(path, &status) != 0 || status.st_mode & S_IFMT != S_IFLNK { return path }
        guard let resolved = realpath(path, nil) else {
            throw SessionError(path: path, reason: "cannot be opened: \(systemReason())")
        }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// So that the new name outlives a power failure; the file itself is safe without it.
    private static func flushFolder(of path: String) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
