import CommandSpec
import Commands
import IPCClient
import MockCore
import MockServer
import Operations
package import Platform
import Rendering
import ShellLanguage
import Texts

/// The program as a whole: does what its arguments ask for.
package struct ShellProgram {
    /// Makes the line editor of an interactive shell, which lets signals wake it.
    package typealias MakeLineSource = (_ completer: Completer) -> any LineSource

    private let environment: Environment
    private let console: Console
    private let cancellation: Cancellation?
    private let makeLineSource: MakeLineSource
    private let libraries: () -> [(name: String, version: String)]

    /// - Parameter libraries: those that the program itself links, to be named beside its version.
    package init(
        environment: Environment,
        libraries: @escaping () -> [(name: String, version: String)] = { [] },
        makeLineSource: @escaping MakeLineSource
    ) {
        self.environment = environment
        self.libraries = libraries
        self.makeLineSource = makeLineSource
        Self.openStandardDescriptors()
        cancellation = Cancellation()
        console = Console(environment: environment)
    }

    /// - Parameter arguments: without the program's own name.
    /// - Returns: the status that the program ends with. It does not return when a signal ended it, or its reader left.
    package func run(_ arguments: [String]) -> Int32 {
        Signals.install(cancellation: cancellation)
        let status: ExitStatus
        do throws(Failure) {
            let files = CommandFiles(environment: environment, console: console)
            status = try dispatch(try Invocation(arguments, files), files)
        } catch {
            console.tell(error)
            status = error.status
        }
        if let reason = console.outputFailure {
            console.diagnostic("ipcsh: stdout cannot be written: \(reason)")
            return ExitStatus.exchangeFailed.rawValue
        }
        if let signal = Signals.ending { SignalAction.die(of: signal) }
        if console.isOutputClosed { SignalAction.die(of: SIGPIPE) }
        return status.rawValue
    }

    /// A file or socket of ours must never take the place of a standard descriptor that the caller has closed.
    private static func openStandardDescriptors() {
        var descriptor: Int32
        repeat { descriptor = open("/dev/null", O_RDWR) } while (0...2).contains(descriptor)
        close(descriptor)
    }

    private func dispatch(_ invocation: Invocation, _ files: CommandFiles) throws(Failure) -> ExitStatus {
        switch invocation {
        case .text(let text):
            console.line(text)
            return .ok
        case .version(let isVerbose):
            console.line("ipcsh \(Version.current)")
            if isVerbose { for line in BuildDescription.lines(libraries()) { console.line(line) } }
            return .ok
        case .command(let command, let words, let options):
            if let status = try runServer(command, words, files) { return status }
            if let status = try showHelp(command, words) { return status }
            let context = try makeContext(
                options,
                recording: .off,
                via: "command",
                needsConfiguration: !command.traits.contains(.needsNoConfiguration),
                files
            )
            return try finish(context, Interpreter(context).run(command, words))
        case .scripts(let paths, let options, let arguments):
            return try run(scripts: paths, options, arguments, files)
        }
    }

    /// Shows the help that was asked for, whatever is wrong with the configuration.
    private func showHelp(_ command: Command, _ words: [String]) throws(Failure) -> ExitStatus? {
        guard words.contains("--help") || words.contains("-h"),
            case .help(let specification) = try command.parse(words).1
        else { return nil }
        console.line(HelpText(console.textStyle).text(specification))
        return .ok
    }

    /// Runs a server in the foreground, if the command is one; the shell has nothing to do with it.
    private func runServer(
        _ command: Command,
        _ words: [String],
        _ files: CommandFiles
    ) throws(Failure) -> ExitStatus? {
        guard [MockCommand.name, ProxyCommand.name].contains(command.name) else { return nil }
        switch try command.parse(words).1 {
        case .help(let specification):
            console.line(HelpText(console.textStyle).text(specification))
            return .ok
        case .arguments(let arguments):
            let settings = serverSettings(files)
            return command.name == MockCommand.name
                ? try MockForeground(console: console, cancellation: cancellation, settings: settings).run(arguments)
                : try ProxyForeground(console: console, cancellation: cancellation, settings: settings).run(arguments)
        }
    }

    /// A server takes little from the configuration: what is wrong with it is told, and keeps no server from running.
    private func serverSettings(_ files: CommandFiles) -> Settings {
        var settings = Settings()
        let configuration = files.configuration
        if let failure = configuration.failure { console.tell(failure) }
        configuration.apply(to: &settings)
        return settings
    }

    private func run(
        scripts: [String],
        _ options: ParsedArguments,
        _ arguments: [String],
        _ files: CommandFiles
    ) throws(Failure) -> ExitStatus {
        if scripts.isEmpty, options.all(RootCommand.commands).isEmpty {
            return isatty(0) == 1 ? try runInteractively(options, files) : try runStandardInput(options, [], files)
        }
        if scripts == ["-"], options.all(RootCommand.commands).isEmpty {
            return try runStandardInput(options, arguments, files)
        }
        if let first = scripts.first, access(first, R_OK) != 0 {
            let reason = SystemError().reason
            let suggestion = Suggestion.text(for: first, among: CommandTable.names + files.readable.names)
            throw .usage("'\(first)' is neither a command nor a readable script (\(reason))\(suggestion)")
        }
        let context = try makeContext(options, recording: .automatic, files)
        let interpreter = Interpreter(context)
        // All are read before anything is sent.
        var scope = context.scope(checksVariables: true)
        var programs: [(program: Program, file: String?)] = []
        for text in options.all(RootCommand.commands) {
            programs.append((try interpreter.read(text, scope: &scope), nil))
        }
        for path in scripts {
            programs.append((try interpreter.read(try Self.script(path), file: path, scope: &scope), path))
        }
        var status = ExitStatus.ok
        for (index, (program, file)) in programs.enumerated() {
            let isLast = index == programs.count - 1
            let next = interpreter.run(
                program,
                file: file,
                arguments: file == nil && arguments.isEmpty ? nil : arguments,
                isWhole: isLast || file != nil
            )
            if status == .ok || context.state.quitStatusIsGiven { status = next }
            if next == .interrupted || context.state.quitStatus != nil || context.console.isOutputClosed { break }
            if status != .ok, !context.settings.keepsGoing { break }
        }
        return try finish(context, interpreter.conclude(status), summary: !scripts.isEmpty)
    }

    /// A script that cannot be read is a mistake in the call.
    private static func script(_ path: String) throws(Failure) -> String {
        do throws(Failure) {
            return try TextFile.text(path)
        } catch {
            throw .usage(error.message)
        }
    }

    /// Commands from a file are read whole first; those from a pipe run as they come, so that another program can wait
    /// for the answers.
    private func runStandardInput(
        _ options: ParsedArguments,
        _ arguments: [String],
        _ files: CommandFiles
    ) throws(Failure) -> ExitStatus {
        let context = try makeContext(options, recording: .automatic, files)
        if !arguments.isEmpty { context.state.arguments = arguments }
        context.commands.readsCommandsFromInput = true
        let interpreter = Interpreter(context)
        if FileStatus(descriptor: 0)?.kind == .regular {
            let text = try TextFile.decode(try TextFile.bytes(of: 0, "stdin"), "stdin")
            return try finish(context, try interpreter.run(text))
        }
        let status: ExitStatus
        do throws(Failure) {
            status = try run(PipedLines(descriptor: 0), interpreter, context)
        } catch {
            // What was recorded so far ends as it should.
            try? context.commands.finish()
            throw error
        }
        return try finish(context, interpreter.conclude(status))
    }

    private func run(
        _ lines: PipedLines,
        _ interpreter: Interpreter,
        _ context: ShellContext
    ) throws(Failure) -> ExitStatus {
        var lines = lines
        var reader = ProgramReader()
        var status = ExitStatus.ok
        while context.state.quitStatus == nil, !console.isOutputClosed, Signals.ending == nil {
            let line = try lines.next()
            do throws(Failure) {
                if let program = try interpreter.read(line, with: &reader) {
                    let next = interpreter.run(program, file: nil, isWhole: false)
                    if status == .ok || context.state.quitStatusIsGiven { status = next }
                }
            } catch {
                interpreter.report(error, at: SourcePosition(file: nil, line: lines.count, column: 1))
                if status == .ok { status = error.status }
            }
            if line == nil || status == .interrupted || status != .ok && !context.settings.keepsGoing { break }
        }
        return status
    }

    private func runInteractively(_ options: ParsedArguments, _ files: CommandFiles) throws(Failure) -> ExitStatus {
        let context = try makeContext(options, recording: .automatic, isInteractive: true, files)
        let lines = makeLineSource(Completer(context))
        context.lineSource = lines
        let exchanger = context.commands.exchanger
        lines.watch({ exchanger.connectionDescriptor }, { exchanger.takePushed(WireTrace.line) })
        if !options[RootCommand.noRC] { runRC(context) }
        return try finish(context, InteractiveShell(context: context, lines: lines).run())
    }

    /// A mistake in the rc file must not keep anybody out of the shell.
    private func runRC(_ context: ShellContext) {
        let path = environment["IPCSH_RC"] ?? Configuration.path("rc", environment: environment)
        guard let path, TextFile.exists(path) else { return }
        let interpreter = Interpreter(context)
        let source = context.commands.settingSource
        context.commands.settingSource = .file(path)
        defer { context.commands.settingSource = source }
        do throws(Failure) {
            _ = try interpreter.run(try TextFile.text(path), file: path)
        } catch {
            interpreter.report(error, at: SourcePosition(file: path, line: 1, column: 1))
        }
    }

    private func makeContext(
        _ options: ParsedArguments?,
        recording: Recording,
        via: String = "shell",
        isInteractive: Bool = false,
        needsConfiguration: Bool = true,
        _ files: CommandFiles
    ) throws(Failure) -> ShellContext {
        var settings = Settings()
        let configuration = files.configuration
        if needsConfiguration, let failure = configuration.failure { throw failure }
        configuration.apply(to: &settings)
        if let options { try SharedOptions.apply(options, to: &settings) }
        files.note(in: &settings)
        let context = ShellContext(
            console: console,
            settings: settings,
            recording: options.flatMap(SharedOptions.recording) ?? recording,
            via: via,
            cancellation: cancellation,
            isInteractive: isInteractive
        )
        context.state.definitions = needsConfiguration ? try files.definitions() : files.readable
        for definition in options?.all(RootCommand.definitions) ?? [] {
            context.state.variables[definition.name] = definition.value
        }
        if options?[SharedOptions.mock] == true, !settings.isDryRun { try context.commands.mock.start() }
        return context
    }

    private func finish(
        _ context: ShellContext,
        _ status: ExitStatus,
        summary: Bool = false
    ) throws(Failure) -> ExitStatus {
        if context.commands.exchanger.tally.total > 0, summary || context.commands.isInteractive {
            console.notice("ipcsh: \(context.commands.exchanger.summary)")
        }
        if context.commands.exchanger.unsentRequests > 0 {
            let noun = context.commands.exchanger.unsentRequests == 1 ? "request" : "requests"
            console.notice("ipcsh: \(context.commands.exchanger.unsentRequests) \(noun), not sent")
        }
        do throws(Failure) {
            try context.commands.finish()
        } catch {
            for line in error.message.split(separator: "\n") { console.diagnostic("ipcsh: \(line)") }
            return status == .ok ? error.status : status
        }
        return status
    }
}
