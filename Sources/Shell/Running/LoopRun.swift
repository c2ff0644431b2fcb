import Commands
import Operations
import ShellLanguage
import Texts

/// A loop that runs.
struct LoopRun {
    private enum Rest {
        case words(variable: String, ArraySlice<String>)
        case times(Int)
        case watch(interval: Duration, left: Int?, hasBegun: Bool)
    }

    private var rest: Rest

    /// - Throws: ``Failure`` when its words cannot be expanded, or are not what they should be.
    init(_ loop: Program.Loop, in context: ShellContext) throws(Failure) {
        let expander = context.expander(patterns: true)
        switch loop {
        case .words(let variable, let words):
            rest = .words(variable: variable, try expander.expand(words)[...])
        case .times(let count):
            rest = .times(try Program.Loop.times(try expander.text(count)))
        case .watch(let interval, let count):
            var left = try count.map { (word) throws(Failure) in try Program.Loop.rounds(try expander.text(word))
            }
            // Without answers nothing would ever change.
            if context.settings.isDryRun { left = min(left ?? 1, 1) }
            rest = .watch(interval: try Program.Loop.interval(try expander.text(interval)), left: left, hasBegun: false)
        }
    }

    /// Goes on to the next round.
    ///
    /// - Returns: whether there is one.
    /// - Throws: ``Failure`` when the user interrupts.
    mutating func advance(in context: ShellContext) throws(Failure) -> Bool {
        if Signals.isInterrupted || Signals.ending != nil { throw Failure(.interrupted) }
        switch rest {
        case .words(let variable, var words):
            guard let word = words.popFirst() else { return false }
            context.state.variables[variable] = word
            rest = .words(variable: variable, words)
        case .times(let count):
            guard count > 0 else { return false }
            rest = .times(count - 1)
        case .watch(let interval, let left, let hasBegun):
            guard left != 0 else { return false }
            if hasBegun, !context.wait(interval) { throw Failure(.interrupted) }
            if context.commands.isInteractive { context.console.clearScreen() }
            rest = .watch(interval: interval, left: left.map { $0 - 1 }, hasBegun: true)
        }
        return true
    }
}
