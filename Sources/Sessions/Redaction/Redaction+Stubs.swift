import Texts
import WireJSON

/// What a person wrote for a mock server: data to be taken out stands in it as anywhere else.
extension Redaction {
    /// Members that are words and numbers of ours.
    private static let terms: Set<JSONString> = ["fault", "latency", "error", "response_end", "end"]

    /// Makes a stub fit to be kept.
    ///
    /// - Parameter secrets: what was taken out of the session's requests.
    func apply(to stub: inout SessionStub, _ secrets: Secrets = Secrets()) {
        var secrets = secrets
        // That one of the requests could not be looked at makes no secret of what a person wrote.
        secrets.areUnknown = false
        let match = withoutPointers(stub.match, isAsked: true, &secrets)
        stub.match = redacted(match: match, secrets)
        takeAnswer(of: &stub.answer, secrets)
        stub.answer.others = redacted(stub.answer.others) { redacted(answer: $0.value, $0.key, secrets) }
    }

    /// What was taken out of requests is asked for no more; where it must be something, it is the placeholder.
    private func withoutPointers(_ match: JSONValue, isAsked: Bool, _ secrets: inout Secrets) -> JSONValue {
        if let object = match.object, object.count == 1, let member = object.members.first {
            switch (member.key.text, member.value) {
            case ("not", let value):
                return .object(JSONObject([(member.key, withoutPointers(value, isAsked: false, &secrets))]))
            case ("anyOf", .array(let array)):
                let matches = array.map { withoutPointers($0, isAsked: isAsked, &secrets) }
                return .object(JSONObject([(member.key, .array(matches))]))
            case ("json", let value):
                return .object(JSONObject([(member.key, leaf(value, isAsked: false, &secrets))]))
            default: break
            }
        }
        return leaf(match, isAsked: isAsked, &secrets)
    }

    private func leaf(_ match: JSONValue, isAsked: Bool, _ secrets: inout Secrets) -> JSONValue {
        var match = match
        for pointer in pointers {
            guard let secret = pointer.value(in: match) else { continue }
            addLiterals(of: secret, &secrets)
            if isAsked {
                match = pointer.removed(from: match)
            } else {
                pointer.replace(in: &match, by: .string(JSONString(Self.placeholder)))
            }
        }
        return match
    }

    /// Texts that a request is to have; patterns are none.
    private func addLiterals(of match: JSONValue, _ secrets: inout Secrets) {
        switch match {
        case .null, .bool: break
        case .number: secrets.add(match, by: Self.placeholder)
        case .string(let string):
            let text = string.lossyText
            if !text.hasPrefix("~"), !text.contains("*"), !text.contains("?") {
                secrets.add(match, by: Self.placeholder)
            }
        case .array(let array): for element in array { addLiterals(of: element, &secrets) }
        case .object(let object): for member in object.members { addLiterals(of: member.value, &secrets) }
        }
    }

    private func redacted(match: JSONValue, _ secrets: Secrets) -> JSONValue {
        switch match {
        case .null, .bool: return match
        case .number(let number):
            return secrets.contains(Array(number.literal.utf8)) ? .string(JSONString(Self.placeholder)) : match
        case .string(let string):
            guard let text = string.text, text.hasPrefix("~") else { return redacted(words: match, secrets) }
            return .string(JSONString("~" + redacted(expression: String(text.dropFirst()), secrets)))
        case .array(let array): return .array(array.map { redacted(match: $0, secrets) })
        case .object(let object):
            // Names of members are taken out where an expression says so, and not because a value is equal to one.
            return .object(redacted(object) { redacted(match: $0.value, secrets) })
        }
    }

    /// A value in an answer that was written by hand.
    private func redacted(answer value: JSONValue, _ key: JSONString?, _ secrets: Secrets) -> JSONValue {
        if let key, Self.terms.contains(key) { return redacted(words: value, Secrets()) }
        switch value {
        case .null, .bool, .number: return value
        case .string(let string):
            guard key?.text?.hasSuffix("base64") == true, let bytes = Base64.decode(string.lossyText) else {
                return redacted(words: value, secrets)
            }
            return .string(JSONString(Base64.encode(redacted(response: bytes, secrets, isCutOff: false))))
        case .array(let array): return .array(array.map { redacted(answer: $0, nil, secrets) })
        case .object(let object):
            return .object(redacted(object) { redacted(answer: $0.value, $0.key, secrets) })
        }
    }
}
