/// Runs scripts and lines.
struct Interpreter {
    private let context: ShellContext

    init(_ context: ShellContext) {
        self.context = context
    }

    /// Reads a script whole, and runs it if nothing is wrong with it.
    ///
    /// - Returns: the status of the first command that failed, else ``ExitStatus/ok``.
    /// - Throws: ``Failure`` when the script is wrong; nothing has run then.
    func run(
        _ text: String,
        file: String? = nil,
        firstLine: Int = 1,
        isWhole: Bool = true,
        moreMayFollow: Bool = false
    ) throws(Failure) -> ExitStatus {
        let program = try read(text, file: file, firstLine: firstLine, moreMayFollow: moreMayFollow)
        return run(program, file: file, isWhole: isWhole)
    }

    /// Reads a script whole.
    ///
    /// - Parameters:
    ///   - text: the script.
    ///   - file: its path; `nil` for what was typed or piped in.
    ///   - firstLine: the number of its first line.
    ///   - moreMayFollow: whether a `\` at the text's end asks for another line.
    /// - Throws: ``Failure`` when the script is wrong.
    func read(
        _ text: String,
        file: String? = nil,
        firstLine: Int = 1,
        moreMayFollow: Bool = false
    ) throws(Failure) -> Program {
        do throws(ProgramError) {
            return try Program(text, file: file, firstLine: firstLine, moreMayFollow: moreMayFollow)
        } catch {
            let message = error.problems.joined(separator: "\n")
            throw Failure(.usage, message, isPlaced: true, isIncomplete: error.isIncomplete)
        }
    }

    /// Runs a script that was read.
    ///
    /// - Parameter isWhole: whether no more text follows that could judge the last command.
    func run(_ program: Program, file: String?, isWhole: Bool) -> ExitStatus {
        let folder = context.scriptFolder
        if let file { context.scriptFolder = Paths.folder(of: file) }
        context.scriptDepth += 1
        defer {
            context.scriptFolder = folder
            context.scriptDepth -= 1
        }
        let status = run(program)
        return isWhole ? conclude(status) : status
    }

    private func run(_ program: Program) -> ExitStatus {
        var firstFailure = ExitStatus.ok
        for step in program.steps {
            // Only an 'expect' right behind it judges an error that the server answered.
            let isJudging = step.type == ExpectCommand.self
            if let position = context.unjudgedError {
                context.unjudgedError = nil
                if !isJudging {
                    if firstFailure == .ok { firstFailure = .serverError }
                    if stopsAtFailures {
                        reportServerError(at: position)
                        return firstFailure
                    }
                }
            }
            let status = run(step)
            context.lastStatus = status
            if let quitStatus = context.quitStatus { return firstFailure == .ok ? quitStatus : firstFailure }
            if context.console.isOutputClosed || status == .interrupted { return status }
            if status == .serverError {
                context.unjudgedError = step.statement.position
            } else if status != .ok {
                if firstFailure == .ok { firstFailure = status }
                if stopsAtFailures { return firstFailure }
            }
        }
        return firstFailure
    }

    private var stopsAtFailures: Bool { !context.isInteractive && !context.settings.keepsGoing }

    /// The status of an error that the server answered and that nothing has judged, at the end of a text.
    func conclude(_ status: ExitStatus) -> ExitStatus {
        guard let position = context.unjudgedError else { return status }
        context.unjudgedError = nil
        if stopsAtFailures { reportServerError(at: position) }
        return status == .ok ? .serverError : status
    }

    private func reportServerError(at position: SourcePosition) {
        guard position.file != nil else { return }
        context.console.notice(
            "\(position.lineDescription): the server answered with an error "
                + "('expect error' expects it, --keep-going goes on)"
        )
    }

    /// Runs one command; a failure is told here.
    private func run(_ step: Program.Step) -> ExitStatus {
        do throws(Failure) {
            switch try command(step) {
            case .help(let text):
                context.console.line(text)
                return .ok
            case .command(var command):
                guard let shared = command.sharedOptions, shared.isUsed else {
                    return try command.perform(in: context)
                }
                return try context.with(shared) { () throws(Failure) in try command.perform(in: context) }
            }
        } catch {
            report(error, at: step.statement.position)
            return error.status
        }
    }

    /// Tells the user of a failure: where, then what.
    func report(_ failure: Failure, at position: SourcePosition) {
        for line in failure.message.split(separator: "\n") {
            context.console.diagnostic(failure.isPlaced ? String(line) : "\(position.lineDescription): \(line)")
        }
    }

    /// Runs one command given as words, straight from the system's shell.
    func run(_ type: any ShellCommand.Type, _ words: [String]) -> ExitStatus {
        let position = SourcePosition(file: nil, line: 1, column: 1)
        do throws(Failure) {
            let command = try CommandParser.parse(type, words)
            let statement = Statement(words: [], rawText: nil, position: position)
            return run(Program.Step(statement: statement, type: type, command: command))
        } catch {
            report(error, at: position)
            return error.status
        }
    }

    private func command(_ step: Program.Step) throws(Failure) -> CommandParser.Parsed {
        if let command = step.command { return command }
        let expander = Expander(
            value: { name in context.value(of: name) },
            expandsPatterns: step.type.expandsPatterns
        )
        let words = try expander.expand(step.statement.words.dropFirst())
        return try CommandParser.parse(step.type, words, rawText: step.statement.rawText)
    }
}
