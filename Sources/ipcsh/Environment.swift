import Platform

/// The variables of the process's environment that the program looks at: to read all of them would take longer than an
/// exchange.
enum Environment {
    private static let names = [
        "CI", "EDITOR", "HOME", "IPCSH_LINGER", "IPCSH_MAP", "IPCSH_RC", "IPCSH_SESSIONS", "IPCSH_TIMEOUT", "IPCSH_TO",
        "LANG", "LC_ALL", "LC_CTYPE", "NO_COLOR", "PAGER", "TERM", "TMPDIR", "VISUAL", "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
    ]

    static var current: [String: String] {
        var result: [String: String] = [:]
        for name in names {
            if let value = getenv(name) { result[name] = String(cString: value) }
        }
        return result
    }
}
