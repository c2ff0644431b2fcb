import Glibc

extension HistoryFile {
    /// Opens the file, which only its owner may read, and nothing that would block or is a folder.
    mutating func open(_ flags: Int32) throws(Failure) -> Int32 {
        let action = flags & O_ACCMODE == O_RDONLY ? "read" : "write"
        let file = Glibc.open(path, flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0o600)
        guard file >= 0 else { throw Failure(action, path) }
        var status = stat()
        guard fstat(file, &status) == 0 else {
            defer { close(file) }
            throw Failure(action, path)
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG:
            if status.st_mode & 0o077 != 0 { fchmod(file, 0o600) }
        case S_IFCHR:
            isDevice = true
        default:
            close(file)
            throw Failure(action, path, code: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
        }
        return file
    }

    /// Opens the file for appending, made when it is missing, with the lock that writers hold.
    mutating func openLocked() throws(Failure) -> Int32 {
        while true {
            let file = try openForAppending()
            while flock(file, LOCK_EX) != 0, errno == EINTR {}
            var (ours, current) = (stat(), stat())
            guard fstat(file, &ours) == 0 else { return file }
            if stat(path, &current) == 0, ours.st_ino == current.st_ino, ours.st_dev == current.st_dev {
                return file
            }
            // Another shell has replaced the file in between.
            close(file)
        }
    }

    private mutating func openForAppending() throws(Failure) -> Int32 {
        let flags = O_RDWR | O_APPEND | O_CREAT
        do throws(Failure) {
            return try open(flags)
        } catch  where error.code == ENOENT {
            createFolders()
            return try open(flags)
        }
    }

    /// What cannot be made is found out by opening the file.
    private func createFolders() {
        var folder = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/").dropLast() {
            folder += part + "/"
            mkdir(folder, 0o700)
        }
    }

    /// The entries of an open file.
    func read(_ file: Int32) throws(Failure) -> [String] {
        var status = stat()
        guard fstat(file, &status) == 0 else { throw Failure("read", path) }
        let size = min(Int(status.st_size), Self.sizeLimit)
        let start = Int(status.st_size) - size
        var code: Int32?
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                let result = pread(file, rest.baseAddress, rest.count, start + count)
                if result < 0, errno == EINTR { continue }
                if result < 0 { code = errno }
                if result <= 0 { break }
                count += result
            }
        }
        if let code { throw Failure("read", path, code: code) }
        // Cut somewhere, the first line is not whole.
        let firstLine = start > 0 ? (bytes.firstIndex(of: 0x0A) ?? bytes.count) : 0
        return bytes.withUnsafeBytes { HistoryCodec.decode(UnsafeRawBufferPointer(rebasing: $0[firstLine...])) }
    }

    func endsInLineFeed(_ file: Int32) -> Bool {
        var status = stat()
        guard fstat(file, &status) == 0, status.st_size > 0 else { return true }
        var last: UInt8 = 0
        return pread(file, &last, 1, status.st_size - 1) == 1 && last == 0x0A
    }

    /// One `write`, so that lines of several shells never mix; the rest follows when the disk took only a part.
    func write(_ bytes: [UInt8], to file: Int32) throws(Failure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Failure("write", path) }
            rest = rest.dropFirst(count)
        }
    }
}
