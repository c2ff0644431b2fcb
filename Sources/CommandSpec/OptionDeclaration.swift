/// An option or a flag, whatever its values are.
package struct OptionDeclaration: Sendable {
    /// With its dashes: `--series`; an option that has only a short name has that.
    package var name: String
    /// `-s`
    package var short: String?
    /// What stands for its value in help; `nil` for a flag.
    package var valueName: String?
    package var help: String
    package var completion: CompletionSource
    package var isRepeatable: Bool
    /// Whether the next word is its value even if that is the name of an option.
    package var takesAnyWord: Bool
    /// The setting whose value it chooses.
    package var setting: String?
    /// What a flag chooses there.
    package var settingValue: String
    let isNumeric: Bool
    let read: @Sendable (String) throws(ValueError) -> any Sendable

    package var isFlag: Bool { valueName == nil }

    /// All its names, the short one first.
    package var names: [String] { (short.map { [$0] } ?? []) + [name] }
}

/// Something that can stand among the options of a command.
package protocol OptionParameter: Sendable {
    var declaration: OptionDeclaration { get }
}

/// An option with a value.
package struct Option<Value: Sendable>: OptionParameter {
    package let declaration: OptionDeclaration

    /// - Parameters:
    ///   - name: with its dashes.
    ///   - short: the same with one dash and one letter.
    ///   - type: what its value can be.
    ///   - isRepeatable: whether each time it is given adds a value; else the last one counts.
    ///   - takesAnyWord: whether its value may look like an option: an expression can.
    ///   - setting: the setting whose value it chooses.
    package init(
        _ name: String,
        short: String? = nil,
        _ type: ValueType<Value>,
        _ help: String,
        isRepeatable: Bool = false,
        takesAnyWord: Bool = false,
        setting: String? = nil
    ) {
        declaration = OptionDeclaration(
            name: name,
            short: short,
            valueName: type.name,
            help: help,
            completion: type.completion,
            isRepeatable: isRepeatable,
            takesAnyWord: takesAnyWord,
            setting: setting,
            settingValue: "",
            isNumeric: type.isNumeric,
            read: { text throws(ValueError) in try type.read(text) }
        )
    }
}

/// An option without a value.
package struct Flag: OptionParameter {
    package let declaration: OptionDeclaration

    /// - Parameters:
    ///   - setting: the setting that it chooses a value for.
    ///   - value: that value.
    package init(
        _ name: String,
        short: String? = nil,
        _ help: String,
        setting: String? = nil,
        value: String = "on"
    ) {
        declaration = OptionDeclaration(
            name: name,
            short: short,
            valueName: nil,
            help: help,
            completion: .nothing,
            isRepeatable: false,
            takesAnyWord: false,
            setting: setting,
            settingValue: value,
            isNumeric: false,
            read: { text throws(ValueError) in text }
        )
    }
}

/// Options that belong together in help.
package struct OptionGroup: Sendable {
    package var title: String
    package var options: [OptionDeclaration]
    /// Whether so many commands have them that help only names them.
    package var isShared: Bool

    package init(_ title: String, _ options: [any OptionParameter], isShared: Bool = false) {
        self.title = title
        self.options = options.map(\.declaration)
        self.isShared = isShared
    }
}
