import CPlatform

/// A new file that nobody else has, 0600, under a name that did not exist. It is not removed by itself.
package struct TemporaryFile: ~Copyable {
    package let path: String
    package let descriptor: Descriptor

    /// - Parameters:
    ///   - prefix: the path up to the six characters that make the name a new one.
    ///   - suffix: what follows them.
    package init(prefix: String, suffix: String = "") throws(SystemError) {
        var template = Array("\(prefix)XXXXXX\(suffix)".utf8CString)
        let number = mkostemps(&template, Int32(suffix.utf8.count), O_CLOEXEC)
        guard number >= 0 else { throw SystemError() }
        descriptor = Descriptor(number)
        path = template.withUnsafeBytes { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }

    /// Hands out the descriptor alone.
    package consuming func takeDescriptor() -> Descriptor { descriptor }

    /// A file that is locked as long as it is open: by the lock others know that it is in use.
    package init(locked prefix: String, suffix: String) throws(SystemError) {
        var attempts = 0
        while true {
            let file = try TemporaryFile(prefix: prefix, suffix: suffix)
            // Before it was locked, another run may have taken it for a leftover.
            if flock(file.descriptor.number, LOCK_EX | LOCK_NB) == 0,
                FileStatus(descriptor: file.descriptor.number)?.linkCount == 1
            {
                self = file
                return
            }
            attempts += 1
            if attempts == 100 { throw SystemError(code: EAGAIN) }
        }
    }

    /// Removes files that runs which were killed have left: none that is locked, or is not this user's.
    ///
    /// - Returns: whether there were any.
    package static func removeLeftovers(prefix: String, suffix: String) -> Bool {
        let folder = Paths.folder(of: prefix)
        let start = Array((prefix.split(separator: "/").last ?? "").utf8)
        guard var entries = try? Folder.Entries(of: folder) else { return false }
        var isFound = false
        while let name = entries.next() {
            guard name.count == start.count + 6 + suffix.utf8.count, name.starts(with: start),
                name.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
            else { continue }
            let path = "\(folder)/\(String(decoding: name, as: UTF8.self))"
            guard let file = try? OwnFile.open(path, O_RDONLY),
                FileStatus(descriptor: file.number)?.owner.user == geteuid(),
                flock(file.number, LOCK_EX | LOCK_NB) == 0
            else { continue }
            unlink(path)
            isFound = true
        }
        return isFound
    }
}
