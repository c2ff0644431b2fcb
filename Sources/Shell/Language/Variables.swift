/// The shell's variables.
package struct Variables: Sendable {
    private var values: [String: String] = [:]

    package init() {}

    package subscript(name: String) -> String? {
        get { values[name] }
        set { values[name] = newValue }
    }

    var sorted: [(name: String, value: String)] {
        values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    package static func isName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, isNameScalar(first, isFirst: true) else { return false }
        return text.unicodeScalars.allSatisfy { isNameScalar($0, isFirst: false) }
    }

    static func isNameScalar(_ scalar: Unicode.Scalar, isFirst: Bool) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "_": true
        case "0"..."9": !isFirst
        default: false
        }
    }
}
