import Platform
import WireJSON

/// What people wrote into a session, and may hold what was taken out of any request: the texts and numbers of its stubs,
/// its comments, and what its header says besides where it comes from.
struct Handwriting {
    /// What programs write into a header.
    private static let facts: Set<JSONString> = ["ipcsh", "created", "tool", "via", "to", "mode", "redacted"]

    private var text: [UInt8] = []
    private var parts = SpelledParts()

    private var isEmpty: Bool { text.isEmpty }

    /// Takes in all lines of a file.
    mutating func add(_ lines: inout LineReader) throws(SessionError) {
        while try lines.advance() {
            if lines.hasContent {
                add(lines.bytes, isHeader: lines.isHeaderDue || lines.startsHeader)
                lines.isHeaderDue = false
            } else if !lines.bytes.isEmpty {
                add(Array(lines.bytes))
            }
        }
    }

    /// What a redaction takes out of the requests of a file, and may stand in it.
    func secrets(in lines: inout LineReader, _ redaction: Redaction) throws(SessionError) -> Secrets {
        var secrets = Secrets()
        if isEmpty { return secrets }
        while try lines.advance() {
            guard lines.hasContent, lines.isWhole else { continue }
            if lines.isHeaderDue || lines.startsHeader {
                lines.isHeaderDue = false
                continue
            }
            let (path, number) = (lines.path, lines.lineNumber)
            let line = try lines.withLine { bytes throws(SessionError) in
                try SessionLineDecoder.line(bytes, path: path, line: number)
            }
            guard case .exchange(var exchange) = line else { continue }
            secrets.add(redaction.secrets(takenFrom: &exchange), where: mayHold)
        }
        return secrets
    }

    /// Takes in a line of the file.
    private mutating func add(_ line: ArraySlice<UInt8>, isHeader: Bool) {
        let isLooked =
            isHeader
            || line.withUnsafeBytes { bytes in
                Self.marks.contains { bytes.contains(bytes: $0) }
            }
        guard isLooked, let value = try? JSONParser.parse(Array(line)), let object = value.object else { return }
        guard isHeader || value["match"] != nil || value["end"] != nil else { return }
        for member in object.members where !isHeader || !Self.facts.contains(member.key) {
            if isHeader, let pattern = member.value.text { parts.add(pattern) }
            add(member.value, member.key)
        }
    }

    private static let marks = ["\"match\"", "\"end\""].map { Array($0.utf8) }

    /// Whether a text may stand in it, or a good part of one in an expression, also in one that says it with escapes.
    private func mayHold(_ bytes: [UInt8]) -> Bool {
        text.contains(bytes: Self.letters(bytes)) || parts.tell(of: bytes)
    }

    private mutating func add(_ value: JSONValue, _ key: JSONString?) {
        switch value {
        case .null, .bool: break
        case .number(let number): add(Array(number.literal.utf8))
        case .string(let string):
            add(string.bytes)
            if let text = string.text, text.hasPrefix("~") { parts.add(String(text.dropFirst())) }
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
