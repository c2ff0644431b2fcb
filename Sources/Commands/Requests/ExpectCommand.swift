import CommandSpec
import IPCClient
import IPCFraming
import Operations
import Texts

/// `expect ok|error|TEXT|~ REGEX|json /POINTER = VALUE|time < 500ms`
enum ExpectCommand: BuiltInCommand {
    static let name = "expect"
    static let traits: CommandTraits = .judgesResponse
    private static let expectation = Argument("expectation", .rest, "What the response should be.")

    static let specification = CommandSpecification(
        name,
        "Check the last exchange; exit status 4 when it is otherwise.",
        usage: "expect ok | error | TEXT | ~ REGEX | json [/POINTER] [= VALUE] | time < TIME",
        discussion: """
            error: the response begins with 'Error:', or is an error by 'ok-pattern' and 'error-pattern' ('help \
            settings'). ok: it is none. ~ REGEX: the expression matches somewhere in it. time < 500ms: the exchange \
            took less. Any other text: the response is that text. Of several messages the last one is the response.

            json /status = "done": the response is JSON, and has that value there; also != < <= > >= and ~ REGEX. \
            json /id: something is there. json: it is JSON. A place is a JSON pointer (RFC 6901): /result/0/name; ~1 \
            stands for a / in a name, ~0 for a ~. Numbers are compared by value, texts with or without quotes. What \
            is not there fails, with != too.

            An 'expect' right behind a command judges an error that the server answered: the script goes on when the \
            error was expected.
            """,
        examples: ["expect ~ 'could not be read'", "expect json /status = \"done\""],
        arguments: [expectation],
        completes: ExpectationWords.following,
        validate: { arguments in
            if arguments.words.isEmpty { return arguments.specification.failure("what is expected is missing") }
            do throws(Failure) {
                _ = try test(arguments)
                return nil
            } catch {
                return error
            }
        }
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        guard let exchange = context.exchanger.lastExchange else { throw .usage("expect: there was no exchange yet") }
        let test = try test(arguments)
        // Nobody has answered.
        if context.settings.isDryRun { return .ok }
        let mismatch: (expected: String, actual: String)?
        do throws(RegularExpression.LimitExceeded) {
            mismatch = try test.mismatch(exchange, context.exchanger.lastReply, context.exchanger.lastRule)
        } catch {
            throw Failure(.mismatch, "expect: \(error); counted as no match")
        }
        if let (expected, actual) = mismatch {
            let request = TerminalText.excerpt(exchange.request.bytes)
            let origin = context.exchanger.lastCameUnasked ? "" : "  request: \(request)"
            throw Failure(.mismatch, "expected \(expected), got \(actual)\(origin)")
        }
        return .ok
    }

    private static func test(_ arguments: ParsedArguments) throws(Failure) -> ResponseTest {
        do throws(Failure) {
            return try ResponseTest(arguments[expectation])
        } catch {
            throw .usage("expect: \(error.message)")
        }
    }
}

/// The words that judge a response, for `expect` and `if`.
enum ExpectationWords {
    /// What may stand behind these; `nil` where a text does.
    static func following(_ words: [String]) -> CompletionSource? {
        switch words {
        case []: .list(["ok", "error", "~", "json", "time"])
        case ["json"]: .names(.answerPlaces)
        case ["time"]: .list(["<"])
        case ["time", "<"]: .list(["500ms", "1s", "5s"])
        case _ where words.count == 2 && words[0] == "json": .list(["=", "!=", "<", "<=", ">", ">=", "~"])
        default: .nothing
        }
    }
}
