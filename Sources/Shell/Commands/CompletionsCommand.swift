import ArgumentParser
import Texts

/// `completions SHELL`
struct CompletionsCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions",
        abstract: "Print a script that makes the system's shell complete ipcsh's commands.",
        usage: "completions bash|zsh|fish",
        discussion: """
            bash: ipcsh completions bash > ~/.local/share/bash-completion/completions/ipcsh
            zsh:  ipcsh completions zsh > FOLDER/_ipcsh, where FOLDER is one of $fpath
            fish: ipcsh completions fish > ~/.config/fish/completions/ipcsh.fish
            """
    )

    @Argument(help: "bash, zsh or fish.", completion: .list(CompletionShell.allCases.map(\.rawValue)))
    var shell: String

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        guard let shell = CompletionShell(rawValue: shell) else {
            throw .usage("completions: '\(shell)' is not bash, zsh or fish")
        }
        var script = CompletionRoot.completionScript(for: shell)
        // Where no command fits, a script does.
        if shell == .bash {
            script = script.replacing("complete -o filenames", with: "complete -o filenames -o default")
        }
        context.console.line(script)
        return .ok
    }
}

/// The program as it is called with a command: a list of scripts, which may go on for ever, would hide the commands.
private struct CompletionRoot: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ipcsh",
        version: HelpRoot.configuration.version,
        // swift-argument-parser adds a 'help' of its own.
        subcommands: CommandTable.all.filter { $0 != HelpCommand.self }
    )

    @OptionGroup var options: StartOptions
}
