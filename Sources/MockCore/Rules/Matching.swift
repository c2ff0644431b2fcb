package import WireJSON

/// When a recorded request is the same as one that came.
package enum Matching: Hashable, Sendable {
    /// When its bytes are; when there is none such, as `json`.
    case standard
    /// When its bytes are, and what ended it.
    case exact
    /// When its JSON is, whatever the order of the keys and the spacing. Numbers are equal when written alike.
    case json
    /// When all of these places in its JSON hold equal values.
    case pointers([JSONPointer])

    /// A text that is the same for requests that are the same; `nil` when the request has none.
    package func key(_ value: JSONValue) -> [UInt8]? {
        switch self {
        case .exact: return nil
        case .standard, .json: return JSONWriter.compact.bytes(of: value.withSortedKeys)
        case .pointers(let pointers):
            var values: [JSONValue] = []
            for pointer in pointers {
                guard let value = pointer.value(in: value) else { return nil }
                values.append(value.withSortedKeys)
            }
            return JSONWriter.compact.bytes(of: .array(values))
        }
    }
}

extension JSONValue {
    /// The same value, the keys of its objects in one order.
    fileprivate var withSortedKeys: JSONValue {
        switch self {
        case .null, .bool, .number, .string: self
        case .array(let array): .array(array.map(\.withSortedKeys))
        case .object(let object):
            .object(
                JSONObject(
                    object.members.map { ($0.key, $0.value.withSortedKeys) }
                        .sorted { $0.0.bytes.lexicographicallyPrecedes($1.0.bytes) }
                )
            )
        }
    }
}
