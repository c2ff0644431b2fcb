/// Where a setting's value comes from; without one it is the default.
package enum SettingSource: Hashable, Sendable {
    /// The configuration file, or the rc file.
    case file(String)
    /// A section of the configuration file, for one server.
    case section(String, endpoint: String)
    /// A variable of the environment.
    case environment(String)
    case option(String)
    /// A command, such as `set`.
    case command(String)

    package var text: String {
        switch self {
        case .file(let path): path
        case .section(let path, let endpoint): "\(path) [\(endpoint)]"
        case .environment(let name): "environment: \(name)"
        case .option(let name): "option \(name)"
        case .command(let name): name
        }
    }
}

/// Where the settings come from that are not the defaults.
///
/// They are too few for a dictionary to pay: its keys cost a search through all types of the process, at its start.
package struct SettingSources: Sendable {
    private struct Known {
        var setting: Setting
        var source: SettingSource
    }

    private var known: [Known] = []

    package internal(set) subscript(setting: Setting) -> SettingSource? {
        get { known.first { $0.setting == setting }?.source }
        set {
            known.removeAll { $0.setting == setting }
            if let newValue { known.append(Known(setting: setting, source: newValue)) }
        }
    }
}
