import Platform
import Texts

extension Environment {
    /// Those that the program looks at: to read all of them would take longer than an exchange.
    private static let names: [String] = [
        "CI", "EDITOR", "HOME", "IPCSH_COMMANDS", "IPCSH_LINGER", "IPCSH_MAP", "IPCSH_RC", "IPCSH_SESSIONS",
        "IPCSH_TIMEOUT", "IPCSH_TO",
        "LANG", "LC_ALL", "LC_CTYPE", "NO_COLOR", "PAGER", "TERM", "TMPDIR", "VISUAL", "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
    ]

    /// The variables of the process's environment.
    ///
    /// - Throws: ``Failure`` when a value is not UTF-8: it could only be used as another one.
    static func ofProcess() throws(Failure) -> Environment {
        var result: Environment = [:]
        for name in names {
            guard let value = getenv(name) else { continue }
            guard let text = String(validatingCString: value) else {
                let bytes = UnsafeRawBufferPointer(start: value, count: strlen(value))
                throw .usage("the environment variable \(name) is not UTF-8: '\(TerminalText.escaped(bytes: bytes))'")
            }
            result[name] = text
        }
        return result
    }
}
