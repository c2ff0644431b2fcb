/// A file that takes the place of another, or a new place, only when it is whole: it is written beside it, 0600, and then
/// moved over it. Left unfinished, it leaves nothing behind.
package struct ReplacementFile: ~Copyable {
    package var output: OutputFile
    private let target: String
    private let temporary: String
    private var isInPlace = false
    /// Whether a run before was killed while it wrote such a file: what it left was removed.
    package let hadLeftover: Bool

    /// - Parameter target: the place. A link at its end is replaced itself: ``resolved(_:)``.
    /// - Throws: ``SystemError`` when no file can be made beside it.
    package init(of target: String) throws(SystemError) {
        self.target = target
        hadLeftover = TemporaryFile.removeLeftovers(prefix: Self.prefix(target), suffix: Self.suffix)
        let file = try TemporaryFile(locked: Self.prefix(target), suffix: Self.suffix)
        temporary = file.path
        output = OutputFile(file.takeDescriptor())
    }

    deinit {
        if !isInPlace { unlink(temporary) }
    }

    private static let suffix = ".tmp"

    private static func prefix(_ target: String) -> String { target + ".ipcsh-" }

    /// Puts the file in its place. Other programs see the old one or all of the new one, never a part.
    package mutating func finish() throws(SystemError) {
        try finish(at: target)
    }

    /// Puts the file in another place than the one it was made for.
    package mutating func finish(at place: String) throws(SystemError) {
        try output.flush()
        if rename(temporary, place) != 0 { throw SystemError() }
        isInPlace = true
    }

    /// Puts the file in its place when the disk has it, with the permissions and, where that is allowed, the owner of what
    /// is there: the old or the new file outlives a power failure.
    package mutating func finishDurably() throws(SystemError) {
        try synchronize(like: FileStatus(path: target))
        try finish()
        Self.synchronizeFolder(of: target)
    }

    /// Waits until the disk has the file.
    ///
    /// - Parameter original: the file whose permissions and, where that is allowed, owner it gets; private if nil.
    package mutating func synchronize(like original: FileStatus? = nil) throws(SystemError) {
        let descriptor = output.descriptor.number
        if let original {
            _ = fchown(descriptor, original.owner.user, original.owner.group)
            if fchmod(descriptor, original.permissions) != 0 { throw SystemError() }
        }
        try output.synchronize()
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
