import Operations
import ShellLanguage
import Texts

/// Runs a program step by step: what is jumped over costs nothing, and blocks take no stack.
struct ProgramRun {
    private let context: ShellContext
    private let interpreter: Interpreter
    private let program: Program
    private var index = 0
    private var loops: [LoopRun] = []
    private var firstFailure = ExitStatus.ok

    init(_ program: Program, _ interpreter: Interpreter, in context: ShellContext) {
        self.program = program
        self.interpreter = interpreter
        self.context = context
    }

    /// - Returns: the status of the first command that failed, else ``ExitStatus/ok``.
    mutating func run() -> ExitStatus {
        while index < program.steps.count {
            let here = index
            index += 1
            let status: ExitStatus?
            switch program.steps[here].action {
            case .command(let command, let content):
                status = run(command, content, at: program.steps[here].position)
            case .branch(let condition, let otherwise, let end):
                status = branch(condition, otherwise, end, at: program.steps[here].position)
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
        context.mock.tellTroubles()
        context.lastStatus = context.takeSystemStatus() ?? status
        if context.quitStatus != nil { return context.finalStatus(firstFailure) }
        if context.console.isOutputClosed || status == .interrupted { return status }
        if status == .serverError {
            context.unjudgedError = position
        } else if status != .ok {
            return fail(status)
        }
        return nil
    }

    /// An error that the server answered counts, unless the step right behind it judges it.
    private mutating func judge(_ isJudging: Bool) -> ExitStatus? {
        guard let position = context.unjudgedError else { return nil }
        context.unjudgedError = nil
        if isJudging { return nil }
        if firstFailure == .ok { firstFailure = .serverError }
        guard interpreter.stopsAtFailures else { return nil }
        interpreter.reportServerError(at: position)
        return firstFailure
    }

    private mutating func fail(_ status: ExitStatus) -> ExitStatus? {
        if nextStepJudgesFailure { return nil }
        if firstFailure == .ok { firstFailure = status }
        return interpreter.stopsAtFailures ? firstFailure : nil
    }

    /// Whether an `if failed` follows right behind. Jumps only go forward, but for the end of a loop.
    private var nextStepJudgesFailure: Bool {
        var next = index
        while next < program.steps.count {
            switch program.steps[next].action {
            case .jump(let target): next = target
            case .branch(let condition, _, _): return condition.judgesFailure
            case .command, .loop, .next, .leave: return false
            }
        }
        return false
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
        context.lastStatus = failure.status
        return failure.status == .interrupted ? .interrupted : fail(failure.status)
    }
}
