import ArgumentParser
import Texts

/// `unalias NAME ...`
struct UnaliasCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "unalias",
        abstract: "Forget aliases.",
        usage: "unalias NAME ...",
        discussion: "Example: unalias left"
    )

    @Argument(help: "Names.")
    var names: [String]

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        for name in names {
            guard context.aliases.removeValue(forKey: name) != nil else {
                let suggestion = Suggestion.text(for: name, among: context.aliases.keys.sorted())
                throw .usage("unalias: no alias is named '\(name)'\(suggestion)")
            }
        }
        return .ok
    }
}
