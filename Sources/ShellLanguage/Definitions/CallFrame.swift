package import Templates

/// The variables of one call of a command of the user's.
package struct CallFrame: Sendable {
    /// Those that have one value, its parameters first.
    package var variables = Variables()
    /// Those that have several.
    package var lists: [String: [String]] = [:]
    /// Its parameters that were not given.
    package var absent: Set<String> = []

    package init() {}

    /// What a name stands for; `nil` for none of its own.
    package func value(of name: String) -> TemplateValue? {
        if let text = variables[name] { return .one(text) }
        if let texts = lists[name] { return .many(texts) }
        return absent.contains(name) ? .absent : nil
    }
}
