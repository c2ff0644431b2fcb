/// What a name in a template stands for, as far as it is known before values are.
package struct TemplateName: Hashable, Sendable {
    package var name: String
    package var type: ParameterType
    /// Whether it has several values, which become an array.
    package var isList: Bool
    /// Whether it may have none.
    package var isOptional: Bool

    package init(_ name: String, _ type: ParameterType = .text, isList: Bool = false, isOptional: Bool = false) {
        self.name = name
        self.type = type
        self.isList = isList
        self.isOptional = isOptional
    }
}

/// What a name stands for.
package enum TemplateValue: Hashable, Sendable {
    case one(String)
    case many([String])
    /// It was not given: the member of the object that it is in is left out.
    case absent

    /// As a part of a text.
    package var text: String {
        switch self {
        case .one(let text): text
        case .many(let texts): texts.joined(separator: " ")
        case .absent: ""
        }
    }
}

/// What is wrong with a template, and where in its text.
package struct TemplateProblem: Error, Hashable, Sendable {
    /// Counted from 1.
    package var line: Int
    /// In characters, counted from 1.
    package var column: Int
    package var message: String

    package init(line: Int, column: Int, message: String) {
        self.line = line
        self.column = column
        self.message = message
    }
}

/// Why a template could not be filled.
package struct TemplateFailure: Error, Hashable, Sendable {
    package var message: String
}
