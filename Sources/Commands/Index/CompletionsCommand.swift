import CommandSpec
import Rendering
import Texts

/// `completions SHELL`
enum CompletionsCommand: BuiltInCommand {
    static let name = "completions"
    static let traits: CommandTraits = .needsNoConfiguration

    private static let shell = Argument<SystemCompletion>(.oneOf("shell"), "bash, zsh or fish.")
    private static let line = Option(
        "--line",
        .text("text"),
        "Complete this line, up to the cursor: what the script asks.",
        takesAnyWord: true
    )
    private static let word = Option(
        "--word",
        .text("text"),
        "The end of that line which the shell will replace.",
        takesAnyWord: true
    )

    static let specification = CommandSpecification(
        name,
        "Print a script that makes the system's shell complete ipcsh's commands.",
        usage: "completions bash|zsh|fish",
        discussion: """
              bash: ipcsh completions bash > ~/.local/share/bash-completion/completions/ipcsh
              zsh:  ipcsh completions zsh > FOLDER/_ipcsh, where FOLDER is one of $fpath
              fish: ipcsh completions fish > ~/.config/fish/completions/ipcsh.fish

            The script asks ipcsh for each word, so it needs no update.
            """,
        arguments: [shell],
        options: [line, word]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        guard let shell = arguments.first(shell) else { return .ok }
        guard let line = arguments[line] else {
            context.output.line(shell.script)
            return .ok
        }
        let candidates = context.host.candidates(shell, line, word: arguments[word])
        // Of a large folder there are many, and the user waits.
        if !candidates.isEmpty { context.output.line(candidates.joined(separator: "\n")) }
        return .ok
    }
}
