/// A file whose name this program has made up: beside a session, in a folder of recordings.
///
/// Whoever can write to the folder may have put something else there before. A link is not followed, a file that has
/// another name elsewhere is not written to, and nothing waits for the other end of a pipe. What a person names may be
/// any of these.
package enum OwnFile {
    /// Why a file is left alone.
    package struct Refusal: Error, Hashable, Sendable {
        package let reason: String
        /// Whether there is nothing to be opened.
        package let isMissing: Bool

        fileprivate init(_ reason: String, isMissing: Bool = false) {
            self.reason = reason
            self.isMissing = isMissing
        }
    }

    /// What stands in the file; `nil` where it cannot be read, or is larger.
    package static func bytes(_ path: String, limit: Int) -> [UInt8]? {
        guard let file = try? open(path, O_RDONLY) else { return nil }
        return (try? Descriptor.readAll(from: file.number, limit: limit)) ?? nil
    }

    /// Opens the file or, with `O_CREAT`, makes it, 0600.
    package static func open(_ path: String, _ flags: Int32) throws(Refusal) -> Descriptor {
        let descriptor: Descriptor
        do throws(SystemError) {
            descriptor = try Descriptor(path: path, flags | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
        } catch {
            if FileStatus(path: path, followsLink: false)?.kind == .link {
                throw Refusal("a link stands there, and is not followed; move it away")
            }
            throw Refusal(error.reason, isMissing: error.code == ENOENT)
        }
        guard let status = FileStatus(descriptor: descriptor.number), status.kind == .regular else {
            throw Refusal("not a regular file")
        }
        if status.linkCount > 1 {
            throw Refusal("the file there has another name elsewhere, and is left alone; move it away")
        }
        return descriptor
    }
}
