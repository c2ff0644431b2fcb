/// A place in a JSON value (RFC 6901): `/image/file`, `/list/0`; the empty one is the whole value.
package struct JSONPointer: Hashable, Sendable {
    /// Keys and indices, from the outside in.
    package let tokens: [String]

    package init(tokens: [String]) {
        self.tokens = tokens
    }

    /// - Returns: `nil` for a text that is not empty and does not begin with `/`, or with a `~` that is not `~0` or `~1`.
    package init?(_ text: String) {
        var tokens: [String] = []
        guard text.isEmpty || text.hasPrefix("/") else { return nil }
        for token in text.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            guard let token = Self.unescaped(token) else { return nil }
            tokens.append(token)
        }
        self.tokens = tokens
    }

    /// The place as people write it in other programs: `image.file`, without any escape.
    package init(dotted text: String) {
        tokens = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    }

    /// The value at this place, if there is one.
    package func value(in value: JSONValue) -> JSONValue? {
        tokens.reduce(value) { value, token in
            switch value {
            case .object(let object)?: object[JSONString(token)]
            case .array(let array)?: Self.index(token, in: array).map { array[$0] }
            default: nil
            }
        }
    }

    /// Puts another value in the place of the one that is there.
    ///
    /// - Returns: whether there was one; nothing is added.
    @discardableResult
    package func replace(in value: inout JSONValue, by new: JSONValue) -> Bool {
        Self.replace(tokens[...], in: &value, by: new)
    }

    /// The value without the member at this place, if there is one. An element of an array becomes `null`.
    package func removed(from value: JSONValue) -> JSONValue {
        guard let last = tokens.last else { return .object(JSONObject()) }
        let place = JSONPointer(tokens: tokens.dropLast())
        guard let parent = place.value(in: value) else { return value }
        var result = value
        if let object = parent.object {
            let members = object.members.filter { $0.key != JSONString(last) }
            if members.count < object.count {
                place.replace(in: &result, by: .object(JSONObject(members.map { ($0.key, $0.value) })))
            }
        } else {
            replace(in: &result, by: .null)
        }
        return result
    }

    private static func replace(_ tokens: ArraySlice<String>, in value: inout JSONValue, by new: JSONValue) -> Bool {
        guard let token = tokens.first else {
            value = new
            return true
        }
        switch value {
        case .object(var object):
            guard var member = object[JSONString(token)], replace(tokens.dropFirst(), in: &member, by: new) else {
                return false
            }
            object.set(JSONString(token), to: member)
            value = .object(object)
            return true
        case .array(var array):
            guard let index = index(token, in: array), replace(tokens.dropFirst(), in: &array[index], by: new) else {
                return false
            }
            value = .array(array)
            return true
        default: return false
        }
    }

    private static func index(_ token: String, in array: [JSONValue]) -> Int? {
        guard let index = Int(token), String(index) == token, array.indices.contains(index) else { return nil }
        return index
    }

    private static func unescaped(_ token: Substring) -> String? {
        var result = ""
        var rest = token[...]
        while let character = rest.popFirst() {
            guard character == "~" else {
                result.append(character)
                continue
            }
            switch rest.popFirst() {
            case "0": result.append("~")
            case "1": result.append("/")
            default: return nil
            }
        }
        return result
    }
}

extension JSONPointer: CustomStringConvertible {
    package var description: String {
        tokens.map { token in
            "/"
                + token.split(separator: "~", omittingEmptySubsequences: false).joined(separator: "~0")
                .split(separator: "/", omittingEmptySubsequences: false).joined(separator: "~1")
        }.joined()
    }
}
