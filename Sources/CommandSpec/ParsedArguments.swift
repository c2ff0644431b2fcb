/// What was given to a command, each value as its type read it.
package struct ParsedArguments: Sendable {
    private struct Given: Sendable {
        var name: String
        var value: any Sendable
    }

    package let specification: CommandSpecification
    /// The words that are no options.
    package private(set) var words: [String] = []
    /// How many words each argument has got, in their order. (A `Range` would cost a search through all types of the
    /// process, at its start.)
    private var counts: [Int] = []
    private var options: [Given] = []

    init(_ specification: CommandSpecification) {
        self.specification = specification
    }

    mutating func add(_ option: OptionDeclaration, _ value: any Sendable) {
        options.append(Given(name: option.name, value: value))
    }

    mutating func set(_ words: [String], _ counts: [Int]) {
        self.words = words
        self.counts = counts
    }

    /// Whether any option was given.
    package var hasOptions: Bool { !options.isEmpty }

    package func has(_ option: OptionDeclaration) -> Bool {
        options.contains { $0.name == option.name }
    }

    /// Whether any option of a group was given.
    package func has(anyOf group: OptionGroup) -> Bool {
        hasOptions && group.options.contains(where: has)
    }

    /// The texts of an option that chooses a setting.
    package func texts(of option: OptionDeclaration) -> [String] {
        options.filter { $0.name == option.name }.compactMap { $0.value as? String }
    }

    /// The value of an option, the last one if it was given several times.
    package subscript<Value>(option: Option<Value>) -> Value? {
        options.last { $0.name == option.declaration.name }?.value as? Value
    }

    /// All values of an option that can be repeated.
    package func all<Value>(_ option: Option<Value>) -> [Value] {
        // Most are not given, and this is not specialized.
        guard has(option.declaration) else { return [] }
        return options.filter { $0.name == option.declaration.name }.compactMap { $0.value as? Value }
    }

    package subscript(flag: Flag) -> Bool { has(flag.declaration) }

    /// The values of an argument.
    package subscript<Value>(argument: Argument<Value>) -> [Value] {
        let name = argument.declaration.name
        guard let index = specification.arguments.firstIndex(where: { $0.name == name }), index < counts.count else {
            return []
        }
        let words = words.dropFirst(counts[..<index].reduce(0, +)).prefix(counts[index])
        return argument.values(words)
    }

    /// The value of an argument that takes one word; `nil` when it was left out.
    package func first<Value>(_ argument: Argument<Value>) -> Value? { self[argument].first }
}
