import CommandSpec
import Rendering
import ShellLanguage
import Texts

/// `alias NAME='TEXT'`
enum AliasCommand: BuiltInCommand {
    static let name = "alias"
    private static let definitions = Argument(
        "definition",
        .any,
        "NAME=TEXT, or a name.",
        completion: .names(.aliases)
    )

    static let specification = CommandSpecification(
        name,
        "Give a command with some of its words a name, or list the names.",
        usage: "alias [NAME='TEXT' | NAME]",
        discussion: """
            In the text $1, $2 and so on stand for the words behind the name, $* for all of them, each a word as it was \
            given; if none of these stands in it, the words are appended. A command's own name can only be given to a \
            text that begins with that command. 'unalias' forgets names.
            """,
        examples: ["alias left='image $* --series Left'"],
        arguments: [definitions]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let definitions = arguments[definitions]
        if definitions.isEmpty {
            for alias in context.state.aliases.values.sorted(by: { $0.name < $1.name }) { show(alias, in: context) }
        }
        for definition in definitions {
            if let (name, text) = Alias.parts(definition) {
                context.state.aliases[name] = try Alias(
                    name,
                    text,
                    in: context.state.scope(context.catalog, checksVariables: false)
                )
            } else if let alias = context.state.aliases[definition] {
                show(alias, in: context)
            } else {
                throw .usage("alias: no alias is named '\(definition)' (alias NAME='TEXT' makes one)")
            }
        }
        return .ok
    }

    private static func show(_ alias: Alias, in context: CommandContext) {
        let quoted = Quoting.quoted(alias.text)
        context.output.text("alias \(alias.name)=\(quoted)", key: "alias")
    }
}
