import WireJSON

/// The values of a request that were changed, and how they show in a response: as they are, as in "Image file a.jpg
/// could not be read", or as Python prints them, as in "Unknown request: {'image': ...".
struct Echo {
    private typealias Scalars = String.UnicodeScalarView

    private var texts: [(old: [Unicode.Scalar], new: Scalars)] = []

    mutating func add(_ old: JSONValue, _ new: JSONValue) {
        guard old != new, let oldText = old.text, !oldText.isEmpty, let newText = new.text else { return }
        texts.append((Array(old.pythonRepr.lossyText.unicodeScalars), new.pythonRepr.lossyText.unicodeScalars))
        texts.append((Array(oldText.unicodeScalars), newText.unicodeScalars))
    }

    /// The response with the new values in the place of the old ones.
    func applied(to response: [UInt8]) -> [UInt8] {
        guard !texts.isEmpty, let text = String(validating: response, as: UTF8.self) else { return response }
        let scalars = Array(text.unicodeScalars)
        var result = Scalars()
        var index = 0
        while index < scalars.count {
            if let (old, new) = texts.first(where: { Self.isAlone($0.old, in: scalars, at: index) }) {
                result.append(contentsOf: new)
                index += old.count
            } else {
                result.append(scalars[index])
                index += 1
            }
        }
        return Array(String(result).utf8)
    }

    /// Only where the old value stands alone: `a` is not meant in `name`.
    private static func isAlone(_ value: [Unicode.Scalar], in text: [Unicode.Scalar], at start: Int) -> Bool {
        guard text[start] == value[0], text[start...].starts(with: value) else { return false }
        let end = start + value.count
        let isPartOfMore = start > 0 && text[start - 1].isWordPart || end < text.count && text[end].isWordPart
        return !isPartOfMore
    }
}

extension Unicode.Scalar {
    fileprivate var isWordPart: Bool { properties.isAlphabetic || properties.numericType != nil }
}
