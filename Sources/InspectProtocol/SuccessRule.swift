import Platform
package import Texts

/// What counts as an error among the answers of a server: the one place that judges them.
///
/// An expression for errors comes first: what it matches is an error. Then one for success: what that does not match is
/// an error, too. An answer that is left is ok. Without any expression an error begins with `Error:`, as the vendor's do.
///
/// One that was given up counts as an error: a success that was not seen is none.
package struct SuccessRule: Sendable {
    /// The vendor's servers': an answer that begins with `Error:` is an error, all else is ok.
    package static let standard = SuccessRule()

    private final class Expressions: Sendable {
        let ok: RegularExpression?
        let error: RegularExpression?

        init(_ ok: RegularExpression?, _ error: RegularExpression?) {
            self.ok = ok
            self.error = error
        }
    }

    /// None in the standard rule, so that most rules take a word and no time.
    private var expressions: Expressions?

    private init() {}

    package init(ok: RegularExpression?, error: RegularExpression?) {
        if ok != nil || error != nil { expressions = Expressions(ok, error) }
    }

    package var isStandard: Bool { expressions == nil }
    package var ok: RegularExpression? { expressions?.ok }
    package var error: RegularExpression? { expressions?.error }

    /// The same rule, with another expression for success.
    package func with(ok: RegularExpression?) -> SuccessRule { SuccessRule(ok: ok, error: error) }

    /// The same rule, with another expression for errors.
    package func with(error: RegularExpression?) -> SuccessRule { SuccessRule(ok: ok, error: error) }

    /// What a response means that is looked at in place.
    package func reply(_ response: UnsafeBufferPointer<UInt8>) -> Reply {
        if isStandard { return response.starts(with: Reply.errorBytes) ? .error : .ok }
        return reply(Array(response))
    }

    /// What a response means.
    package func reply(_ response: [UInt8]) -> Reply {
        guard let expressions else { return response.starts(with: Reply.errorBytes) ? .error : .ok }
        do throws(RegularExpression.LimitExceeded) {
            if let error = expressions.error, try error.matches(response) { return .error }
            if let ok = expressions.ok, try !ok.matches(response) { return .error }
            return .ok
        } catch {
            return .error
        }
    }
}

extension SuccessRule: Hashable {
    package static func == (left: SuccessRule, right: SuccessRule) -> Bool {
        left.expressions === right.expressions
            || left.ok?.source == right.ok?.source && left.error?.source == right.error?.source
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(ok?.source)
        hasher.combine(error?.source)
    }
}

extension SuccessRule {
    /// The standard rule in an expression's words, for where the standard is not what holds unless something else is said.
    package static let spelledOut = SuccessRule(ok: nil, error: try? expression("^Error:"))

    /// The last one that was compiled: a file may have one in each of its lines.
    private static let last = Guarded<RegularExpression?>(nil)

    /// - Throws: ``PatternError`` when it is none.
    package static func expression(_ source: String) throws(PatternError) -> RegularExpression {
        if let known = last.withLock({ $0 }), known.source == source { return known }
        let expression = try RegularExpression(source)
        last.withLock { $0 = expression }
        return expression
    }

    /// What an answer that is ok is called in a message: `"O.k."`, `an ok answer (ok-pattern ~ ^done)`.
    package func words(_ reply: Reply) -> String {
        switch reply {
        case .ok where isStandard: "\"\(Reply.okText)\""
        case .error where isStandard: "an error"
        case .ok:
            "an ok answer (\(list(ok.map { "ok-pattern ~ \($0.source)" }, error.map { "not error-pattern ~ \($0.source)" })))"
        case .error:
            "an error (\(list(error.map { "error-pattern ~ \($0.source)" }, ok.map { "not ok-pattern ~ \($0.source)" })))"
        }
    }

    private func list(_ first: String?, _ second: String?) -> String {
        [first, second].compactMap(\.self).joined(separator: ", ")
    }
}
