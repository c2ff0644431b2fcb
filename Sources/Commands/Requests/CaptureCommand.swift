import CommandSpec
import IPCClient
import IPCFraming
import Operations
import ShellLanguage
import Texts

/// `capture NAME REGEX`
enum CaptureCommand: BuiltInCommand {
    static let name = "capture"
    static let traits: CommandTraits = .judgesResponse

    private static let variable = Argument(.variable, "The variable.")
    private static let expression = Argument("regex", .rest, "The expression.")

    static let specification = CommandSpecification(
        name,
        "Put a part of the last response into a variable.",
        usage: "capture NAME REGEX",
        discussion: """
            The variable gets what the expression's first group matches or, if it has no group, all that it matches; ^ \
            and $ also stand for the start and the end of a line. Exit status 4 when it does not match. Right behind a \
            command it judges an error that the server answered, as 'expect' does. In a dry run the variable gets its \
            own name.
            """,
        examples: ["capture path 'file (.*) could not be read'"],
        arguments: [variable, expression],
        validate: { arguments in
            if arguments[expression].isEmpty { return .usage("capture: a name and an expression are needed") }
            do throws(Failure) {
                _ = try pattern(arguments)
                return nil
            } catch {
                return error
            }
        }
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let pattern = try pattern(arguments)
        let variable = arguments.first(variable) ?? ""
        guard let exchange = context.exchanger.lastExchange else { throw .usage("capture: there was no exchange yet") }
        if context.settings.isDryRun {
            context.state.variables[variable] = "${\(variable)}"
            return .ok
        }
        guard exchange.failure == nil, let response = exchange.response?.bytes else {
            throw Failure(.mismatch, "capture: there was no response")
        }
        let text: String?
        do throws(RegularExpression.LimitExceeded) {
            text = try pattern.captured(in: String(decoding: response, as: UTF8.self))
        } catch {
            throw Failure(.mismatch, "capture: \(error); counted as no match")
        }
        guard let text else {
            let actual = TerminalText.excerpt(response)
            throw Failure(.mismatch, "capture: ~ \(pattern.source) does not match \"\(actual)\"")
        }
        context.state.variables[variable] = text
        return .ok
    }

    private static func pattern(_ arguments: ParsedArguments) throws(Failure) -> RegularExpression {
        do throws(PatternError) {
            return try RegularExpression(arguments[expression].joined(separator: " "), anchors: .lines)
        } catch {
            throw .usage("capture: \(error)")
        }
    }
}

extension ValueType<String> {
    /// The name of a variable that is to be set.
    fileprivate static let variable = ValueType("name", completion: .names(.variables)) { text throws(ValueError) in
        guard Variables.isName(text), Setting(rawValue: text) == nil else {
            throw ValueError("'\(text)' is no name of a variable")
        }
        return text
    }
}
