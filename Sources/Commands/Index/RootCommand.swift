package import CommandSpec
package import ShellLanguage
import Texts

/// The program itself: what stands before a command, or instead of one.
package enum RootCommand {
    package static let commands = Option(
        "-c",
        .text("commands", completion: .program),
        "Run these commands, separated by ';' or line ends; repeatable.",
        isRepeatable: true,
        takesAnyWord: true
    )
    package static let definitions = Option("-D", .definition, "Set a variable; repeatable.", isRepeatable: true)
    package static let commandFiles = Option(
        "--commands",
        .file(endings: FileEndings.scripts),
        "Take in the commands of your own that this file defines; repeatable (IPCSH_COMMANDS).",
        isRepeatable: true
    )
    package static let noRC = Flag("--no-rc", short: "-X", "Do not run the rc file.")
    private static let version = Flag("--version", "Show the version; with --verbose how it was built, too.")
    package static let scripts = Argument(
        "script",
        .any,
        "Scripts to run, one after the other; - is stdin.",
        completion: .files(endings: FileEndings.scripts)
    )

    package static let specification = CommandSpecification(
        "ipcsh",
        "A scriptable shell for the IPC socket interface of ZEISS INSPECT.",
        usage: """
            ipcsh [options] [SCRIPT ...] [-- ARGUMENT ...]
            ipcsh [options] -c COMMANDS ...
            ipcsh COMMAND ...
            """,
        discussion: """
            Without a script, -c or a command it reads commands: from a person when stdin is a terminal, else from \
            stdin. What stands behind -- is for the scripts: $1, $2, $*. A script that the system runs by itself, \
            executable and with a '#!' line, takes the words behind it as its arguments, but for ipcsh's own options.

            Exit status: 0 all ok; 1 the server answered an error; 2 usage or script syntax; 3 no whole exchange; \
            4 an expectation or a replay failed; 130 interrupted.
            """,
        arguments: [scripts],
        options: [commands, definitions, commandFiles, noRC, version],
        groups: [
            // Here, all of them are its own.
            OptionGroup("Options of all commands that make exchanges", SharedOptions.all)
        ],
        hint: "'ipcsh --help' lists the options",
        completes: { words in
            let scripts = CompletionSource.files(endings: FileEndings.scripts)
            guard let first = words.first else { return .either([.names(.commands), scripts]) }
            return words.contains("--") || isRunByTheSystem(first) ? .files(endings: []) : scripts
        }
    )

    /// Whether a script was run by its own name, so that what stands behind it is for it. The system gives a path that
    /// holds a `/` then.
    package static func isRunByTheSystem(_ path: String) -> Bool {
        path.utf8.contains(UInt8(ascii: "/")) && TextFile.isProgram(path)
    }

    package static func isVerbose(_ arguments: ParsedArguments) -> Bool { arguments[SharedOptions.verbose] }
    package static func asksForVersion(_ arguments: ParsedArguments) -> Bool { arguments[version] }

    /// All that `--help` shows.
    ///
    /// - Parameter definitions: the commands of the user's.
    package static func help(_ definitions: Definitions) -> String {
        let commands = HelpCommand.overview(definitions)
        return ([HelpText().text(specification), ""] + commands).joined(separator: "\n")
    }
}

/// `-D NAME=VALUE`
package struct VariableDefinition: Sendable {
    package var name: String
    package var value: String
}

extension ValueType<VariableDefinition> {
    fileprivate static let definition = ValueType("name=value") { text throws(ValueError) in
        guard let equals = text.firstIndex(of: "="), Variables.isName(String(text[..<equals])) else {
            throw ValueError("'\(text)' is not NAME=VALUE")
        }
        return VariableDefinition(name: String(text[..<equals]), value: String(text[text.index(after: equals)...]))
    }
}
