import CommandSpec
import Texts

/// `fail TEXT`
enum FailCommand: BuiltInCommand {
    static let name = "fail"
    private static let words = Argument("text", .rest, "The message.")

    static let specification = CommandSpecification(
        name,
        "Fail with a message of yours, and exit status 4.",
        usage: "fail TEXT",
        examples: ["if ~ 'could not be read'; fail the scanner has not finished; end"],
        arguments: [words]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        throw Failure(.mismatch, arguments.words.isEmpty ? "failed" : arguments.words.joined(separator: " "))
    }
}
