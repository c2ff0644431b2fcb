package import InspectProtocol
import Texts
import WireJSON

/// Regular expressions that people wrote into a session may hold in clear what is taken out of it.
extension Redaction {
    /// A rule whose expressions hold nothing of what the redaction's own match. They ask for what stands in its place.
    package func applied(to rule: SuccessRule) -> SuccessRule { redacted(rule, Secrets()) }

    func redacted(_ rule: SuccessRule, _ secrets: Secrets) -> SuccessRule {
        if rule.isStandard { return rule }
        func redacted(_ expression: RegularExpression?) -> RegularExpression? {
            guard let expression else { return nil }
            let source = self.redacted(expression: expression.source, secrets)
            // What was made of it is an expression.
            return source == expression.source ? expression : try? SuccessRule.expression(source)
        }
        return SuccessRule(ok: redacted(rule.ok), error: redacted(rule.error))
    }

    /// How a response is compared.
    func redacted(expect value: JSONValue, _ secrets: Secrets) -> JSONValue {
        let words = redacted(words: value, secrets)
        guard let source = value["regex"]?.text, var object = words.object, object.contains("regex") else {
            return words
        }
        object.set("regex", to: .string(JSONString(redacted(expression: source, secrets))))
        return .object(object)
    }

    /// The source of an expression with another text in the place of each secret, also of one that is written with
    /// escapes, and of what tells a good part of one. What comes of it is an expression.
    func redacted(expression source: String, _ secrets: Secrets) -> String {
        let placeholder = String(decoding: LiteralText.escaped(Array(Self.placeholder.utf8)), as: UTF8.self)
        let literal = LiteralText(of: source)
        let text = String(decoding: literal.bytes, as: UTF8.self)
        var secrets = secrets
        for substitution in substitutions {
            do throws(RegularExpression.LimitExceeded) {
                _ = try substitution.apply(to: text) { secrets.add($0, by: $1) }
            } catch {
                return placeholder
            }
        }
        let findings = secrets.findings(in: literal, except: Array(Self.placeholder.utf8))
        if findings.isEmpty { return source }
        let result = literal.replacing(findings)
        return (try? RegularExpression(result)) == nil ? placeholder : result
    }
}
