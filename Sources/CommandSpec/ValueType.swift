package import Texts

/// What the text of an option or an argument can be, and what it comes to.
package struct ValueType<Value: Sendable>: Sendable {
    /// What stands for it in help, such as `time`.
    package var name: String
    package var completion: CompletionSource
    /// Whether a text that begins with a dash can be one, as `-5` can.
    package var isNumeric: Bool
    /// - Throws: ``ValueError`` for a text that is none.
    package var read: @Sendable (String) throws(ValueError) -> Value

    package init(
        _ name: String,
        completion: CompletionSource = .nothing,
        isNumeric: Bool = false,
        read: @escaping @Sendable (String) throws(ValueError) -> Value
    ) {
        self.name = name
        self.completion = completion
        self.isNumeric = isNumeric
        self.read = read
    }

    /// What a reader of expressions takes, with its words for what it does not.
    ///
    /// - Parameter isComplete: whether its words need no option's name before them.
    package init(
        _ name: String,
        completion: CompletionSource = .nothing,
        isComplete: Bool = false,
        expression read: @escaping @Sendable (String) throws(PatternError) -> Value
    ) {
        self.init(name, completion: completion) { text throws(ValueError) in
            do throws(PatternError) {
                return try read(text)
            } catch {
                throw ValueError("\(error)", isComplete: isComplete)
            }
        }
    }

    /// The same, with another name and other candidates.
    package func named(_ name: String, completion: CompletionSource? = nil) -> ValueType {
        var type = self
        type.name = name
        if let completion { type.completion = completion }
        return type
    }
}

extension ValueType<String> {
    /// Any text.
    package static func text(_ name: String, completion: CompletionSource = .nothing) -> ValueType {
        ValueType(name, completion: completion) { text throws(ValueError) in text }
    }

    /// The path of a file with one of these endings, or of any.
    package static func file(_ name: String = "file", endings: [String] = []) -> ValueType {
        .text(name, completion: .files(endings: endings))
    }

    package static let folder = ValueType.text("folder", completion: .folders)

    /// One of a few words.
    package static func oneOf(_ name: String, _ words: [String]) -> ValueType {
        ValueType(name, completion: .list(words)) { text throws(ValueError) in
            guard words.contains(text) else { throw ValueError("'\(text)' is not \(EnglishList.text(words))") }
            return text
        }
    }
}

extension ValueType where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One of the cases of an enumeration.
    package static func oneOf(_ name: String) -> ValueType {
        let words = Value.allCases.map(\.rawValue)
        return ValueType(name, completion: .list(words)) { text throws(ValueError) in
            guard let value = Value(rawValue: text) else {
                throw ValueError("'\(text)' is not \(EnglishList.text(words))")
            }
            return value
        }
    }
}

extension ValueType<Int> {
    /// A whole number in a range.
    package static func number(_ range: ClosedRange<Int>, _ name: String = "n") -> ValueType {
        ValueType(name, isNumeric: true) { text throws(ValueError) in
            let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
            guard !digits.isEmpty, digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else {
                throw ValueError("'\(text)' is not a whole number")
            }
            // What does not fit is beyond the range on its side.
            let isBelow = Int(text).map { $0 < range.lowerBound } ?? text.hasPrefix("-")
            if isBelow { throw ValueError("\(text) is not at least \(range.lowerBound)") }
            guard let number = Int(text), number <= range.upperBound else {
                throw ValueError("\(text) is more than \(range.upperBound)")
            }
            return number
        }
    }
}

extension ValueType<Double> {
    /// A number in a range, with or without a fraction.
    ///
    /// - Parameter expected: what to write, such as `a number above 0, such as 2 or 0.5`.
    package static func decimal(_ range: ClosedRange<Double>, _ name: String, expected: String) -> ValueType {
        ValueType(name, isNumeric: true) { text throws(ValueError) in
            guard let number = Double(text), range.contains(number) else {
                throw ValueError("'\(text)' is not \(expected)")
            }
            return number
        }
    }
}

extension ValueType<Duration> {
    /// A time: 5s, 250ms, 2m.
    ///
    /// - Parameter allowsZero: whether `0` is one, which stands for none.
    package static func duration(_ name: String = "time", allowsZero: Bool = false) -> ValueType {
        // A negative one is told as no time, and not as an option.
        ValueType(name, isNumeric: true) { text throws(ValueError) in
            if allowsZero, ["0", "0s"].contains(text) { return .zero }
            guard let time = DurationText.parse(text) else {
                throw ValueError("'\(text)' is not a time: 5s, 250ms, 2m\(allowsZero ? ", or 0" : "")")
            }
            return time
        }
    }
}

extension ValueType<RegularExpression> {
    /// A regular expression of PCRE2.
    package static let regex = ValueType(
        "regex",
        expression: { text throws(PatternError) in try RegularExpression(text) }
    )
}
