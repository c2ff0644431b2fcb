/// Objects and lists in a text, in JSON or as Python prints them, spread over lines: an item each, indented.
///
/// Nothing but blanks is added or dropped, so that numbers, strings and the order of keys stay as they were.
package struct IndentedText {
    /// Deeper nesting is not indented further: the width of a terminal is limited.
    private static let deepest = 32

    /// Spread, a text can be thirty times as long: longer ones, in bytes, stay as they are.
    private static let longest = 1 << 20

    private var output: [UInt8] = []
    private var closing: [UInt8] = []

    /// - Returns: the text with its object or list spread; as it is when it has none, or one that does not end.
    package static func of(_ text: String) -> String {
        guard text.utf8.count <= longest else { return text }
        let bytes = Array(text.utf8)
        // It may be the whole text, or the end of an answer: "Error: Unknown request:" LF {...}
        let start = bytes.indices.first { index in
            (index == 0 || bytes[index - 1] == 0x0A)
                && (bytes[index] == UInt8(ascii: "{") || bytes[index] == UInt8(ascii: "["))
        }
        var indented = IndentedText()
        guard let start, indented.take(bytes[start...]) else { return text }
        return String(decoding: bytes[..<start] + indented.output, as: UTF8.self)
    }

    /// - Returns: whether it was one object or list, and blanks.
    private mutating func take(_ bytes: ArraySlice<UInt8>) -> Bool {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if isBlank(byte) {
                index += 1
                continue
            }
            // Something stands behind the end.
            if closing.isEmpty, !output.isEmpty { return false }
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "("):
                open(byte, isEmpty: nextByte(bytes[(index + 1)...]) == Self.end(of: byte))
            case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"):
                guard closing.popLast() == byte else { return false }
                if !Self.isOpening(output.last) { newLine() }
                output.append(byte)
            case UInt8(ascii: ","):
                output.append(byte)
                newLine()
            case UInt8(ascii: ":"):
                output += ": ".utf8
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                guard let end = endOfString(bytes[index...]) else { return false }
                output += bytes[index..<end]
                index = end
                continue
            default:
                output.append(byte)
            }
            index += 1
        }
        return closing.isEmpty
    }

    private mutating func open(_ byte: UInt8, isEmpty: Bool) {
        output.append(byte)
        closing.append(Self.end(of: byte))
        if !isEmpty { newLine() }
    }

    private mutating func newLine() {
        output.append(0x0A)
        output += [UInt8](repeating: UInt8(ascii: " "), count: 2 * min(closing.count, Self.deepest))
    }

    /// Where the string that begins here ends, its quote included.
    private func endOfString(_ bytes: ArraySlice<UInt8>) -> Int? {
        let quote = bytes.first
        var index = bytes.startIndex + 1
        while index < bytes.endIndex {
            if bytes[index] == quote { return index + 1 }
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    private func nextByte(_ bytes: ArraySlice<UInt8>) -> UInt8? {
        bytes.first { !isBlank($0) }
    }

    private func isBlank(_ byte: UInt8) -> Bool {
        [0x20, 0x09, 0x0A, 0x0D].contains(byte)
    }

    private static func isOpening(_ byte: UInt8?) -> Bool {
        byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "(")
    }

    private static func end(of opening: UInt8) -> UInt8 {
        switch opening {
        case UInt8(ascii: "{"): UInt8(ascii: "}")
        case UInt8(ascii: "["): UInt8(ascii: "]")
        default: UInt8(ascii: ")")
        }
    }
}
