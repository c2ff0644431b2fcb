/// The folders in which people keep their files.
package enum HomeFolder {
    /// - Parameter user: a name; `nil` for whoever runs this, whose `HOME` counts first.
    /// - Returns: `nil` when nobody is called so.
    package static func path(of user: String? = nil) -> String? {
        if user == nil, let home = getenv("HOME"), home.pointee != 0 { return String(validatingCString: home) }
        guard let entry = user.map({ getpwnam($0) }) ?? getpwuid(getuid()), let folder = entry.pointee.pw_dir else {
            return nil
        }
        return String(validatingCString: folder)
    }
}
