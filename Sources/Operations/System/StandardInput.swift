import Platform
package import Texts

/// What is piped or typed into the program, as the argument `-` stands for it.
package enum StandardInput {
    /// Reads to the end, unless the user interrupts.
    ///
    /// - Parameter isTaken: whether the commands themselves come from there.
    package static func bytes(isTaken: Bool) throws(Failure) -> [UInt8] {
        if isTaken { throw .usage("'-' means stdin, where the commands come from") }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            guard Signals.wait(0, for: POLLIN) else { throw Failure(.interrupted) }
            let count = read(0, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            if count < 0 { throw Failure(.exchangeFailed, "stdin cannot be read: \(SystemError().reason)") }
            bytes += chunk[..<count]
            if bytes.count > TextFile.longest {
                throw Failure(.exchangeFailed, "stdin is larger than \(TextFile.longest >> 20) MiB")
            }
        }
    }
}
