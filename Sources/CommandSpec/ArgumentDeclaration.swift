/// How many words an argument takes.
package enum Arity: Hashable, Sendable {
    case one, optional, any, oneOrMore
    /// All words from here on, options too.
    case rest
    /// All words, and what looks like an option and is none of the command's: they are for another command.
    case unrecognized

    var least: Int { self == .one || self == .oneOrMore ? 1 : 0 }

    var takesMany: Bool {
        switch self {
        case .one, .optional: false
        case .any, .oneOrMore, .rest, .unrecognized: true
        }
    }
}

/// What stands behind a command's name without being an option, whatever its values are.
package struct ArgumentDeclaration: Sendable {
    /// What stands for it in help.
    package var name: String
    package var arity: Arity
    package var help: String
    package var completion: CompletionSource
    let isNumeric: Bool
    /// `nil` where any text is a value.
    let read: (@Sendable (String) throws(ValueError) -> any Sendable)?
}

/// Something that can stand among the arguments of a command.
package protocol ArgumentParameter: Sendable {
    var declaration: ArgumentDeclaration { get }
}

/// What stands behind a command's name without being an option.
package struct Argument<Value: Sendable>: ArgumentParameter {
    package let declaration: ArgumentDeclaration
    /// The values of words that have been checked.
    let values: @Sendable (ArraySlice<String>) -> [Value]

    /// One word.
    package init(_ type: ValueType<Value>, _ help: String) {
        self.init(type, .one, help)
    }

    package init(_ type: ValueType<Value>, _ arity: Arity, _ help: String) {
        declaration = ArgumentDeclaration(
            name: type.name,
            arity: arity,
            help: help,
            completion: type.completion,
            isNumeric: type.isNumeric,
            read: { text throws(ValueError) in try type.read(text) }
        )
        values = { words in words.compactMap { try? type.read($0) } }
    }
}

extension Argument<String> {
    /// One word, any text.
    package init(_ name: String, _ help: String, completion: CompletionSource = .nothing) {
        self.init(name, .one, help, completion: completion)
    }

    /// Any texts.
    package init(_ name: String, _ arity: Arity, _ help: String, completion: CompletionSource = .nothing) {
        declaration = ArgumentDeclaration(
            name: name,
            arity: arity,
            help: help,
            completion: completion,
            isNumeric: false,
            read: nil
        )
        values = { words in Array(words) }
    }
}
