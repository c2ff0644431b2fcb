import ArgumentParser
import Operations
import Rendering
import Texts
import WireJSON

/// `set`, `set NAME VALUE`
struct SetCommand: QuickCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Choose a setting, or set a variable.",
        usage: "set [NAME VALUE | NAME=VALUE]",
        discussion: """
            Without an argument it lists all settings, with where their values come from, and all variables. A name that is no setting's is a variable's: \
            'set dir C:/scans' makes $dir.

            'help settings' explains the settings.

            Example: set series left
            """
    )

    @Argument(parsing: .remaining, help: "A name and a value, or NAME=VALUE.")
    var words: [String] = []

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        guard let first = words.first else {
            if context.settings.json {
                context.console.object(Self.all(in: context))
                return .ok
            }
            for setting in Setting.allCases {
                let name = Self.padded(setting.rawValue, to: 16)
                let value = Self.padded(setting.text(in: context.settings), to: 24)
                context.console.text("\(name)\(value)(\(context.settings.sources[setting]?.text ?? "default"))")
            }
            for (name, value) in context.variables.sorted { context.console.text("$\(name) = \(value)") }
            return .ok
        }
        let name: String
        let value: String
        if words.count == 1, let equals = first.firstIndex(of: "=") {
            name = String(first[..<equals])
            value = String(first[first.index(after: equals)...])
        } else if words.count == 1 {
            guard let text = Setting(rawValue: first)?.text(in: context.settings) ?? context.value(of: first) else {
                throw .usage("set: no setting and no variable is named '\(first)'\(Self.suggestion(first))")
            }
            context.console.text(text, key: first)
            return .ok
        } else {
            name = first
            value = words.dropFirst().joined(separator: " ")
        }
        if let setting = Setting(rawValue: name) {
            try setting.set(value, in: &context.settings, from: context.settingSource)
        } else if Variables.isName(name) {
            context.variables[name] = value
        } else {
            throw .usage("set: '\(name)' is no setting and no name of a variable\(Self.suggestion(name))")
        }
        return .ok
    }

    /// `{"settings": {...}, "variables": {...}}`
    private static func all(in context: ShellContext) -> JSONObject {
        let settings = Setting.allCases.map { ($0.rawValue, $0.text(in: context.settings)) }
        return JSONObject([
            ("settings", .object(JSONObject(texts: settings))),
            ("variables", .object(JSONObject(texts: context.variables.sorted))),
        ])
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private static func suggestion(_ name: String) -> String {
        Suggestion.text(for: name, among: Setting.allCases.map(\.rawValue))
    }
}

extension SetCommand {
    static func quick(_ words: [String]) -> SetCommand {
        var command = plain
        command.words = words
        return command
    }

    private static let plain = {
        var command = SetCommand()
        command.words = []
        return command
    }()
}
