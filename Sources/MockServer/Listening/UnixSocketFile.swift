import Platform

/// The file that stands for a Unix-domain socket. The system leaves it behind when its server dies.
enum UnixSocketFile {
    /// Makes way for a new socket: removes the file when nobody listens there any more.
    ///
    /// - Throws: when a server listens there, or the file is something else.
    static func removeStale(_ path: String) throws(ListeningError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw ListeningError(reason: "a file is there that is no socket")
        }
        switch connectionError(path) {
        case ECONNREFUSED: unlink(path)
        case ENOENT: break
        // EAGAIN: it listens, but its backlog is full.
        case 0, EAGAIN: throw ListeningError(reason: "another server listens there")
        case let code: throw ListeningError(reason: "\(SystemError(code: code).reason), when asked who listens there")
        }
    }

    /// Takes the file of a socket away that we listened on.
    static func remove(_ path: String) {
        unlink(path)
    }

    /// What connecting to a socket leads to: 0, or the system's error code.
    private static func connectionError(_ path: String) -> Int32 {
        // It does not block: a full backlog is no reason to wait.
        let descriptor = StreamSocket.open(family: AF_UNIX)
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        return result == 0 ? 0 : errno
    }
}
