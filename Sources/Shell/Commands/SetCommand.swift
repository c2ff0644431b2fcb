import ArgumentParser

/// `set`, `set NAME VALUE`
struct SetCommand: QuickCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Choose a setting, or set a variable.",
        usage: "set [NAME VALUE | NAME=VALUE]",
        discussion: """
            Without an argument it lists all settings and variables. A name that is no setting's is a variable's: \
            'set dir C:/scans' makes $dir.

            Example: set series left
            """
    )

    @Argument(parsing: .remaining, help: "A name and a value, or NAME=VALUE.")
    var words: [String] = []

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        guard let first = words.first else {
            for setting in Setting.allCases {
                let name = setting.rawValue
                let padding = String(repeating: " ", count: max(1, 16 - name.count))
                context.console.line("\(name)\(padding)\(setting.text(in: context.settings))")
            }
            for (name, value) in context.variables.sorted { context.console.line("$\(name) = \(value)") }
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
            context.console.line(text)
            return .ok
        } else {
            name = first
            value = words.dropFirst().joined(separator: " ")
        }
        if let setting = Setting(rawValue: name) {
            try setting.set(value, in: &context.settings)
        } else if Variables.isName(name) {
            context.variables[name] = value
        } else {
            throw .usage("set: '\(name)' is no setting and no name of a variable\(Self.suggestion(name))")
        }
        return .ok
    }

    private static func suggestion(_ name: String) -> String {
        Suggestion.text(for: name, among: Setting.allCases.map(\.rawValue))
    }
}

extension SetCommand {
    init(quick words: [String]) {
        self.words = words
    }
}
