/// A place in a JSON value (RFC 6901): `/image/file`, `/list/0`; the empty one is the whole value.
package struct JSONPointer: Hashable, Sendable {
    /// Keys and indices, from the outside in.
    package let tokens: [String]

    package init(tokens: [String]) {
        self.tokens = tokens
    }

    /// - Returns: `nil` for a text that is not empty and does not begin with `/`, or with a `~` that is not `~0` or `~1`.
    package init?(_ text: String) {
        // By bytes: a `/` that a combining accent follows is one `Character` with it.
        let bytes = text.utf8
        guard bytes.isEmpty || bytes.first == UInt8(ascii: "/") else { return nil }
        var tokens: [String] = []
        for token in bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst() {
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

    private static func unescaped(_ token: Substring.UTF8View) -> String? {
        var result: [UInt8] = []
        var rest = token[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "~") else {
                result.append(byte)
                continue
            }
            switch rest.popFirst() {
            case UInt8(ascii: "0"): result.append(UInt8(ascii: "~"))
            case UInt8(ascii: "1"): result.append(UInt8(ascii: "/"))
            default: return nil
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

extension JSONPointer: CustomStringConvertible {
    package var description: String {
        var output: [UInt8] = []
        for token in tokens {
            output.append(UInt8(ascii: "/"))
            for byte in token.utf8 {
                switch byte {
                case UInt8(ascii: "~"): output.append("~0")
                case UInt8(ascii: "/"): output.append("~1")
                default: output.append(byte)
                }
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
