#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Which file a path means: links and other ways to write it lead to the same.
struct FileIdentity: Hashable {
    private let device: UInt64
    private let inode: UInt64
    /// Of a file that does not exist yet: its name in the folder that the others tell.
    private let name: String?

    /// - Returns: `nil` when there is no such folder.
    init?(_ path: String) {
        var status = stat()
        if stat(path, &status) == 0 {
            name = nil
        } else if stat(Paths.folder(of: path), &status) == 0 {
            name = String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
        } else {
            return nil
        }
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }
}
