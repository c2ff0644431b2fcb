import WireJSON

/// What a server answers: JSON with names in it, or any text.
package struct AnswerTemplate: Sendable {
    private enum Form: Sendable {
        case json(RequestTemplate)
        case text([RequestTemplate.TextPart])
    }

    private let form: Form

    /// - Parameter text: JSON that begins with `{` or `[`; else a text, which can stand in double quotes.
    /// - Throws: ``TemplateProblems`` with all that is wrong with it.
    package init(
        _ text: String,
        names resolve: @escaping (String) -> TemplateName?,
        suggest: @escaping (String) -> String = { _ in "" }
    ) throws(TemplateProblems) {
        if text.hasPrefix("{") || text.hasPrefix("[") {
            form = .json(try RequestTemplate(text, names: resolve, suggest: suggest))
            return
        }
        let isQuoted = text.hasPrefix("\"")
        let quoted = isQuoted ? text : JSONWriter.canonical.text(of: .string(text))
        do throws(TemplateProblems) {
            let template = try RequestTemplate(quoted, names: resolve, suggest: suggest)
            switch template.root {
            case .text(let parts): form = .text(parts)
            case .literal(.string(let string), _): form = .text([.literal(string)])
            default: form = .json(template)
            }
        } catch {
            var error = error
            // The quote is not in the text.
            if !isQuoted { for index in error.problems.indices { error.problems[index].column -= 1 } }
            throw error
        }
    }

    /// What goes out.
    ///
    /// - Throws: ``TemplateFailure`` when a value is none of its type.
    package func bytes(_ values: RequestTemplate.Values) throws(TemplateFailure) -> [UInt8] {
        switch form {
        case .json(let template): return try template.bytes(values)
        case .text(let parts):
            // What was not given is nothing here.
            return try RequestTemplate.text(parts, { values($0).map { $0 == .absent ? .one("") : $0 } }, { $0 }) ?? []
        }
    }
}
