import Platform

extension HistoryFile {
    /// Opens the file, which only its owner may read, and nothing that would block or is a folder.
    mutating func open(_ flags: Int32) throws(Failure) -> Int32 {
        let action = flags & O_ACCMODE == O_RDONLY ? "read" : "write"
        let file = openFile(path, flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard file >= 0 else { throw Failure(action, path) }
        guard let status = FileStatus(descriptor: file) else {
            defer { close(file) }
            throw Failure(action, path)
        }
        switch status.kind {
        case .regular:
            if status.permissions & 0o077 != 0 { fchmod(file, 0o600) }
        case .characterDevice:
            isDevice = true
        case .folder, .link, .socket, .other:
            close(file)
            throw Failure(action, path, code: status.kind == .folder ? EISDIR : EINVAL)
        }
        return file
    }

    /// Opens the file for appending, made when it is missing, with the lock that writers hold.
    mutating func openLocked() throws(Failure) -> Int32 {
        while true {
            let file = try openForAppending()
            while flock(file, LOCK_EX) != 0, errno == EINTR {}
            guard let ours = FileStatus(descriptor: file) else { return file }
            if FileStatus(path: path)?.identity == ours.identity { return file }
            // Another shell has replaced the file in between.
            close(file)
        }
    }

    private mutating func openForAppending() throws(Failure) -> Int32 {
        let flags = O_RDWR | O_APPEND | O_CREAT
        do throws(Failure) {
            return try open(flags)
        } catch  where error.code == ENOENT {
            // What cannot be made is found out by opening the file.
            if let slash = path.lastIndex(of: "/") { try? Folder.make(String(path[..<slash])) }
            return try open(flags)
        }
    }

    /// The entries of an open file.
    func read(_ file: Int32) throws(Failure) -> [String] {
        guard let status = FileStatus(descriptor: file) else { throw Failure("read", path) }
        let size = min(status.size, Self.sizeLimit)
        let start = status.size - size
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try Descriptor.read(size, from: file, at: start)
        } catch {
            throw Failure("read", path, code: error.code)
        }
        // Cut somewhere, the first line is not whole.
        let firstLine = start > 0 ? (bytes.firstIndex(of: 0x0A) ?? bytes.count) : 0
        return bytes.withUnsafeBytes { HistoryCodec.decode(UnsafeRawBufferPointer(rebasing: $0[firstLine...])) }
    }

    func endsInLineFeed(_ file: Int32) -> Bool {
        guard let status = FileStatus(descriptor: file), status.size > 0 else { return true }
        return (try? Descriptor.read(1, from: file, at: status.size - 1)) == [0x0A]
    }

    /// One `write`, so that lines of several shells never mix; the rest follows when the disk took only a part.
    func write(_ bytes: [UInt8], to file: Int32) throws(Failure) {
        do throws(SystemError) {
            try Descriptor.write(bytes, to: file)
        } catch {
            throw Failure("write", path, code: error.code)
        }
    }
}

// Within the type its own function hides it.
private func openFile(_ path: String, _ flags: Int32) -> Int32 {
    open(path, flags, 0o600)
}
