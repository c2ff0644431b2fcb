import Commands
import Operations
import ShellLanguage
import Texts

/// Runs a program step by step: what is jumped over costs nothing, and blocks take no stack.
struct ProgramRun {
    private let context: ShellContext
    private let interpreter: Interpreter
    private let program: Program
    private var index: Int
    private let end: Int
    /// Whether somebody asks how the steps as a whole went, so that a failure of one of them is no news.
    private let isJudged: Bool
    /// Whether it is the body of a command of the user's, which ends at a failure, typed or not.
    private let isBody: Bool
    private var loops: [LoopRun] = []
    private var firstFailure = ExitStatus.ok

    /// - Parameter steps: those to run; all of them if not told otherwise.
    init(
        _ program: Program,
        _ interpreter: Interpreter,
        in context: ShellContext,
        steps: Range<Int>? = nil,
        isJudged: Bool = false,
        isBody: Bool = false
    ) {
        self.program = program
        (index, end) = (steps?.lowerBound ?? 0, steps?.upperBound ?? program.steps.count)
        self.isJudged = isJudged
        self.isBody = isBody
        self.interpreter = interpreter
        self.context = context
    }

    /// - Returns: the status of the first command that failed, else ``ExitStatus/ok``.
    mutating func run() -> ExitStatus {
        while index < end {
            let here = index
            index += 1
            let status: ExitStatus?
            switch program.steps[here].action {
            case .command(let command, let content):
                status = run(command, content, at: program.steps[here].position)
            case .branch(let condition, let otherwise, let end):
                status = branch(condition, otherwise, end, at: program.steps[here].position)
            case .and(let otherwise):
                if context.state.lastStatus != .ok { index = otherwise }
                continue
            case .or(let otherwise):
                if context.state.lastStatus == .ok { index = otherwise } else { context.state.unjudgedError = nil }
                continue
            case .group(let output, let end):
                status = group(output, end, at: program.steps[here].position)
            case .jump(let target):
                index = target
                continue
            case .loop(let loop, let end):
                status = begin(loop, end, at: program.steps[here].position)
            case .next(let body):
                status = next(body, at: program.steps[here].position)
            case .leave(let target):
                loops.removeLast()
                index = target
                continue
            case .define(let definition, let command):
                context.state.definitions.add(definition, command)
                continue
            case .return(let word):
                index = end
                status = word.flatMap { leave($0, at: program.steps[here].position) }
            }
            if let status { return status }
        }
        return firstFailure
    }

    // Each of these returns the status to end with, or nil to go on.

    private mutating func run(
        _ command: any LanguageCommand,
        _ content: Program.Content,
        at position: SourcePosition
    ) -> ExitStatus? {
        if let status = judge(command.judgesResponse) { return status }
        let status = interpreter.perform(command, content, at: position)
        context.commands.mock.tellTroubles()
        context.state.lastStatus = context.state.takeSystemStatus() ?? status
        if context.state.quitStatus != nil { return context.state.finalStatus(firstFailure) }
        if context.console.isOutputClosed || status == .interrupted || context.state.leavesCalls { return status }
        if status == .serverError {
            context.state.unjudgedError = position
        } else if status != .ok {
            return fail(status)
        }
        return nil
    }

    /// An error that the server answered counts, unless the step right behind it judges it.
    private mutating func judge(_ isJudging: Bool) -> ExitStatus? {
        guard let position = context.state.unjudgedError else { return nil }
        context.state.unjudgedError = nil
        if isJudging { return nil }
        if firstFailure == .ok { firstFailure = .serverError }
        guard stopsAtFailures else { return nil }
        if !isJudged { interpreter.reportServerError(at: position) }
        return firstFailure
    }

    private mutating func fail(_ status: ExitStatus) -> ExitStatus? {
        if nextStepJudgesFailure { return nil }
        if firstFailure == .ok { firstFailure = status }
        return stopsAtFailures ? firstFailure : nil
    }

    private var stopsAtFailures: Bool {
        interpreter.stopsAtFailures || isBody && !context.settings.keepsGoing
    }

    /// Leaves the body with a status, which judges all that was before.
    private func leave(_ word: Word, at position: SourcePosition) -> ExitStatus {
        context.state.unjudgedError = nil
        do throws(Failure) {
            return try Program.returnStatus(try context.expander(patterns: false).text(word))
        } catch {
            interpreter.report(error, at: position)
            return error.status
        }
    }

    /// Whether an `if failed` or `||` follows right behind. Jumps only go forward, but for the end of a loop.
    private var nextStepJudgesFailure: Bool {
        var next = index
        while next < end {
            switch program.steps[next].action {
            case .jump(let target), .and(let target): next = target
            case .or: return true
            case .branch(let condition, _, _): return condition.judgesFailure
            case .command, .group, .loop, .next, .leave, .define, .return: return false
            }
        }
        return false
    }

    /// Whether the first command among steps looks at what the server answered before.
    private func judgesFirst(_ steps: Range<Int>) -> Bool {
        for step in program.steps[steps] {
            if case .command(let command, _) = step.action { return command.judgesResponse }
        }
        return false
    }

    /// Runs steps as one command.
    private mutating func group(_ output: Output?, _ end: Int, at position: SourcePosition) -> ExitStatus? {
        let steps = index..<end
        if !judgesFirst(steps), let status = judge(false) { return status }
        index = end
        var run = ProgramRun(
            program,
            interpreter,
            in: context,
            steps: steps,
            isJudged: nextStepJudgesFailure,
            isBody: isBody
        )
        let status: ExitStatus
        do throws(Failure) {
            status =
                try output.map { (output) throws(Failure) in
                    try RedirectedOutput(output: output, context: context).run { run.run() }
                } ?? run.run()
        } catch {
            context.state.unjudgedError = nil
            return report(error, at: position)
        }
        if context.state.quitStatus != nil {
            return context.state.finalStatus(firstFailure == .ok ? status : firstFailure)
        }
        if context.console.isOutputClosed || status == .interrupted || context.state.leavesCalls { return status }
        if status == .ok { return nil }
        if context.state.lastStatus == .ok { context.state.lastStatus = status }
        return fail(status)
    }

    private mutating func branch(
        _ condition: Condition,
        _ otherwise: Int,
        _ end: Int,
        at position: SourcePosition
    ) -> ExitStatus? {
        if let status = judge(condition.judgesResponse) { return status }
        do throws(Failure) {
            if try !condition.holds(in: context) { index = otherwise }
            return nil
        } catch {
            index = end
            return report(error, at: position)
        }
    }

    private mutating func begin(_ loop: Program.Loop, _ end: Int, at position: SourcePosition) -> ExitStatus? {
        do throws(Failure) {
            var run = try LoopRun(loop, in: context)
            if try run.advance(in: context) { loops.append(run) } else { index = end }
            return nil
        } catch {
            index = end
            return report(error, at: position)
        }
    }

    private mutating func next(_ body: Int, at position: SourcePosition) -> ExitStatus? {
        do throws(Failure) {
            if try loops[loops.count - 1].advance(in: context) { index = body } else { loops.removeLast() }
            return nil
        } catch {
            loops.removeLast()
            return report(error, at: position)
        }
    }

    private mutating func report(_ failure: Failure, at position: SourcePosition) -> ExitStatus? {
        interpreter.report(failure, at: position)
        context.state.lastStatus = failure.status
        return failure.status == .interrupted ? .interrupted : fail(failure.status)
    }
}
