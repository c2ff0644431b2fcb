import Platform
import WireJSON

/// What people wrote into a session for a program to go by, and may hold what was taken out of any request: the texts and
/// numbers of its stubs, and the expressions of its header.
struct Handwriting {
    private var text: [UInt8] = []

    var isEmpty: Bool { text.isEmpty }

    /// Takes in a line of the file.
    mutating func add(_ line: ArraySlice<UInt8>, isHeader: Bool) {
        let isLooked = line.withUnsafeBytes { $0.contains(bytes: Array((isHeader ? "_pattern\"" : "\"match\"").utf8)) }
        guard isLooked, let value = try? JSONParser.parse(Array(line)) else { return }
        if isHeader {
            for key: JSONString in ["ok_pattern", "error_pattern"] { if let pattern = value[key] { add(pattern, nil) } }
        } else if value["match"] != nil {
            add(value, nil)
        }
    }

    /// Whether a text may stand in it, also in an expression that says it with escapes.
    func mayHold(_ bytes: [UInt8]) -> Bool { text.contains(bytes: Self.letters(bytes)) }

    private mutating func add(_ value: JSONValue, _ key: JSONString?) {
        switch value {
        case .null, .bool: break
        case .number(let number): add(Array(number.literal.utf8))
        case .string(let string):
            add(string.bytes)
            if key?.text?.hasSuffix("base64") == true, let bytes = Base64.decode(string.lossyText) { add(bytes) }
        case .array(let array): for element in array { add(element, nil) }
        case .object(let object): for member in object.members { add(member.value, member.key) }
        }
    }

    private mutating func add(_ bytes: [UInt8]) {
        text += Self.letters(bytes)
        text.append(UInt8(ascii: "\n"))
    }

    private static func letters(_ bytes: [UInt8]) -> [UInt8] { bytes.filter { !"\\[]".utf8.contains($0) } }
}
