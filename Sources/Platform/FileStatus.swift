/// What the system says of a file.
package struct FileStatus: Sendable {
    package enum Kind: Sendable {
        case regular, folder, link, socket, characterDevice, other
    }

    /// Tells one file from all others that are there at the same time.
    package struct Identity: Hashable, Sendable {
        private let device: Int64
        private let inode: UInt64

        fileprivate init(_ status: stat) {
            device = Int64(status.st_dev)
            inode = UInt64(status.st_ino)
        }
    }

    /// When something happened, by the wall clock.
    package struct Time: Hashable, Sendable {
        /// Since 1970-01-01T00:00:00Z.
        package let seconds: Int
        package let nanoseconds: Int
    }

    /// Tells whether a file is still what it was when it was looked at before.
    package struct Version: Hashable, Sendable {
        private let identity: Identity
        private let size: Int
        private let modified: Time

        fileprivate init(_ status: FileStatus) {
            identity = status.identity
            size = status.size
            modified = status.modified
        }
    }

    private let status: stat

    /// - Parameter followsLink: whether a link at the end of the path means what it leads to.
    /// - Returns: `nil` when there is no such file: see `errno`.
    package init?(path: String, followsLink: Bool = true) {
        var status = stat()
        guard (followsLink ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
        self.status = status
    }

    /// - Returns: `nil` when the descriptor is none: see `errno`.
    package init?(descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.status = status
    }

    package var kind: Kind {
        switch status.st_mode & S_IFMT {
        case S_IFREG: .regular
        case S_IFDIR: .folder
        case S_IFLNK: .link
        case S_IFSOCK: .socket
        case S_IFCHR: .characterDevice
        default: .other
        }
    }

    /// In bytes.
    package var size: Int { Int(status.st_size) }
    /// How many names the file has; none when it was deleted.
    package var linkCount: Int { Int(status.st_nlink) }
    package var identity: Identity { Identity(status) }
    package var version: Version { Version(self) }
    package var permissions: mode_t { status.st_mode & 0o777 }
    package var owner: (user: uid_t, group: gid_t) { (status.st_uid, status.st_gid) }

    package var modified: Time {
        #if canImport(Darwin)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        return Time(seconds: time.tv_sec, nanoseconds: time.tv_nsec)
    }
}
