import CommandSpec
import Platform
import ShellLanguage
import Texts

/// `source FILE ARGUMENT ...`
enum SourceCommand: BuiltInCommand {
    static let name = "source"
    static let traits: CommandTraits = .expandsPatterns

    /// More is taken for a script that runs itself.
    private static let deepest = 64

    private static let file = Argument("file", "The script.", completion: .files(endings: FileEndings.scripts))
    private static let rest = Argument("argument", .rest, "Its arguments.", completion: .files(endings: []))

    static let specification = CommandSpecification(
        name,
        "Run the commands of a script.",
        usage: "source FILE [ARGUMENT ...]",
        discussion: """
            A relative path in a script starts at the script's own folder. In the script $1, $2 and so on stand for its \
            arguments, $* for all of them and $# for their number.
            """,
        examples: ["source import.ipcsh left scans/*.jpg"],
        arguments: [file, rest]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let file = arguments.first(file) ?? ""
        let path = context.state.scriptFolder.map { Paths.resolve(file, from: $0) } ?? file
        if context.state.scriptDepth > deepest {
            throw .usage("source: scripts run each other more than \(deepest) deep (does \(path) run itself?)")
        }
        let text = try TextFile.text(path)
        return try context.host.run(text, file: path, arguments: arguments[rest])
    }
}
