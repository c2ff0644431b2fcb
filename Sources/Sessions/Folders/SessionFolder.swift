package import Platform
import Texts

/// The folder that new session files go to.
package struct SessionFolder: Sendable {
    package let path: String

    /// `IPCSH_SESSIONS`, else `./sessions` if that folder exists, else `${XDG_DATA_HOME:-~/.local/share}/ipcsh/sessions`.
    package init(environment: Environment) {
        if let chosen = environment["IPCSH_SESSIONS"], !chosen.isEmpty {
            path = chosen
        } else if Folder.exists("sessions") {
            path = "sessions"
        } else {
            path = "\(UserFolders.data(environment) ?? "/.local/share/ipcsh")/sessions"
        }
    }

    /// The path of a file for a recording that begins now, `YYYYMMDD-HHMMSS-PID.jsonl`, and the folder made for it. Nothing
    /// stands there, not even a link that leads nowhere.
    ///
    /// The second of the same second is `YYYYMMDD-HHMMSS-PID_2.jsonl`.
    package func newFile() throws(SessionError) -> String {
        do throws(Folder.Failure) {
            try Folder.make(path)
        } catch {
            throw SessionError(path: error.path, reason: "the folder cannot be made: \(error.error.reason)")
        }
        let name = "\(path)/\(Timestamp.now.compactLocal)-\(getpid())"
        var file = name + ".jsonl"
        var number = 1
        while FileStatus(path: file, followsLink: false) != nil {
            number += 1
            file = "\(name)_\(number).jsonl"
        }
        return file
    }

    /// The session files in a folder, by name; `nil` when the path is no folder.
    package static func sessions(in path: String) throws(SessionError) -> [String]? {
        guard Folder.exists(path) else { return nil }
        let names = try SessionError.naming(path, "cannot be read") { () throws(SystemError) in
            try Folder.names(in: path)
        }
        .filter { isSessionName($0) && !$0.hasPrefix(".") }
        let prefix = path.hasSuffix("/") ? path : path + "/"
        return names.sorted().map { prefix + $0 }
    }

    /// Whether a name ends as those of sessions do; one that is packed by gzip is read as any other.
    package static func isSessionName(_ name: String) -> Bool {
        let name = name.lowercased()
        return name.hasSuffix(".jsonl") || name.hasSuffix(".jsonl.gz")
    }

    /// Whether a file begins as a session does; comments may stand before its header. Of one that is packed nothing more
    /// is known.
    package static func isSession(_ path: String) -> Bool {
        guard let descriptor = try? Descriptor(path: path, O_RDONLY | O_NONBLOCK),
            FileStatus(descriptor: descriptor.number)?.kind == .regular
        else { return false }
        var start = [UInt8](repeating: 0, count: 4096)
        let count = read(descriptor.number, &start, start.count)
        return GzipStream.isPacked(start) || start.prefix(max(0, count)).firstRange(of: Array("{\"ipcsh\"".utf8)) != nil
    }
}
