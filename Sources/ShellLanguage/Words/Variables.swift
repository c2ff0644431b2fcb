/// The shell's variables.
package struct Variables: Sendable {
    private var values: [String: String] = [:]

    package init() {}

    package subscript(name: String) -> String? {
        get { values[name] }
        set { values[name] = newValue }
    }

    package var sorted: [(name: String, value: String)] {
        values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// What to tell who uses a variable that nothing has set.
    package static func unknown(_ name: String) -> String {
        "unknown variable '\(name)' ('set \(name) VALUE' makes it)"
    }

    package var names: Set<String> { Set(values.keys) }

    package static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, isNameByte(first, isFirst: true) else { return false }
        return text.utf8.allSatisfy { isNameByte($0, isFirst: false) }
    }

    /// Whether it names arguments of a script or an alias: `1`, `2` and so on, `*`, `@` and `#`.
    package static func isArgument(_ name: String) -> Bool {
        switch name {
        case "*", "@", "#": true
        default: argumentNumber(name) != nil
        }
    }

    /// The number of the argument that a name stands for, from 1.
    package static func argumentNumber(_ name: String) -> Int? {
        guard name.utf8.count <= 4, name.utf8.first != UInt8(ascii: "0"),
            name.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
        else { return nil }
        return Int(name)
    }

    static func isNameByte(_ byte: UInt8, isFirst: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): !isFirst
        default: false
        }
    }
}
