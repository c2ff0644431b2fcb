import CommandSpec
import Commands
import Operations
import Platform
import Rendering
import ShellLanguage
import Texts

/// Runs scripts and lines.
struct Interpreter {
    private let context: ShellContext

    init(_ context: ShellContext) {
        self.context = context
    }

    /// Reads a script whole, and runs it if nothing is wrong with it.
    ///
    /// - Parameter arguments: what `$1` and so on stand for in it; `nil` where there are none.
    /// - Returns: the status of the first command that failed, else ``ExitStatus/ok``.
    /// - Throws: ``Failure`` when the script is wrong; nothing has run then.
    func run(_ text: String, file: String? = nil, arguments: [String]? = nil) throws(Failure) -> ExitStatus {
        run(try read(text, file: file), file: file, arguments: arguments, isWhole: true)
    }

    private func read(_ text: String, file: String?) throws(Failure) -> Program {
        var scope = context.scope(checksVariables: true)
        return try read(text, file: file, scope: &scope)
    }

    /// Reads a script whole.
    ///
    /// - Parameters:
    ///   - text: the script.
    ///   - file: its path; `nil` for what was typed or piped in.
    ///   - scope: what is known before it, and then also what it makes known.
    /// - Throws: ``Failure`` when the script is wrong.
    func read(_ text: String, file: String? = nil, scope: inout Scope) throws(Failure) -> Program {
        if let file { scope.visited.insert(file) }
        do throws(ProgramError) {
            return try Program(text, file: file, scope: &scope)
        } catch {
            throw Self.failure(error)
        }
    }

    /// Reads lines of which more may follow; variables are looked up when they are used.
    ///
    /// - Parameter lines: `nil` for the end.
    /// - Returns: the program that ends with them, or `nil` when there is none, or it goes on.
    /// - Throws: ``Failure`` when something is wrong.
    func read(_ lines: String?, with reader: inout ProgramReader) throws(Failure) -> Program? {
        do throws(ProgramError) {
            guard let lines else { return try reader.end() }
            return try reader.read(lines) { context.scope(checksVariables: false) }
        } catch {
            throw Self.failure(error)
        }
    }

    private static func failure(_ error: ProgramError) -> Failure {
        let message = error.problems.joined(separator: "\n")
        return Failure(.usage, message, isPlaced: true)
    }

    /// Runs a script that was read.
    ///
    /// - Parameter isWhole: whether no more text follows that could judge the last command.
    func run(_ program: Program, file: String?, arguments: [String]? = nil, isWhole: Bool) -> ExitStatus {
        let (folder, argumentsBefore) = (context.state.scriptFolder, context.state.arguments)
        if let file { context.state.scriptFolder = Paths.folder(of: file) }
        if file != nil || arguments != nil { context.state.arguments = arguments ?? [] }
        context.state.scriptDepth += 1
        defer {
            context.state.scriptFolder = folder
            context.state.arguments = argumentsBefore
            context.state.scriptDepth -= 1
        }
        var run = ProgramRun(program, self, in: context)
        let status = run.run()
        return isWhole ? conclude(status) : status
    }

    /// Calls that go deeper are taken for a command that runs itself.
    private static let deepest = 64

    /// Runs the body of a command of the user's.
    ///
    /// - Parameter frame: the variables that it begins with.
    /// - Returns: the status of the first command that failed, ``ExitStatus/serverError`` also for an answer that nothing
    ///   has judged, or what its `return` says.
    /// - Throws: ``Failure`` when it cannot run.
    func call(_ definition: Definition, _ frame: CallFrame) throws(Failure) -> ExitStatus {
        let state = context.state
        guard let contents = definition.contents else {
            throw .usage("'\(definition.name)' is not right: see what was told of \(definition.position.place)")
        }
        guard state.scriptDepth < Self.deepest else {
            state.leavesCalls = true
            throw .usage("'\(definition.name)' and what it runs call each other more than \(Self.deepest) deep")
        }
        let (folder, arguments) = (state.scriptFolder, state.arguments)
        if let file = definition.position.file { state.scriptFolder = Paths.folder(of: file) }
        state.arguments = nil
        state.scriptDepth += 1
        let before = state.enter(frame)
        defer {
            state.leave(to: before)
            state.scriptFolder = folder
            state.arguments = arguments
            state.scriptDepth -= 1
        }
        var run = ProgramRun(contents.body, self, in: context, isBody: true)
        let status = run.run()
        // Whoever called it may judge the answer.
        let isUnjudged = state.unjudgedError.take() != nil
        return status == .ok && isUnjudged ? .serverError : status
    }

