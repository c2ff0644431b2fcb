import ArgumentParser
import IPCClient
import IPCFraming
import Operations
import Replay
import Sessions
import Texts

/// `capture NAME REGEX`
struct CaptureCommand: QuickCommand {
    static let configuration = CommandConfiguration(
        commandName: "capture",
        abstract: "Put a part of the last response into a variable.",
        usage: "capture NAME REGEX",
        discussion: """
            The variable gets what the expression's first group matches or, if it has no group, all that it matches; ^ \
            and $ also stand for the start and the end of a line. Exit status 4 when it does not match. Right behind a \
            command it judges an error that the server answered, as 'expect' does. In a dry run the variable gets its \
            own name.

            Example: capture path 'file (.*) could not be read'
            """
    )

    static let judgesResponse = true

    @Argument(parsing: .remaining, help: "The variable's name, and the expression.")
    var words: [String]

    func check() throws(Failure) {
        _ = try pattern()
    }

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        let pattern = try pattern()
        guard let exchange = context.exchanger.lastExchange else { throw .usage("capture: there was no exchange yet") }
        if context.settings.isDryRun {
            context.variables[words[0]] = "${\(words[0])}"
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
        context.variables[words[0]] = text
        return .ok
    }

    private func pattern() throws(Failure) -> RegularExpression {
        guard words.count > 1 else { throw .usage("capture: a name and an expression are needed") }
        guard Variables.isName(words[0]), Setting(rawValue: words[0]) == nil else {
            throw .usage("capture: '\(words[0])' is no name of a variable")
        }
        do throws(PatternError) {
            return try RegularExpression(words.dropFirst().joined(separator: " "), anchors: .lines)
        } catch {
            throw .usage("capture: \(error)")
        }
    }
}

extension CaptureCommand {
    static func quick(_ words: [String]) -> CaptureCommand {
        var command = plain
        command.words = words
        return command
    }

    private static let plain = {
        var command = CaptureCommand()
        command.words = []
        return command
    }()
}
