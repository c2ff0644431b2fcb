import CommandSpec
import Commands
import Texts

/// What the program's arguments ask for.
enum Invocation {
    /// A command, straight from the system's shell, and the options before it, if there are any.
    case command(Command, [String], ParsedArguments?)
    /// Scripts and their arguments; no script means what stands behind `-c`, or on stdin.
    case scripts([String], ParsedArguments, arguments: [String])
    /// Help.
    case text(String)
    case version(isVerbose: Bool)

    /// - Parameters:
    ///   - arguments: without the program's own name.
    ///   - files: the commands of the user's.
    init(_ arguments: [String], _ files: CommandFiles) throws(Failure) {
        // Most calls are a command without options before it: nothing has to be parsed here then.
        if let first = arguments.first, !first.hasPrefix("-"), let command = try files.command(named: first) {
            self = .command(command, Array(arguments.dropFirst()), nil)
            return
        }
        let root = RootCommand.specification
        let (leading, count) = try root.parseLeading(arguments)
        guard case .arguments(let options) = leading, !RootCommand.asksForVersion(options) else {
            self = Self.text(leading, files)
            return
        }
        files.choose(options.all(RootCommand.commandFiles))
        let rest = arguments[count...]
        if let first = rest.first, let command = try files.command(named: first) {
            guard options.all(RootCommand.commands).isEmpty else {
                throw .usage("either -c or the command '\(first)', not both")
            }
            self = .command(command, Array(rest.dropFirst()), options)
        } else if let first = rest.first, RootCommand.isRunByTheSystem(first) {
            let (own, others) = try root.separateOptions(rest.dropFirst())
            self = try Self.scripts(
                root.parse(arguments[..<count] + own),
                scripts: [first],
                arguments: others,
                files
            )
        } else {
            self = try Self.scripts(arguments, behind: count, files)
        }
    }

    /// Several scripts, with options before, between and behind them, and their arguments behind a `--`.
    ///
    /// - Parameter count: how many words the options before the first other word are.
    private static func scripts(
        _ arguments: [String],
        behind count: Int,
        _ files: CommandFiles
    ) throws(Failure) -> Invocation {
        let root = RootCommand.specification
        let end = arguments[count...].firstIndex(of: "--") ?? arguments.endIndex
        let parsed = try root.parse(Array(arguments[..<end]))
        if case .arguments(let options) = parsed, end < arguments.endIndex, options.words.isEmpty,
            options.all(RootCommand.commands).isEmpty
        {
            // Nothing stands before the '--' that arguments could be for: what follows it are scripts.
            return try scripts(root.parse(arguments), scripts: nil, arguments: [], files)
        }
        return scripts(parsed, scripts: nil, arguments: Array(arguments[end...].dropFirst()), files)
    }

    private static func scripts(
        _ parsed: ParsedCommand,
        scripts: [String]?,
        arguments: [String],
        _ files: CommandFiles
    ) -> Invocation {
        guard case .arguments(let options) = parsed, !RootCommand.asksForVersion(options) else {
            return text(parsed, files)
        }
        files.choose(options.all(RootCommand.commandFiles))
        return .scripts(scripts ?? options.words, options, arguments: arguments)
    }

    private static func text(_ parsed: ParsedCommand, _ files: CommandFiles) -> Invocation {
        switch parsed {
        case .help: .text(RootCommand.help(files.readable))
        case .arguments(let options): .version(isVerbose: RootCommand.isVerbose(options))
        }
    }
}
