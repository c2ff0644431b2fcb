import ArgumentParser
import Operations

/// What the program's help shows: the scripts and options, and all commands.
struct HelpRoot: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ipcsh",
        abstract: "A scriptable shell for the IPC socket interface of ZEISS INSPECT.",
        usage: """
            ipcsh [options] [SCRIPT ...] [-- ARGUMENT ...]
            ipcsh [options] -c COMMANDS ...
            ipcsh COMMAND ...
            """,
        discussion: """
            Without a script, -c or a command it reads commands: from a person when stdin is a terminal, else from \
            stdin. What stands behind -- is for the scripts: $1, $2, $*. A script that the system runs by itself, \
            executable and with a '#!' line, takes all words behind it as its arguments.

            Exit status: 0 all ok; 1 the server answered an error; 2 usage or script syntax; 3 no whole exchange; \
            4 an expectation or a replay failed; 130 interrupted.
            """,
        version: "ipcsh \(Version.current)",
        subcommands: CommandTable.all
    )

    @Argument(help: "Scripts to run.", completion: .scripts)
    var scripts: [String] = []

    @OptionGroup var options: StartOptions
}
