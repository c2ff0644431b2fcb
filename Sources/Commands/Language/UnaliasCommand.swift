import CommandSpec
import ShellLanguage
import Texts

/// `unalias NAME ...`
enum UnaliasCommand: BuiltInCommand {
    static let name = "unalias"
    private static let names = Argument("name", .oneOrMore, "Names.", completion: .names(.aliases))

    static let specification = CommandSpecification(
        name,
        "Forget aliases.",
        usage: "unalias NAME ...",
        examples: ["unalias left"],
        arguments: [names]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        for name in arguments[names] {
            guard context.state.aliases.removeValue(forKey: name) != nil else {
                let suggestion = Suggestion.text(for: name, among: context.state.aliases.keys.sorted())
                throw .usage("unalias: no alias is named '\(name)'\(suggestion)")
            }
        }
        return .ok
    }
}
