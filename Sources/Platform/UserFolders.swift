/// The folders of the user: https://specifications.freedesktop.org/basedir-spec/0.8/
package enum UserFolders {
    /// `~`: `HOME` or, without it, what the password file says; `nil` for a user who has no folder.
    package static func home(_ environment: Environment) -> String? {
        value("HOME", environment) ?? HomeFolder.inPasswordFile()
    }

    /// `${XDG_CONFIG_HOME:-~/.config}/ipcsh`
    package static func configuration(_ environment: Environment) -> String? {
        folder("XDG_CONFIG_HOME", ".config", environment)
    }

    /// `${XDG_STATE_HOME:-~/.local/state}/ipcsh`
    package static func state(_ environment: Environment) -> String? {
        folder("XDG_STATE_HOME", ".local/state", environment)
    }

    /// `${XDG_DATA_HOME:-~/.local/share}/ipcsh`
    package static func data(_ environment: Environment) -> String? {
        folder("XDG_DATA_HOME", ".local/share", environment)
    }

    private static func folder(_ variable: String, _ standard: String, _ environment: Environment) -> String? {
        // 'All paths must be absolute. If an implementation encounters a relative path it should ignore it.'
        if let base = value(variable, environment), base.hasPrefix("/") { return "\(base)/ipcsh" }
        return home(environment).map { "\($0)/\(standard)/ipcsh" }
    }

    private static func value(_ name: String, _ environment: Environment) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