    var stopsAtFailures: Bool { !context.commands.isInteractive && !context.settings.keepsGoing }

    /// The status of an error that the server answered and that nothing has judged, at the end of a text.
    func conclude(_ status: ExitStatus) -> ExitStatus {
        guard let position = context.state.unjudgedError else { return status }
        context.state.unjudgedError = nil
        if context.state.quitStatusIsGiven { return status }
        if stopsAtFailures { reportServerError(at: position) }
        return status == .ok ? .serverError : status
    }

    func reportServerError(at position: SourcePosition) {
        guard position.file != nil else { return }
        context.console.problem(
            "\(position.lineDescription): the server answered with an error "
                + "('expect error' expects it, --keep-going goes on)"
        )
    }

    /// Runs one command; a failure is told here.
    func perform(_ command: any LanguageCommand, _ content: Program.Content, at position: SourcePosition) -> ExitStatus
    {
        do throws(Failure) {
            guard let command = command as? Command else {
                throw .usage("'\(command.name)' cannot run here")
            }
            switch content {
            case .words(let words, let rawText):
                return try perform(command, words, rawText: rawText)
            case .open(let words, let rawText):
                let words = try context.expander(patterns: command.expandsPatterns).expand(words)
                return try perform(command, words, rawText: rawText)
            case .template(let template, let options):
                let words = try context.expander(patterns: false).expand(options)
                guard case .arguments(let arguments) = try command.parse(words).1 else {
                    return show(help: command.specification)
                }
                guard SharedOptions.areUsed(in: arguments) else {
                    return try RequestCommand.send(template, arguments, in: context.commands)
                }
                return try context.commands.with(arguments) { () throws(Failure) in
                    try RequestCommand.send(template, arguments, in: context.commands)
                }
            }
        } catch {
            report(error, at: position)
            return error.status
        }
    }

    private func perform(_ command: Command, _ words: [String], rawText: String?) throws(Failure) -> ExitStatus {
        // A keyword gets here only when it is asked what it means.
        if command.isKeyword { return show(help: command.specification) }
        let (named, parsed) = try command.parse(words, rawText: rawText)
        switch parsed {
        case .help(let specification): return show(help: specification)
        case .arguments(let arguments):
            guard SharedOptions.areUsed(in: arguments) else { return try named.run(arguments, in: context.commands) }
            return try context.commands.with(arguments) { () throws(Failure) in
                try named.run(arguments, in: context.commands)
            }
        }
    }

    private func show(help specification: CommandSpecification) -> ExitStatus {
        context.console.line(HelpText(context.console.textStyle).text(specification), key: "help")
        return .ok
    }

    /// Tells the user of a failure: where, then what.
    func report(_ failure: Failure, at position: SourcePosition) {
        context.console.tell(failure, at: position.lineDescription)
    }

    /// Runs one command given as words, straight from the system's shell.
    func run(_ command: Command, _ words: [String]) -> ExitStatus {
        let position = SourcePosition(file: nil, line: 1, column: 1)
        do throws(Failure) {
            guard command.isKeyword else {
                return perform(command, .words(words, rawText: nil), at: position)
            }
            do throws(ProgramError) {
                let scope = context.scope(checksVariables: false)
                return run(try Program([command.name] + words, scope: scope), file: nil, isWhole: true)
            } catch {
                throw Self.failure(error)
            }
        } catch {
            report(error, at: position)
            return error.status
        }
    }
}
