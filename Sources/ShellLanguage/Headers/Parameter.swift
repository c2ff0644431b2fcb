package import Templates

/// What a command of the user's takes: a word, an option, or a flag.
package struct Parameter: Hashable, Sendable {
    package enum Form: Hashable, Sendable {
        /// A word behind the command's name.
        case argument(isOptional: Bool, isRepeated: Bool)
        case option(isRequired: Bool)
        case flag
    }

    package var form: Form
    /// What stands for it in help: `NAME`, `--radius`.
    package let name: String
    /// The name of its variable: small letters, `_` for `-`.
    package let variable: String
    /// `-r`
    package var short: String?
    package var type: ParameterType
    /// What stands for its value in help, as it was written: `NUMBER`, `clipboard|new_stage`.
    package var valueName: String
    /// Its value where none is given.
    package var standard: String?
    /// The definition whose lines are candidates for its value.
    package var completion: String?
    package var help = ""
    package var position: SourcePosition

    init(
        form: Form,
        name: String,
        short: String? = nil,
        type: ParameterType,
        valueName: String,
        position: SourcePosition
    ) {
        self.form = form
        self.name = name
        self.short = short
        self.type = type
        self.valueName = valueName
        self.position = position
        // A name is ASCII.
        let start = name.utf8.drop { $0 == UInt8(ascii: "-") }
        variable = String(
            decoding: start.map { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
                case UInt8(ascii: "-"): UInt8(ascii: "_")
                default: byte
                }
            },
            as: UTF8.self
        )
    }

    package var isList: Bool {
        if case .argument(_, isRepeated: true) = form { true } else { false }
    }

    /// Whether it may have no value.
    package var isOptional: Bool {
        switch form {
        case .argument(let isOptional, _): isOptional && standard == nil
        case .option(let isRequired): !isRequired && standard == nil
        case .flag: false
        }
    }

    /// What it is in a template.
    package var templateName: TemplateName {
        TemplateName(variable, type, isList: isList, isOptional: isOptional)
    }

    /// As usage has it: `NAME`, `[--radius NUMBER]`.
    package var usage: String {
        switch form {
        case .argument(let isOptional, let isRepeated):
            let text = isRepeated ? "\(name) ..." : name
            return isOptional ? "[\(text)]" : text
        case .option(let isRequired):
            let text = "\(name) \(valueName.prefix { $0 != ":" })"
            return isRequired ? text : "[\(text)]"
        case .flag: return "[\(name)]"
        }
    }
}
