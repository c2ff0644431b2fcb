import IPCClient
import MockCore
import MockServer
import Platform
import Texts

/// The program as a whole: does what its arguments ask for.
package struct ShellProgram {
    /// Makes the line editor of an interactive shell, which lets signals wake it.
    package typealias MakeLineSource = (_ completer: Completer) -> any LineSource

    private let environment: [String: String]
    private let console: Console
    private let cancellation: Cancellation?
    private let makeLineSource: MakeLineSource

    package init(environment: [String: String], makeLineSource: @escaping MakeLineSource) {
        self.environment = environment
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
            status = try dispatch(try Invocation(arguments))
        } catch {
            for line in error.message.split(separator: "\n") {
                console.diagnostic(error.isPlaced ? String(line) : "ipcsh: \(line)")
            }
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

    private func dispatch(_ invocation: Invocation) throws(Failure) -> ExitStatus {
        switch invocation {
        case .text(let text):
            console.line(text)
            return .ok
        case .command(let type, let words, let options):
            if type == MockCommand.self {
                return try MockForeground(console: console, cancellation: cancellation).run(words)
            }
            if type == ProxyCommand.self {
                return try ProxyForeground(console: console, cancellation: cancellation).run(words)
            }
            let context = try makeContext(options, recording: .off, via: "command")
            return try finish(context, Interpreter(context).run(type, words))
        case .scripts(let paths, let options, let arguments):
            return try run(scripts: paths, options, arguments)
        }
    }

    private func run(
        scripts: [String],
        _ options: StartOptions,
        _ arguments: [String]
    ) throws(Failure) -> ExitStatus {
        if scripts.isEmpty, options.commands.isEmpty {
            return isatty(0) == 1 ? try runInteractively(options) : try runStandardInput(options)
        }
        if scripts == ["-"], options.commands.isEmpty { return try runStandardInput(options, arguments) }
        if let first = scripts.first, access(first, R_OK) != 0 {
            let reason = SystemError().reason
            let suggestion = Suggestion.text(for: first, among: CommandTable.names)
            throw .usage("'\(first)' is neither a command nor a readable script (\(reason))\(suggestion)")
        }
        let context = try makeContext(options, recording: .automatic)
        let interpreter = Interpreter(context)
        // All are read before anything is sent.
        var scope = context.scope(checksVariables: true)
        var programs: [(program: Program, file: String?)] = []
        for text in options.commands { programs.append((try interpreter.read(text, scope: &scope), nil)) }
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
            if status == .ok || context.quitStatusIsGiven { status = next }
            if next == .interrupted || context.quitStatus != nil || context.console.isOutputClosed { break }
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
    private func runStandardInput(_ options: StartOptions, _ arguments: [String] = []) throws(Failure) -> ExitStatus {
        let context = try makeContext(options, recording: .automatic)
        if !arguments.isEmpty { context.arguments = arguments }
        context.readsCommandsFromInput = true
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
            try? context.finish()
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
        var status = ExitStatus.ok
        var pending = ""
        var firstLine = 1
        while context.quitStatus == nil, !console.isOutputClosed, Signals.ending == nil {
            let line = try lines.next()
            if line == nil, pending.isEmpty { break }
            let text = pending.isEmpty ? line ?? "" : pending + "\n" + (line ?? "")
            do throws(Failure) {
                let next = try interpreter.run(text, firstLine: firstLine, isWhole: false, moreMayFollow: line != nil)
                if status == .ok || context.quitStatusIsGiven { status = next }
            } catch {
                if error.isIncomplete, line != nil {
                    pending = text
                    continue
                }
                interpreter.report(error, at: SourcePosition(file: nil, line: firstLine, column: 1))
                if status == .ok { status = error.status }
            }
            pending = ""
            firstLine = lines.count + 1
            if line == nil || status == .interrupted || status != .ok && !context.settings.keepsGoing { break }
        }
        return status
    }

    private func runInteractively(_ options: StartOptions) throws(Failure) -> ExitStatus {
        let context = try makeContext(options, recording: .automatic, isInteractive: true)
        let lines = makeLineSource(Completer(context))
        context.lineSource = lines
        if !options.noRC { runRC(context) }
        return try finish(context, InteractiveShell(context: context, lines: lines).run())
    }

    /// A mistake in the rc file must not keep anybody out of the shell.
    private func runRC(_ context: ShellContext) {
        let path = environment["IPCSH_RC"] ?? Configuration.path("rc", environment: environment)
        guard let path, TextFile.exists(path) else { return }
        let interpreter = Interpreter(context)
        let source = context.settingSource
        context.settingSource = .file(path)
        defer { context.settingSource = source }
        do throws(Failure) {
            _ = try interpreter.run(try TextFile.text(path), file: path)
        } catch {
            interpreter.report(error, at: SourcePosition(file: path, line: 1, column: 1))
        }
    }

    private func makeContext(
        _ options: StartOptions?,
        recording: Recording,
        via: String = "shell",
        isInteractive: Bool = false
    ) throws(Failure) -> ShellContext {
        var settings = Settings()
        try Configuration.apply(environment: environment, to: &settings)
        try options?.shared.apply(to: &settings)
        let context = ShellContext(
            console: console,
            environment: environment,
            settings: settings,
            recording: options?.shared.recording ?? recording,
            via: via,
            cancellation: cancellation,
            isInteractive: isInteractive
        )
        for definition in options?.definitions ?? [] {
            guard let equals = definition.firstIndex(of: "="), Variables.isName(String(definition[..<equals])) else {
                throw .usage("-D: '\(definition)' is not NAME=VALUE")
            }
            context.variables[String(definition[..<equals])] = String(definition[definition.index(after: equals)...])
        }
        if options?.shared.mock == true, !settings.isDryRun { try context.startMock() }
        return context
    }

    private func finish(
        _ context: ShellContext,
        _ status: ExitStatus,
        summary: Bool = false
    ) throws(Failure) -> ExitStatus {
        if context.tally.total > 0, summary || context.isInteractive { console.notice("ipcsh: \(context.summary)") }
        if context.unsentRequests > 0 {
            let noun = context.unsentRequests == 1 ? "request" : "requests"
            console.notice("ipcsh: \(context.unsentRequests) \(noun), not sent")
        }
        do throws(Failure) {
            try context.finish()
        } catch {
            for line in error.message.split(separator: "\n") { console.diagnostic("ipcsh: \(line)") }
            return status == .ok ? error.status : status
        }
        return status
    }
}
