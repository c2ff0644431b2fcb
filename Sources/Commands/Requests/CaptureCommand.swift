import CommandSpec
import IPCClient
import IPCFraming
import Operations
import ShellLanguage
import Texts
import WireJSON

/// `capture NAME REGEX|/POINTER`
enum CaptureCommand: BuiltInCommand {
    static let name = "capture"
    static let traits: CommandTraits = .judgesResponse

    private static let variable = Argument(.variable, "The variable.")
    private static let expression = Argument("regex", .rest, "The expression, or a JSON pointer: /result/id.")

    static let specification = CommandSpecification(
        name,
        "Put a part of the last response into a variable.",
        usage: "capture NAME REGEX | /POINTER",
        discussion: """
            The variable gets what the expression's first group matches or, if it has no group, all that it matches; ^ \
            and $ also stand for the start and the end of a line. Exit status 4 when it does not match. Right behind a \
            command it judges an error that the server answered, as 'expect' does. In a dry run the variable gets its \
            own name.
            """,
        examples: ["capture path 'file (.*) could not be read'", "capture id /result/id"],
        arguments: [variable, expression],
        completes: { words in words.count == 1 ? .names(.answerPlaces) : words.isEmpty ? .names(.variables) : .nothing
        },
        validate: { arguments in
            if arguments[expression].isEmpty { return .usage("capture: a name and an expression are needed") }
            do throws(Failure) {
                _ = try what(arguments)
                return nil
            } catch {
                return error
            }
        }
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let what = try what(arguments)
        let variable = arguments.first(variable) ?? ""
        guard let exchange = context.exchanger.lastExchange else { throw .usage("capture: there was no exchange yet") }
        if context.settings.isDryRun {
            context.state.variables[variable] = "${\(variable)}"
            return .ok
        }
        guard exchange.failure == nil, let response = exchange.response?.bytes else {
            throw Failure(.mismatch, "capture: there was no response")
        }
        context.state.variables[variable] = try what.value(in: response)
        return .ok
    }

    private static func what(_ arguments: ParsedArguments) throws(Failure) -> Captured {
        do throws(Failure) {
            return try Captured(arguments[expression])
        } catch {
            throw .usage("capture: \(error.message)")
        }
    }
}

/// What is taken out of a response.
private enum Captured {
    case pattern(RegularExpression)
    case place(JSONPointer)

    init(_ words: [String]) throws(Failure) {
        if words.count == 1, words[0].hasPrefix("/") {
            self = .place(try JSONTest.pointer(words[0]))
            return
        }
        do throws(PatternError) {
            self = .pattern(try RegularExpression(words.joined(separator: " "), anchors: .lines))
        } catch {
            throw .usage("\(error)")
        }
    }

    func value(in response: [UInt8]) throws(Failure) -> String {
        switch self {
        case .pattern(let pattern):
            do throws(RegularExpression.LimitExceeded) {
                if let text = try pattern.captured(in: String(decoding: response, as: UTF8.self)) { return text }
            } catch {
                throw Failure(.mismatch, "capture: \(error); counted as no match")
            }
            let actual = TerminalText.excerpt(response)
            throw Failure(.mismatch, "capture: ~ \(pattern.source) does not match \"\(actual)\"")
        case .place(let pointer):
            guard let json = try? JSONParser.parse(response) else {
                throw Failure(.mismatch, "capture: the response is no JSON: \"\(TerminalText.excerpt(response))\"")
            }
            guard let value = pointer.value(in: json) else {
                throw Failure(.mismatch, "capture: \(pointer.absence(in: json))")
            }
            return value.plainText
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
