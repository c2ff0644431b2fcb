import ArgumentParser
import IPCClient
import IPCFraming
import InspectProtocol
import Replay
import Sessions

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

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        guard let exchange = context.lastExchange else { throw .usage("expect: there was no exchange yet") }
        let request = DifferenceReport.excerpt(exchange.request.bytes)
        func mismatch(_ expected: String, _ actual: String) -> Failure {
            Failure(.mismatch, "expected \(expected), got \(actual)  request: \(request)")
        }
        if expectation.count == 3, expectation[0] == "time", expectation[1] == "<" {
            guard let limit = DurationOption.parse(expectation[2]) else {
                throw .usage("expect: '\(expectation[2])' is not a time (500ms, 2s)")
            }
            let took = "\(Int((exchange.duration / .milliseconds(1)).rounded(.up)))ms"
            if exchange.duration >= limit { throw mismatch("time < \(expectation[2])", took) }
            return .ok
        }
        guard exchange.failure == nil, let bytes = exchange.response?.bytes else {
            throw mismatch(expectation.joined(separator: " "), "no response")
        }
        let response = String(decoding: bytes, as: UTF8.self)
        let actual = "\"\(DifferenceReport.excerpt(bytes))\""
        switch expectation[0] {
        case "ok" where expectation.count == 1:
            if Reply(bytes) != .ok { throw mismatch("\"\(Reply.okText)\"", actual) }
        case "error" where expectation.count == 1:
            if Reply(bytes) != .error { throw mismatch("an error", actual) }
        case "~":
            let pattern: TextPattern
            do throws(PatternError) {
                pattern = try TextPattern(expectation.dropFirst().joined(separator: " "))
            } catch {
                throw .usage("expect: \(error)")
            }
            if !pattern.matches(response) { throw mismatch("~ \(pattern.source)", actual) }
        default:
            let text = expectation.joined(separator: " ")
            if response != text { throw mismatch("\"\(text)\"", actual) }
        }
        return .ok
    }
}

extension ExpectCommand {
    init(quick words: [String]) {
        expectation = words
    }
}
