import CommandSpec
import IPCFraming
import Sessions
import ShellLanguage
import Templates
import Texts
import WireJSON

/// Tells which command of the user's has sent a request.
struct DefinedRequests {
    fileprivate struct Entry {
        let definition: Definition
        let command: DefinedCommand
        let template: RequestTemplate
        /// Whether the command sends this, and only this, each time.
        let isAll: Bool
        /// Whether nothing in its body may fail but the request.
        let isAlone: Bool
    }

    private let entries: [Entry]

    init(_ definitions: Definitions) {
        entries = definitions.all.flatMap { definition -> [Entry] in
            guard let contents = definition.contents else { return [] }
            let command = DefinedCommand(definition)
            let isAll =
                contents.requests.count == 1 && contents.requests[0].isUnconditional && contents.sendsNothingElse
            return contents.requests.map { request in
                Entry(
                    definition: definition,
                    command: command,
                    template: request.template,
                    isAll: isAll,
                    isAlone: contents.body.steps.count == 1
                )
            }
        }
    }

    var isEmpty: Bool { entries.isEmpty }

    /// The name of the command; `nil` where it is none of the user's.
    func name(of request: RequestFrame) -> String? {
        guard let message = message(request) else { return nil }
        return entries.first { $0.template.match(message) != nil }?.definition.name
    }

    /// The call that sends exactly this request.
    ///
    /// - Parameter hasFailed: whether the server answered an error: the rest of the body may not have run then.
    /// - Returns: `nil` where there is none.
    func call(sending request: RequestFrame, hasFailed: Bool) -> String? {
        guard let message = message(request) else { return nil }
        for entry in entries where entry.isAll && (entry.isAlone || !hasFailed) {
            guard let values = entry.template.match(message), let words = words(values, entry.definition),
                entry.sends(request.bytes, words)
            else { continue }
            return (entry.definition.words + words.map(Quoting.word)).joined(separator: " ")
        }
        return nil
    }

    private func message(_ request: RequestFrame) -> JSONValue? {
        if entries.isEmpty || request.ending == .abort { return nil }
        return try? JSONParser.parse(request.bytes)
    }

    /// The words behind the command's name.
    ///
    /// - Returns: `nil` when a value cannot be written as a word that a person can read.
    private func words(_ values: [String: TemplateValue], _ definition: Definition) -> [String]? {
        var arguments: [String] = []
        var options: [String] = []
        for parameter in definition.parameters {
            let texts: [String]
            switch values[parameter.variable] {
            case nil, .absent?: continue
            case .one(let text)?: texts = [text]
            case .many(let many)?: texts = many
            }
            guard texts.allSatisfy({ TerminalText.escaped($0) == $0 }) else { return nil }
            switch parameter.form {
            case .argument:
                if parameter.standard == texts.first, !parameter.isList { continue }
                arguments += texts
            case .option:
                guard let text = texts.first, parameter.standard != text else { continue }
                options += text.hasPrefix("-") ? ["\(parameter.name)=\(text)"] : [parameter.name, text]
            case .flag: if texts == ["true"] { options.append(parameter.name) }
            }
        }
        let needsMark = arguments.contains { $0.hasPrefix("-") }
        return needsMark ? options + ["--"] + arguments : arguments + options
    }
}

extension DefinedRequests.Entry {
    /// Whether a call with these words sends these bytes.
    fileprivate func sends(_ bytes: [UInt8], _ words: [String]) -> Bool {
        guard case .arguments(let arguments)? = try? command.specification.parse(words) else { return false }
        let frame = command.frame(arguments)
        return (try? template.bytes { frame.value(of: $0) }) == bytes
    }
}

extension Definition.Contents {
    private static let quiet: Set<String> = ["request", "expect", "capture", "echo", "set", "last", "sleep", "fail"]

    /// Whether no command of its body but its `request` makes an exchange.
    fileprivate var sendsNothingElse: Bool {
        body.steps.allSatisfy { step in
            if case .command(let command, _) = step.action { Self.quiet.contains(command.name) } else { true }
        }
    }
}
