import ArgumentParser
import Operations
import Texts

/// What the program's arguments ask for.
enum Invocation {
    /// A command, straight from the system's shell, and the options before it, if there are any.
    case command(any ShellCommand.Type, [String], StartOptions?)
    /// Scripts and their arguments; no script means what stands behind `-c`, or on stdin.
    case scripts([String], StartOptions, arguments: [String])
    /// Help, or the version.
    case text(String)

    /// - Parameter arguments: without the program's own name.
    init(_ arguments: [String]) throws(Failure) {
        // Most calls are a command without options before it: nothing has to be parsed here then.
        if let first = arguments.first, let type = CommandTable.lookUp(first) {
            self = .command(type, Array(arguments.dropFirst()), nil)
            return
        }
        do {
            if arguments.first?.hasPrefix("-") == true {
                let leading = try LeadingOptions.parse(Self.separatingDefinitions(arguments))
                if let first = leading.rest.first, let type = CommandTable.lookUp(first) {
                    guard leading.options.commands.isEmpty else {
                        throw Failure.usage("either -c or the command '\(first)', not both")
                    }
                    self = .command(type, Array(leading.rest.dropFirst()), leading.options)
                    return
                }
                if let first = leading.rest.first, TextFile.isProgram(first) {
                    self = .scripts([first], leading.options, arguments: Array(leading.rest.dropFirst()))
                    return
                }
            } else if let first = arguments.first, TextFile.isProgram(first) {
                self = .scripts([first], try StartOptions.parse([]), arguments: Array(arguments.dropFirst()))
                return
            }
            let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
            let root = try RootCommand.parse(Self.separatingDefinitions(Array(arguments[..<end])))
            guard end == arguments.endIndex || !root.scripts.isEmpty || !root.options.commands.isEmpty else {
                // Nothing stands before the '--' that arguments could be for: what follows it are scripts.
                let root = try RootCommand.parse(Self.separatingDefinitions(arguments))
                self = .scripts(root.scripts, root.options, arguments: [])
                return
            }
            self = .scripts(root.scripts, root.options, arguments: Array(arguments[end...].dropFirst()))
        } catch let failure as Failure {
            throw failure
        } catch {
            guard RootCommand.exitCode(for: error) == .success else {
                let message = RootCommand.message(for: error)
                throw .usage("\(message.split(separator: "\n").first ?? "") ('ipcsh --help' lists the options)")
            }
            let text = RootCommand.fullMessage(for: error)
            let isVersion = text.hasPrefix("ipcsh ")
            self = .text(isVersion ? text : HelpRoot.helpMessage(columns: 100))
        }
    }

    /// `-DNAME=VALUE` as `-D NAME=VALUE`: swift-argument-parser takes the first form for an option named `-DNAME`.
    private static func separatingDefinitions(_ arguments: [String]) -> [String] {
        let end = arguments.firstIndex { $0 == "--" || CommandTable.lookUp($0) != nil } ?? arguments.endIndex
        let options = arguments[..<end].flatMap { word in
            word.hasPrefix("-D") && word.contains("=") ? ["-D", String(word.dropFirst(2))] : [word]
        }
        return options + arguments[end...]
    }
}

/// The program as it is called with scripts.
private struct RootCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ipcsh",
        version: "ipcsh \(Version.current)"
    )

    @Argument(help: "Scripts to run.", completion: .scripts)
    var scripts: [String] = []

    @OptionGroup var options: StartOptions
}

/// Options before a command: `ipcsh --to winbox image a.jpg`.
private struct LeadingOptions: ParsableCommand {
    static let configuration = RootCommand.configuration

    @OptionGroup var options: StartOptions

    @Argument(parsing: .captureForPassthrough)
    var rest: [String] = []
}
