/// A file that takes the place of another, or a new place, only when it is whole: it is written beside it, 0600, and then
/// moved over it. Left unfinished, it leaves nothing behind.
package struct ReplacementFile: ~Copyable {
    package var output: OutputFile
    private let target: String
    private let temporary: String
    private var isInPlace = false

    /// - Parameter target: the place. A link at its end is replaced itself: ``resolved(_:)``.
    /// - Throws: ``SystemError`` when no file can be made beside it.
    package init(of target: String) throws(SystemError) {
        self.target = target
        let file = try TemporaryFile(prefix: "\(target).", suffix: ".tmp")
        temporary = file.path
        output = OutputFile(file.takeDescriptor())
    }

    deinit {
        if !isInPlace { unlink(temporary) }
    }

    /// Puts the file in its place. Other programs see the old one or all of the new one, never a part.
    package mutating func finish() throws(SystemError) {
        try output.flush()
        if rename(temporary, target) != 0 { throw SystemError() }
        isInPlace = true
    }

    /// Puts the file in its place when the disk has it, with the permissions and, where that is allowed, the owner of what
    /// is there: the old or the new file outlives a power failure.
    package mutating func finishDurably() throws(SystemError) {
        let descriptor = output.descriptor.number
        if let status = FileStatus(path: target) {
            _ = fchown(descriptor, status.owner.user, status.owner.group)
            if fchmod(descriptor, status.permissions) != 0 { throw SystemError() }
        }
        try output.synchronize()
        try finish()
        Self.synchronizeFolder(of: target)
    }

    /// What a path leads to, when a link is at its end; else the path.
    ///
    /// - Throws: ``SystemError`` when the link leads nowhere.
    package static func resolved(_ path: String) throws(SystemError) -> String {
        guard FileStatus(path: path, followsLink: false)?.kind == .link else { return path }
        guard let resolved = realpath(path, nil) else { throw SystemError() }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// So that the new name outlives a power failure; the file itself is safe without it.
    package static func synchronizeFolder(of path: String) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        guard let descriptor = try? Descriptor(path: folder, O_RDONLY | O_DIRECTORY) else { return }
        fsync(descriptor.number)
    }
}
