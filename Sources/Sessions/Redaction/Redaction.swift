package import IPCFraming
import InspectProtocol
package import Texts
package import WireJSON

/// What must not come into a session file, although it goes over the wire.
///
/// What cannot be looked at, for it is not UTF-8 or, where a pointer is given, not JSON, or because an expression took
/// too long for it, is replaced as a whole. A request that is JSON is recorded as Python's `json.dumps` writes it, even
/// when nothing in it is redacted.
package struct Redaction: Sendable {
    /// What stands for a value that is left out.
    package static let placeholder = "[redacted]"

    let pointers: [JSONPointer]
    let substitutions: [Substitution]

    /// - Parameter texts: JSON pointers, `/image/file`, and expressions with what stands for their matches,
    ///   `/regex/=text`. An expression is what has a `/=` behind its first character, with no backslash before it.
    /// - Returns: `nil` when there are none.
    /// - Throws: ``PatternError`` when one of them is neither.
    package init?(_ texts: [String]) throws(PatternError) {
        if texts.isEmpty { return nil }
        var pointers: [JSONPointer] = []
        var substitutions: [Substitution] = []
        for text in texts {
            if let (pattern, replacement) = Self.split(text) {
                substitutions.append(Substitution(try RegularExpression(pattern), by: replacement, source: text))
            } else if text.hasSuffix("/") {
                // A key without a name would be meant by nobody, and an expression would be left in what is recorded.
                throw PatternError(reason: "'\(text)' has no '=' at its end; an expression is /REGEX/=TEXT")
            } else if text.hasPrefix("/"), let pointer = JSONPointer(text) {
                pointers.append(pointer)
            } else {
                throw PatternError(reason: "'\(text)' is neither a JSON pointer, /image/file, nor /REGEX/=TEXT")
            }
        }
        self.pointers = pointers
        self.substitutions = substitutions
    }

    init(pointers: [JSONPointer]) {
        self.pointers = pointers
        substitutions = []
    }

    /// What the header says: the pointers, and of expressions only that there are some, for they may tell what they hide.
    package var marks: JSONValue {
        let marks = Set(pointers.map(\.description)).sorted() + (substitutions.isEmpty ? [] : ["regex"])
        return .array(marks.map { .string(JSONString($0)) })
    }

    /// Makes an exchange fit to be recorded.
    package func apply(to exchange: inout RecordedExchange) {
        _ = secrets(takenFrom: &exchange)
    }

    /// Makes an exchange fit to be recorded.
    ///
    /// - Returns: what was taken out of the request, and may show in what is pushed later.
    func secrets(takenFrom exchange: inout RecordedExchange) -> Secrets {
        var secrets = Secrets()
        if let bytes = redacted(request: exchange.request.bytes, &secrets) { exchange.request.bytes = bytes }
        takeAnswer(of: &exchange, secrets)
        exchange.others = redacted(exchange.others, names: secrets) { redacted(words: $0.value, secrets) }
        return secrets
    }

    /// Makes what came of a request, and what people wrote beside it, fit to be recorded.
    func takeAnswer(of exchange: inout RecordedExchange, _ secrets: Secrets) {
        func isCutOff(_ frame: ResponseFrame) -> Bool {
            [.noTerminator, .more].contains(frame.ending) || exchange.error != nil
        }
        if let responses = exchange.responses {
            exchange.responses = responses.map { message in
                var message = message
                let frame = message.frame
                message.frame.bytes = redacted(response: frame.bytes, secrets, isCutOff: isCutOff(frame))
                if let others = redacted(words: .object(message.others), secrets).object { message.others = others }
                return message
            }
        } else if let response = exchange.response {
            exchange.response?.bytes = redacted(response: response.bytes, secrets, isCutOff: isCutOff(response))
        }
        if let reason = exchange.close?.reason, !reason.isEmpty {
            let bytes = redacted(response: Array(reason.utf8), secrets, isCutOff: false)
            exchange.close?.reason = String(decoding: bytes, as: UTF8.self)
        }
        exchange.note = exchange.note.map { redacted(words: $0, secrets) }
        exchange.expect = exchange.expect.map { redacted(expect: $0, secrets) }
        exchange.tags = exchange.tags.map { redacted(words: $0, secrets) }
        if let rule = exchange.ownRule {
            let redacted = self.redacted(rule, secrets)
            exchange.ownRule = redacted == exchange.headerRule ? nil : redacted
        }
    }

    /// A request as it would be recorded.
    package func applied(to request: RequestFrame) -> RequestFrame {
        var secrets = Secrets()
        var request = request
        if let bytes = redacted(request: request.bytes, &secrets) { request.bytes = bytes }
        return request
    }

    /// What stands in a line beside the request and what came, or in the place of a request.
    package func applied(toWords value: JSONValue) -> JSONValue { redacted(words: value, Secrets()) }

    /// An object with other names where they hold what is taken out, and other values.
    ///
    /// - Parameter secrets: what names are looked through for, besides what the expressions match.
    func redacted(
        _ object: JSONObject,
        names secrets: Secrets = Secrets(),
        _ value: (JSONObject.Member) -> JSONValue
    ) -> JSONObject {
        JSONObject(
            object.members.map { member in
                (redacted(words: .string(member.key), secrets).string ?? member.key, value(member))
            }
        )
    }

    /// All texts in a value without what the expressions match, and without what was taken out of the request.
    func redacted(words value: JSONValue, _ secrets: Secrets) -> JSONValue {
        switch value {
        case .null, .bool: return value
        case .number(let number):
            let text = number.literal
            return secrets.hidden(in: Array(text.utf8), isCutOff: false) == Array(text.utf8)
                ? value : .string(JSONString(Self.placeholder))
        case .string(let string):
            let bytes = secrets.hidden(in: Array(applied(toNote: string.lossyText).utf8), isCutOff: false)
            return bytes == string.bytes ? value : .string(JSONString(String(decoding: bytes, as: UTF8.self)))
        case .array(let array): return .array(array.map { redacted(words: $0, secrets) })
        case .object(let object):
            return .object(redacted(object, names: secrets) { redacted(words: $0.value, secrets) })
        }
    }

    func redacted(words text: String, _ secrets: Secrets) -> String {
        redacted(words: .string(JSONString(text)), secrets).string?.lossyText ?? Self.placeholder
    }

    /// What people wrote into a header.
    ///
    /// - Parameter secrets: what was taken out of the session's requests.
    func apply(to header: inout SessionHeader, _ secrets: Secrets) {
        let words = secrets.words
        header.title = header.title.map { redacted(words: $0, words) }
        header.note = header.note.map { redacted(words: $0, words) }
        header.rule = redacted(header.rule, secrets)
        header.to = applied(toNote: header.to)
        let parts = header.redactedParts
        for member in header.others.members { header.others[member.key] = redacted(words: member.value, words) }
        header.redactedParts = parts
    }

    /// Makes a pushed message fit to be recorded.
    ///
    /// - Parameter secrets: what was taken out of the requests before.
    func apply(to push: inout RecordedPush, _ secrets: Secrets) {
        let isCutOff = [.noTerminator, .more].contains(push.message.ending)
        push.message.bytes = redacted(response: push.message.bytes, secrets, isCutOff: isCutOff)
        push.note = push.note.map { redacted(words: $0, secrets) }
        push.tags = push.tags.map { redacted(words: $0, secrets) }
        if !push.others.members.isEmpty, let others = redacted(words: .object(push.others), secrets).object {
            push.others = others
        }
    }

    /// A person's words without what the expressions match.
    package func applied(toNote text: String) -> String { substituted(text) ?? Self.placeholder }

    /// - Returns: `nil` when an expression was given up.
    private func substituted(_ text: String) -> String? {
        var result = text
        for substitution in substitutions {
            guard let changed = try? substitution.apply(to: result) ?? result else { return nil }
            result = changed
        }
        return result
    }

    private static func split(_ text: String) -> (pattern: String, replacement: String)? {
        guard text.first == "/" else { return nil }
        var index = text.index(after: text.startIndex)
        let start = index
        while index < text.endIndex {
            let next = text.index(after: index)
            if text[index] == "\\" {
                index = next < text.endIndex ? text.index(after: next) : next
            } else if text[index] == "/", index > start, next < text.endIndex, text[next] == "=" {
                return (String(text[start..<index]), String(text[text.index(after: next)...]))
            } else {
                index = next
            }
        }
        return nil
    }

    /// - Returns: `nil` when the bytes can stay as they are.
    private func redacted(request bytes: [UInt8], _ secrets: inout Secrets) -> [UInt8]? {
        if bytes.isEmpty { return nil }
        var value = try? JSONParser.parse(bytes)
        guard let text = String(validating: bytes, as: UTF8.self), value != nil || pointers.isEmpty else {
            secrets.areUnknown = true
            return Array(Self.placeholder.utf8)
        }
        var result = text
        if var changed = value {
            for pointer in pointers {
                guard let secret = pointer.value(in: changed) else { continue }
                secrets.add(secret, by: Self.placeholder)
                pointer.replace(in: &changed, by: .string(JSONString(Self.placeholder)))
            }
            for substitution in substitutions { changed = redacted(changed, substitution, &secrets) ?? changed }
            // Also when nothing has changed: of equal keys the parser has kept the last one, the bytes hold all.
            result = JSONWriter.canonical.text(of: changed)
            value = changed
        }
        let before = result
        for substitution in substitutions {
            let changed = try? substitution.apply(to: result) { secrets.add($0, by: $1) } ?? result
            guard let changed else {
                secrets.areUnknown = true
                return Array(Self.placeholder.utf8)
            }
            result = changed
        }
        // An expression that looked at more than one string may have taken any of them.
        if let value, result != before { secrets.add(value, by: Self.placeholder, unlessIn: JSONString(result)) }
        return result == text ? nil : Array(result.utf8)
    }

    /// The value with matches in its strings and keys replaced, which in the text may be escaped; `nil` when there are
    /// none.
    private func redacted(_ value: JSONValue, _ substitution: Substitution, _ secrets: inout Secrets) -> JSONValue? {
        switch value {
        case .null, .bool, .number: return nil
        case .string(let string): return redacted(string, substitution, &secrets).map { .string($0) }
        case .array(var array):
            var isChanged = false
            for (index, element) in array.enumerated() {
                guard let changed = redacted(element, substitution, &secrets) else { continue }
                (array[index], isChanged) = (changed, true)
            }
            return isChanged ? .array(array) : nil
        case .object(let object):
            var isChanged = false
            let members = object.members.map { member in
                let key = redacted(member.key, substitution, &secrets)
                let value = redacted(member.value, substitution, &secrets)
                if key != nil || value != nil { isChanged = true }
                return (key ?? member.key, value ?? member.value)
            }
            return isChanged ? .object(JSONObject(members)) : nil
        }
    }

    private func redacted(_ string: JSONString, _ substitution: Substitution, _ secrets: inout Secrets) -> JSONString? {
        let text = string.lossyText
        do throws(RegularExpression.LimitExceeded) {
            return try substitution.apply(to: text) { secrets.add($0, by: $1) }.map { JSONString($0) }
        } catch {
            secrets.add(text, by: Self.placeholder)
            return JSONString(Self.placeholder)
        }
    }

    func redacted(response bytes: [UInt8], _ secrets: Secrets, isCutOff: Bool) -> [UInt8] {
        // It tells nothing, even where the secret is one letter.
        if bytes == Reply.okBytes { return bytes }
        let text = String(validating: secrets.hidden(in: bytes, isCutOff: isCutOff), as: UTF8.self)
        if let text, !secrets.areUnknown, let result = substituted(text) { return Array(result.utf8) }
        let isError = bytes.starts(with: Reply.errorBytes)
        return Array((isError ? "Error: " + Self.placeholder : Self.placeholder).utf8)
    }
}
