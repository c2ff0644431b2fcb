/// Which file a path means: links and other ways to write it lead to the same.
package struct FileIdentity: Hashable {
    private let identity: FileStatus.Identity
    /// Of a file that does not exist yet: its name in the folder that the identity tells.
    private let name: String?

    /// - Returns: `nil` when there is no such folder.
    package init?(_ path: String) {
        if let status = FileStatus(path: path) {
            identity = status.identity
            name = nil
        } else if let folder = FileStatus(path: Paths.folder(of: path)) {
            identity = folder.identity
            name = String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
        } else {
            return nil
        }
    }
}
