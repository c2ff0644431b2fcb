import ArgumentParser
import Platform
import Texts

/// `source FILE ARGUMENT ...`
struct SourceCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "source",
        abstract: "Run the commands of a script.",
        usage: "source FILE [ARGUMENT ...]",
        discussion: """
            A relative path in a script starts at the script's own folder. In the script $1, $2 and so on stand for its \
            arguments, $* for all of them and $# for their number.

            Example: source import.ipcsh left scans/*.jpg
            """
    )

    @Argument(help: "The script.", completion: .scripts)
    var file: String

    @Argument(parsing: .captureForPassthrough, help: "Its arguments.")
    var arguments: [String] = []

    static let expandsPatterns = true

    /// More is taken for a script that runs itself.
    private static let deepest = 64

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        let path = context.scriptFolder.map { Paths.resolve(file, from: $0) } ?? file
        if context.scriptDepth > Self.deepest {
            throw .usage("source: scripts run each other more than \(Self.deepest) deep (does \(path) run itself?)")
        }
        let text = try TextFile.text(path)
        return try Interpreter(context).run(text, file: path, arguments: arguments)
    }
}
