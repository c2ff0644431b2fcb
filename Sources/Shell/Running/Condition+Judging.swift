import Commands
import Operations
import ShellLanguage
import Texts

extension Condition {
    /// - Throws: ``Failure`` when there is nothing to judge by, a variable has no value, or an expression was given up.
    func holds(in context: ShellContext) throws(Failure) -> Bool {
        try testHolds(context.expander(patterns: false), context) != isNegated
    }

    private func testHolds(_ expander: Expander, _ context: ShellContext) throws(Failure) -> Bool {
        switch test {
        case .response(let words):
            let exchanger = context.commands.exchanger
            guard let exchange = exchanger.lastExchange else {
                throw .usage("if: there was no exchange yet")
            }
            let test: ResponseTest
            do throws(Failure) {
                test = try ResponseTest(try expander.expand(words))
            } catch {
                throw .usage("if: \(error.message)")
            }
            do throws(RegularExpression.LimitExceeded) {
                return try test.mismatch(exchange, exchanger.lastReply, exchanger.lastRule) == nil
            } catch {
                // Neither branch is right: behind 'not' no match would be one.
                throw Failure(.mismatch, "if: \(error)")
            }
        case .failed: return context.state.lastStatus != .ok
        case .exists(let word): return TextFile.exists(try expander.text(word))
        case .equal(let left, let right): return try expander.text(left) == expander.text(right)
        }
    }
}
