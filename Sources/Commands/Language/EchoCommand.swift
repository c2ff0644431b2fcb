import CommandSpec
import Rendering
import Texts

/// `echo TEXT`
enum EchoCommand: BuiltInCommand {
    static let name = "echo"
    private static let words = Argument("text", .rest, "Words.")

    static let specification = CommandSpecification(
        name,
        "Print words, with their variables expanded.",
        usage: "echo TEXT",
        arguments: [words]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        context.output.text(arguments.words.joined(separator: " "), key: "echo")
        return .ok
    }
}
