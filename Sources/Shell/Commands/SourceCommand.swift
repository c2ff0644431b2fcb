import ArgumentParser

/// `source FILE`
struct SourceCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "source",
        abstract: "Run the commands of a script.",
        usage: "source FILE",
        discussion: "A relative path in a script starts at the script's own folder."
    )

    @Argument(help: "The script.")
    var file: String

    /// More is taken for a script that runs itself.
    private static let deepest = 64

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        let path = context.scriptFolder.map { Paths.resolve(file, from: $0) } ?? file
        if context.scriptDepth > Self.deepest {
            throw .usage("source: scripts run each other more than \(Self.deepest) deep (does \(path) run itself?)")
        }
        let text = try TextFile.text(path)
        return try Interpreter(context).run(text, file: path)
    }
}
