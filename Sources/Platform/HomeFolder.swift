/// The folders in which people keep their files.
package enum HomeFolder {
    /// - Parameter user: a name; `nil` for whoever runs this, whose `HOME` counts first.
    /// - Returns: `nil` when nobody is called so.
    package static func path(of user: String? = nil) -> String? {
        if user == nil, let home = getenv("HOME"), home.pointee != 0 { return String(validatingCString: home) }
        return inPasswordFile(user)
    }

    /// - Parameter user: a name; `nil` for whoever runs this.
    static func inPasswordFile(_ user: String? = nil) -> String? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var room = [CChar](repeating: 0, count: 1024)
        while true {
            let code =
                user.map { getpwnam_r($0, &entry, &room, room.count, &found) }
                ?? getpwuid_r(getuid(), &entry, &room, room.count, &found)
            if code == ERANGE, room.count < 1 << 20 {
                room = [CChar](repeating: 0, count: 2 * room.count)
                continue
            }
            guard code == 0, found != nil, let folder = entry.pw_dir, folder.pointee != 0 else { return nil }
            return String(validatingCString: folder)
        }
    }
}
