package import IPCFraming
import Platform
package import WireJSON

/// What is missing in a session, as its header says: `"redacted":["/image/file","regex"]`.
package struct RedactedParts: Hashable, Sendable {
    private static let key: JSONString = "redacted"
    /// Marks of what no pointer names: an expression, which is not told, or a header that was lost.
    private static let regex = "regex"

    /// The places in requests whose values are missing.
    package private(set) var pointers: [JSONPointer] = []
    /// What else is missing nobody knows.
    private var others: Set<String> = []

    package init() {}

    package init(_ header: SessionHeader) {
        // What is no list of texts was not written by us, and is not to be taken for nothing.
        guard let value = header.others[Self.key] else { return }
        for mark in value.array ?? [value] {
            let text = mark.text ?? JSONWriter.compact.text(of: mark)
            if text.hasPrefix("/"), let pointer = JSONPointer(text) { add(pointer) } else { others.insert(text) }
        }
    }

    package init(_ redaction: Redaction) {
        var header = SessionHeader(created: "", tool: "", via: "", to: "", mode: .other(""))
        header.others[Self.key] = redaction.marks
        self.init(header)
    }

    package var isEmpty: Bool { pointers.isEmpty && others.isEmpty }

    /// Whether something is missing that no pointer names.
    package var hasUnknown: Bool { !others.isEmpty }

    package mutating func formUnion(_ parts: RedactedParts) {
        for pointer in parts.pointers { add(pointer) }
        others.formUnion(parts.others)
    }

    /// What the header says, `nil` when nothing is missing.
    package var marks: JSONValue? {
        if isEmpty { return nil }
        let marks = pointers.map(\.description).sorted() + others.sorted()
        return .array(marks.map { .string(JSONString($0)) })
    }

    /// `/image/file, regex`
    package var words: String { (pointers.map(\.description).sorted() + others.sorted()).joined(separator: ", ") }

    /// What takes the named places out of other exchanges; `nil` when there are none.
    package var redaction: Redaction? { pointers.isEmpty ? nil : Redaction(pointers: pointers) }

    /// Whether a request has a placeholder in the place of something that is missing.
    package func isIncomplete(_ request: RequestFrame) -> Bool {
        !isEmpty && request.bytes.contains(bytes: Array(Redaction.placeholder.utf8))
    }

    private mutating func add(_ pointer: JSONPointer) {
        if !pointers.contains(pointer) { pointers.append(pointer) }
    }
}

extension SessionHeader {
    /// What is missing in the session.
    package var redactedParts: RedactedParts {
        get { RedactedParts(self) }
        set { others["redacted"] = newValue.marks }
    }
}
