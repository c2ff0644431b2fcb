import WireJSON

/// What was taken out of a request, in all forms that the server may repeat it in: as it is, as Python prints it, and as
/// it stands in JSON.
struct Secrets {
    private var forms: [[UInt8]: [UInt8]] = [:]
    /// Whether the request could not be looked at, so that anything may be one.
    var areUnknown = false

    /// Each string and number in a value is one; `true`, `false` and `null` tell nothing.
    ///
    /// - Parameter text: JSON; what stands in it is none.
    mutating func add(_ value: JSONValue, by replacement: String, unlessIn text: JSONString? = nil) {
        switch value {
        case .null, .bool: break
        case .string(let string):
            if text?.contains(Self.inJSON(string)) != true { add(string, by: replacement) }
        case .number(let number):
            if text?.contains(JSONString(number.literal)) == true { break }
            add(Array(number.literal.utf8), replacement)
            add(Array(number.pythonRepr.utf8), replacement)
        case .array(let array):
            for element in array { add(element, by: replacement, unlessIn: text) }
        case .object(let object):
            for member in object.members {
                add(.string(member.key), by: replacement, unlessIn: text)
                add(member.value, by: replacement, unlessIn: text)
            }
        }
    }

    /// Adds those of another request.
    mutating func add(_ others: Secrets) {
        forms.merge(others.forms) { $1 }
        if others.areUnknown { areUnknown = true }
    }

    mutating func add(_ text: String, by replacement: String) {
        add(JSONString(text), by: replacement)
    }

    private mutating func add(_ string: JSONString, by replacement: String) {
        add(string.bytes, replacement)
        add(Self.unquoted(Array(string.pythonRepr.utf8)), replacement)
        for writer in [JSONWriter.canonical, .compact] {
            add(Self.unquoted(writer.bytes(of: .string(string))), replacement)
        }
    }

    private mutating func add(_ form: [UInt8], _ replacement: String) {
        if !form.isEmpty { forms[form] = Array(replacement.utf8) }
    }

    private static func inJSON(_ string: JSONString) -> JSONString {
        JSONString(JSONWriter.canonical.text(of: .string(string)))
    }

    private static func unquoted(_ bytes: [UInt8]) -> [UInt8] { Array(bytes.dropFirst().dropLast()) }

    /// The bytes with all forms replaced, the longest first where several begin.
    ///
    /// - Parameter isCutOff: whether the bytes may end in the middle of a form, which is then replaced, too.
    func hidden(in bytes: [UInt8], isCutOff: Bool) -> [UInt8] {
        if forms.isEmpty || bytes.isEmpty { return bytes }
        let forms = forms.sorted { $0.key.count > $1.key.count }
        let beginnings = Set(forms.map { $0.key[0] })
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var offset = 0
        while offset < bytes.count {
            guard beginnings.contains(bytes[offset]) else {
                result.append(bytes[offset])
                offset += 1
                continue
            }
            let rest = bytes[offset...]
            if let form = forms.first(where: { rest.starts(with: $0.key) }) {
                result += form.value
                offset += form.key.count
            } else if isCutOff, let form = forms.first(where: { $0.key.starts(with: rest) }) {
                return result + form.value
            } else {
                result.append(bytes[offset])
                offset += 1
            }
        }
        return result
    }
}
