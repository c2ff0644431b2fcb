import ArgumentParser
import IPCClient
import IPCFraming
import Operations
import Replay
import Texts

/// `expect ok|error|TEXT|~ REGEX|time < 500ms`
struct ExpectCommand: QuickCommand {
    static let configuration = CommandConfiguration(
        commandName: "expect",
        abstract: "Check the last exchange; exit status 4 when it is otherwise.",
        usage: "expect ok | error | TEXT | ~ REGEX | time < TIME",
        discussion: """
            ok: the response is 'O.k.'. error: it starts with 'Error:'. ~ REGEX: the expression matches somewhere in \
            it. time < 500ms: the exchange took less. Any other text: the response is that text.

            An 'expect' right behind a command judges an error that the server answered: the script goes on when the \
            error was expected.

            Example: expect ~ 'could not be read'
            """
    )

    @Argument(parsing: .remaining, help: "What the response should be.")
    var expectation: [String]

    static let judgesResponse = true

    func check() throws(Failure) {
        _ = try test()
    }

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        guard let exchange = context.exchanger.lastExchange else { throw .usage("expect: there was no exchange yet") }
        let test = try test()
        // Nobody has answered.
        if context.settings.isDryRun { return .ok }
        let mismatch: (expected: String, actual: String)?
        do throws(RegularExpression.LimitExceeded) {
            mismatch = try test.mismatch(exchange)
        } catch {
            throw Failure(.mismatch, "expect: \(error); counted as no match")
        }
        if let (expected, actual) = mismatch {
            let request = TerminalText.excerpt(exchange.request.bytes)
            throw Failure(.mismatch, "expected \(expected), got \(actual)  request: \(request)")
        }
        return .ok
    }

    private func test() throws(Failure) -> ResponseTest {
        do throws(Failure) {
            return try ResponseTest(expectation)
        } catch {
            throw .usage("expect: \(error.message)")
        }
    }
}

extension ExpectCommand {
    static func quick(_ words: [String]) -> ExpectCommand {
        var command = plain
        command.expectation = words
        return command
    }

    private static let plain = {
        var command = ExpectCommand()
        command.expectation = []
        return command
    }()
}
