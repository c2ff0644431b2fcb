import CommandSpec
import Operations
import Rendering
import ShellLanguage
import Texts
import WireJSON

/// `!CMD`
enum SystemCommand: BuiltInCommand {
    static let name = "!"
    static let traits: CommandTraits = .takesRawText
    private static let command = Argument("command", .rest, "The command.")

    static let specification = CommandSpecification(
        name,
        "Run a command of the system's shell.",
        usage: "!COMMAND",
        discussion: """
            All of the line is for /bin/sh; $? is its exit status afterwards, and one that is not 0 is a failure (exit \
            status 3). With --json its output goes to stderr. A dry run only shows it.
            """,
        examples: ["!ls -l scans"],
        arguments: [command]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let text = arguments.words.joined(separator: " ")
        if context.settings.isDryRun {
            context.output.notice("ipcsh: not run: !\(text)")
            return .ok
        }
        let isJSON = context.settings.json
        let status = try SystemShell.run(
            text,
            readsInput: !context.readsCommandsFromInput,
            output: isJSON ? 2 : context.output.descriptor
        )
        context.output.put(SystemReport(text, status: status))
        guard status != 0 else { return .ok }
        context.state.keep(systemStatus: ExitStatus(rawValue: status))
        // Who interrupts it means what it is part of, too.
        if status == ExitStatus.interrupted.rawValue { throw Failure(.interrupted) }
        throw Failure(.exchangeFailed, "!\(text) ended with status \(status)")
    }
}
