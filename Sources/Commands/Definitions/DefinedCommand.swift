import CommandSpec
import Operations
import Platform
import ShellLanguage
import Templates
import Texts

/// What a definition declares, in the form in which all commands do.
///
/// It is made when it is asked for first: of many definitions a call uses one.
final class DefinedCommand: Sendable {
    /// A parameter, by which its values are found.
    private enum Slot: Sendable {
        case argument(Argument<String>)
        case option(Option<String>)
        case flag(Flag)
    }

    private struct Declared: Sendable {
        let specification: CommandSpecification
        let slots: [Slot]
    }

    let definition: Definition
    private let declared = Guarded<Declared?>(nil)

    init(_ definition: Definition) {
        self.definition = definition
    }

    var specification: CommandSpecification { made.specification }

    private var made: Declared {
        declared.withLock { declared in
            if let declared { return declared }
            let new = Self.declare(definition)
            declared = new
            return new
        }
    }

    func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        guard AnswerTerms.areGiven(by: definition) else {
            return try context.host.call(definition, frame(arguments))
        }
        let before = context.settings
        AnswerTerms.apply(definition, arguments, to: &context.settings)
        // What its body has set besides goes on.
        defer {
            context.settings.rule = before.rule
            context.settings.messages = before.messages
            context.settings.until = before.until
        }
        return try context.host.call(definition, frame(arguments))
    }

    /// The variables that a call begins with.
    func frame(_ arguments: ParsedArguments) -> CallFrame {
        var frame = CallFrame()
        for (parameter, slot) in zip(definition.parameters, made.slots) {
            let name = parameter.variable
            switch slot {
            case .argument(let argument) where parameter.isList:
                frame.lists[name] = arguments[argument]
                if frame.lists[name]?.isEmpty == true { frame.absent.insert(name) }
            case .argument(let argument): frame.set(parameter, to: arguments.first(argument))
            case .option(let option): frame.set(parameter, to: arguments[option])
            case .flag(let flag): frame.variables[name] = arguments[flag] ? "true" : "false"
            }
        }
        return frame
    }

    // MARK: Declaring

    private static func declare(_ definition: Definition) -> Declared {
        let slots = definition.parameters.map(slot)
        let required = definition.parameters.filter { $0.form == .option(isRequired: true) }
        let paragraphs = Array(definition.help.dropFirst()) + ["Defined in \(definition.position.place)."]
        var arguments: [any ArgumentParameter] = []
        var options: [any OptionParameter] = []
        for slot in slots {
            switch slot {
            case .argument(let argument): arguments.append(argument)
            case .option(let option): options.append(option)
            case .flag(let flag): options.append(flag)
            }
        }
        let specification = CommandSpecification(
            definition.name,
            definition.help.first ?? "A command of your own.",
            usage: "\(definition.usage) [options]",
            discussion: paragraphs.joined(separator: "\n\n"),
            arguments: arguments,
            options: options,
            groups: [SharedOptions.group],
            validate: { arguments in
                guard let missing = required.first(where: { arguments.isMissing($0.name) }) else { return nil }
                return arguments.specification.failure("\(missing.name) is missing")
            }
        )
        return Declared(specification: specification, slots: slots)
    }

    private static func slot(_ parameter: Parameter) -> Slot {
        let type = parameter.type
        let place = parameter.position.file == nil ? "" : " (\(parameter.position.place) says so)"
        let values = ValueType<String>(
            parameter.label,
            completion: parameter.candidates,
            isNumeric: type.isNumeric
        ) { text throws(ValueError) in
            if let problem = type.problem(with: text) { throw ValueError(problem + place) }
            return text
        }
        let help = parameter.explanation
        switch parameter.form {
        case .argument(let isOptional, let isRepeated):
            let arity: Arity =
                switch (isOptional, isRepeated) {
                case (false, false): .one
                case (true, false): .optional
                case (false, true): .oneOrMore
                case (true, true): .any
                }
            return .argument(Argument(values, arity, help))
        case .option: return .option(Option(parameter.name, short: parameter.short, values, help))
        case .flag: return .flag(Flag(parameter.name, short: parameter.short, help))
        }
    }
}

extension ParsedArguments {
    fileprivate func isMissing(_ option: String) -> Bool {
        specification.option(option).map { !has($0) } ?? true
    }
}

extension CallFrame {
    fileprivate mutating func set(_ parameter: Parameter, to text: String?) {
        if let text = text ?? parameter.standard {
            variables[parameter.variable] = text
        } else {
            absent.insert(parameter.variable)
        }
    }
}

extension Parameter {
    /// What stands for its value in help.
    fileprivate var label: String {
        if case .argument = form { return name.lowercased() }
        if case .choice = type { return variable }
        return String(valueName.prefix { $0 != ":" }).lowercased()
    }

    /// What help says of it: the comment behind it, and what it can be.
    fileprivate var explanation: String {
        var details: [String] = []
        switch type {
        case .number(let range): details.append(range.text.isEmpty ? "a number" : "a number in \(range.text)")
        case .integer(let range):
            details.append(range.text.isEmpty ? "a whole number" : "a whole number in \(range.text)")
        case .list: details.append("a list: 1,2,3")
        case .json: details.append("JSON")
        case .choice(let words): details.append(ParameterType.either(words))
        case .file(let endings): if help.isEmpty, endings.isEmpty { details.append("a file") }
        case .text, .flag: break
        }
        if let standard { details.append("default: \(standard.isEmpty ? "''" : standard)") }
        if case .option(isRequired: true) = form { details.append("required") }
        let text = details.joined(separator: "; ")
        if help.isEmpty { return text.isEmpty ? "" : text.prefix(1).uppercased() + text.dropFirst() + "." }
        return text.isEmpty ? help : "\(help) (\(text))"
    }

    fileprivate var candidates: CompletionSource {
        if let completion { return .lines(of: completion) }
        switch type {
        case .file(let endings): return .files(endings: endings)
        case .choice(let words): return .list(words)
        case .text, .number, .integer, .list, .json, .flag: return .nothing
        }
    }
}

extension SourcePosition {
    /// Where a definition stands: `robot.ipcsh:3`.
    package var place: String { file.map { "\($0):\(line)" } ?? "what was typed" }
}
