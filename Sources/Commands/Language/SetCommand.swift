import CommandSpec
import Operations
import Rendering
import ShellLanguage
import Texts
import WireJSON

/// `set`, `set NAME VALUE`
enum SetCommand: BuiltInCommand {
    static let name = "set"
    private static let words = Argument("name", .rest, "A name and a value, or NAME=VALUE.")

    static let specification = CommandSpecification(
        name,
        "Choose a setting, or set a variable.",
        usage: "set [NAME VALUE | NAME=VALUE]",
        discussion: """
            Without an argument it lists all settings, with where their values come from, and all variables. A name \
            that is no setting's is a variable's: 'set dir C:/scans' makes $dir. 'help settings' explains the settings.
            """,
        examples: ["set series left"],
        arguments: [words],
        completes: { words in
            switch words.count {
            case 0: .either([.names(.settings), .names(.variables), .assignment])
            case 1: .setting(words[0])
            default: .nothing
            }
        },
        validate: { arguments in check(arguments.words) }
    )

    /// What is wrong with a value of a setting.
    private static func check(_ words: [String]) -> Failure? {
        guard let (name, value) = assignment(words), let setting = Setting(rawValue: name) else { return nil }
        if setting == .commands {
            return .usage("set: 'commands' is chosen at the start ('source FILE' takes the commands of a file in now)")
        }
        do throws(Failure) {
            var settings = Settings()
            try setting.set(value, in: &settings)
            return nil
        } catch {
            return error
        }
    }

    /// The name and the value of `NAME VALUE` and `NAME=VALUE`.
    private static func assignment(_ words: [String]) -> (name: String, value: String)? {
        guard let first = words.first else { return nil }
        if words.count > 1 { return (first, words.dropFirst().joined(separator: " ")) }
        guard let equals = first.firstIndex(of: "=") else { return nil }
        return (String(first[..<equals]), String(first[first.index(after: equals)...]))
    }

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let words = arguments.words
        guard let first = words.first else {
            context.output.put(SettingsReport(context.settings, variables: context.state.variables.sorted))
            return .ok
        }
        guard let (name, value) = assignment(words) else {
            guard let text = Setting(rawValue: first)?.text(in: context.settings) ?? context.value(of: first) else {
                throw .usage("set: no setting and no variable is named '\(first)'\(suggestion(first))")
            }
            context.output.text(text, key: first)
            return .ok
        }
        if let setting = Setting(rawValue: name) {
            try setting.set(value, in: &context.settings, from: context.settingSource)
        } else if Variables.isName(name) {
            context.state.variables[name] = value
        } else {
            throw .usage("set: '\(name)' is no setting and no name of a variable\(suggestion(name))")
        }
        return .ok
    }

    private static func suggestion(_ name: String) -> String {
        Suggestion.text(for: name, among: Setting.allCases.map(\.rawValue))
    }
}
