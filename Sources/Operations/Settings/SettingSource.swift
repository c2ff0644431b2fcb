/// Where a setting's value comes from; without one it is the default.
package enum SettingSource: Hashable, Sendable {
    /// The configuration file, or the rc file.
    case file(String)
    /// A variable of the environment.
    case environment(String)
    case option(String)
    /// A command, such as `set`.
    case command(String)

    package var text: String {
        switch self {
        case .file(let path): path
        case .environment(let name): "environment: \(name)"
        case .option(let name): "option \(name)"
        case .command(let name): name
        }
    }
}
