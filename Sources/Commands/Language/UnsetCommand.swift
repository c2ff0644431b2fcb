import CommandSpec
import Operations
import ShellLanguage
import Texts

/// `unset NAME ...`
enum UnsetCommand: BuiltInCommand {
    static let name = "unset"
    private static let names = Argument(
        "name",
        .oneOrMore,
        "Names.",
        completion: .either([.names(.settings), .names(.variables)])
    )

    static let specification = CommandSpecification(
        name,
        "Forget a variable, or set a setting back to its default.",
        usage: "unset NAME ...",
        arguments: [names]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        for name in arguments[names] {
            guard let setting = Setting(rawValue: name) else {
                context.state.variables[name] = nil
                continue
            }
            // 'timeout' has chosen the other, too.
            for setting in setting == .timeout ? [setting, .importTimeout] : [setting] {
                try setting.set(setting.text(in: Settings()), in: &context.settings)
                context.settings.note(setting, from: nil)
            }
        }
        return .ok
    }
}
