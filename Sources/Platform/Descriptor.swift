/// A file descriptor that closes itself. No program that is started inherits one that is made here.
package struct Descriptor: ~Copyable, Sendable {
    package let number: Int32

    /// Takes over an open descriptor.
    package init(_ number: Int32) {
        self.number = number
    }

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - flags: those of `open`; the one that closes it in programs which are started is added.
    ///   - permissions: of a file that is made.
    package init(path: String, _ flags: Int32, permissions: mode_t = 0o600) throws(SystemError) {
        number = open(path, flags | O_CLOEXEC, permissions)
        if number < 0 { throw SystemError() }
    }

    /// Another descriptor of the same open file, with the same position.
    package init(duplicating original: Int32) throws(SystemError) {
        number = fcntl(original, F_DUPFD_CLOEXEC, 0)
        if number < 0 { throw SystemError() }
    }

    deinit {
        if number >= 0 { close(number) }
    }
}

extension Descriptor {
    /// Writes all of the bytes, in one piece where the system takes it so; waits where there is no room yet.
    package static func write(_ bytes: [UInt8], to number: Int32) throws(SystemError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(number, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var entry = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
                poll(&entry, 1, -1)
            } else if errno != EINTR {
                throw SystemError()
            }
        }
    }

    /// Writes all of the bytes at a place of a file, whose position stays.
    package static func write(_ bytes: [UInt8], to number: Int32, at offset: Int) throws(SystemError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { bytes in
                let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
                return pwrite(number, rest.baseAddress, rest.count, off_t(offset + done))
            }
            if count < 0, errno != EINTR { throw SystemError() }
            done += max(0, count)
        }
    }

    /// Reads what is at a place of a file.
    ///
    /// - Returns: fewer bytes than asked for when the file ends before.
    package static func read(_ count: Int, from number: Int32, at offset: Int) throws(SystemError) -> [UInt8] {
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: max(0, count)) { buffer, filled in
            while filled < buffer.count {
                let rest = UnsafeMutableBufferPointer(rebasing: buffer[filled...])
                let got = pread(number, rest.baseAddress, rest.count, off_t(offset + filled))
                if got < 0, errno == EINTR { continue }
                if got < 0 { code = errno }
                if got <= 0 { break }
                filled += got
            }
        }
        if code != 0 { throw SystemError(code: code) }
        return bytes
    }

    /// Reads to the end.
    ///
    /// - Returns: `nil` when there is more than `limit`.
    package static func readAll(from number: Int32, limit: Int) throws(SystemError) -> [UInt8]? {
        var bytes: [UInt8] = []
        var count = 0
        repeat {
            withUnsafeTemporaryAllocation(byteCount: 64 * 1024, alignment: 16) { chunk in
                count = systemRead(number, chunk.baseAddress, chunk.count)
                if count > 0 { bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: chunk[..<count])) }
            }
            if count < 0, errno != EINTR { throw SystemError() }
            if bytes.count > limit { return nil }
        } while count != 0
        return bytes
    }
}

// Within the type its own functions hide these.

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}

private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, bytes, count)
}
