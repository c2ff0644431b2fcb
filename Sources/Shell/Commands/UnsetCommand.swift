import ArgumentParser
import Operations
import Texts

/// `unset NAME ...`
struct UnsetCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "unset",
        abstract: "Forget a variable, or set a setting back to its default.",
        usage: "unset NAME ..."
    )

    @Argument(help: "Names.")
    var names: [String]

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        for name in names {
            if let setting = Setting(rawValue: name) {
                // 'timeout' has chosen the other, too.
                for setting in setting == .timeout ? [setting, .importTimeout] : [setting] {
                    try setting.set(setting.text(in: Settings()), in: &context.settings)
                    context.settings.note(setting, from: nil)
                }
            } else {
                context.variables[name] = nil
            }
        }
        return .ok
    }
}
