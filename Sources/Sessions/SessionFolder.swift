#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The folder that new session files go to.
package struct SessionFolder: Sendable {
    package let path: String

    /// `IPCSH_SESSIONS`, else `./sessions` if that folder exists, else `${XDG_DATA_HOME:-~/.local/share}/ipcsh/sessions`.
    package init(environment: [String: String]) {
        func value(_ name: String) -> String? {
            environment[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        if let chosen = value("IPCSH_SESSIONS") {
            path = chosen
        } else if Self.isFolder("sessions") {
            path = "sessions"
        } else {
            path = (value("XDG_DATA_HOME") ?? (value("HOME") ?? "") + "/.local/share") + "/ipcsh/sessions"
        }
    }

    /// The path of a file for a recording that begins now, `YYYYMMDD-HHMMSS-PID.jsonl`, and the folder made for it.
    ///
    /// The second of the same second is `YYYYMMDD-HHMMSS-PID_2.jsonl`.
    package func newFile() throws(SessionError) -> String {
        try Self.make(path)
        let name = "\(path)/\(Timestamp.now.compactLocal)-\(getpid())"
        var file = name + ".jsonl"
        var number = 1
        while access(file, F_OK) == 0 {
            number += 1
            file = "\(name)_\(number).jsonl"
        }
        return file
    }

    /// The session files in a folder, by name; `nil` when the path is no folder.
    package static func sessions(in path: String) throws(SessionError) -> [String]? {
        guard isFolder(path) else { return nil }
        guard let folder = opendir(path) else {
            throw SessionError(path: path, reason: "cannot be read: \(systemReason())")
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(".jsonl"), !name.hasPrefix(".") { names.append(name) }
        }
        let prefix = path.hasSuffix("/") ? path : path + "/"
        return names.sorted().map { prefix + $0 }
    }

    /// Whether a file begins as a session does; comments may stand before its header.
    package static func isSession(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var start = [UInt8](repeating: 0, count: 4096)
        let count = read(descriptor, &start, start.count)
        return start.prefix(max(0, count)).firstRange(of: Array("{\"ipcsh\"".utf8)) != nil
    }

    /// Makes the folder, and those above it, 0700.
    private static func make(_ path: String) throws(SessionError) {
        if isFolder(path) { return }
        for end in path.indices where end > path.startIndex && path[end] == "/" {
            let above = String(path[..<end])
            if !isFolder(above) { try makeOne(above) }
        }
        try makeOne(path)
    }

    private static func makeOne(_ path: String) throws(SessionError) {
        // Another program may be making it at the same time; with a slash at the end it was made just before.
        if mkdir(path, 0o700) == 0 || errno == EEXIST && isFolder(path) { return }
        throw SessionError(path: path, reason: "the folder cannot be made: \(systemReason())")
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
