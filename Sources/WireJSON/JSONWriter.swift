/// Writes values as text, in one of two forms. Numbers are written as they were read.
package struct JSONWriter: Sendable {
    private enum Form: Sendable { case canonical, compact }

    private let form: Form

    /// The default form of Python's `json.dumps`: `", "` and `": "`, ASCII only, with U+007F escaped too.
    package static let canonical = JSONWriter(form: .canonical)

    /// The form of session files: no spaces, and characters as they are but for those that a terminal acts upon or an
    /// editor takes for the end of a line: U+0000 to U+001F, U+007F to U+009F, U+2028 and U+2029. Lone surrogates, which
    /// UTF-8 does not have, are escaped.
    package static let compact = JSONWriter(form: .compact)

    private var comma: StaticString { form == .canonical ? ", " : "," }

    private var colon: StaticString { form == .canonical ? ": " : ":" }

    package func bytes(of value: JSONValue) -> [UInt8] {
        var output: [UInt8] = []
        append(value, to: &output)
        return output
    }

    package func text(of value: JSONValue) -> String {
        String(decoding: bytes(of: value), as: UTF8.self)
    }

    package func append(_ value: JSONValue, to output: inout [UInt8]) {
        switch value {
        case .null: output.append("null")
        case .bool(let bool): output.append(bool ? "true" : "false")
        case .number(let number): append(number, to: &output)
        case .string(let string): append(string, to: &output)
        case .array(let array): append(array, to: &output)
        case .object(let object): append(object, to: &output)
        }
    }

    package func append(_ number: JSONNumber, to output: inout [UInt8]) {
        output.append(utf8: number.literal)
    }

    package func append(_ string: JSONString, to output: inout [UInt8]) {
        string.withBytes { append(string: $0, to: &output) }
    }

    package func append(_ text: String, to output: inout [UInt8]) {
        var text = text
        text.withUTF8 { append(string: $0, to: &output) }
    }

    package func append(_ array: [JSONValue], to output: inout [UInt8]) {
        output.append(UInt8(ascii: "["))
        var isFirst = true
        for element in array {
            if !isFirst { output.append(comma) }
            isFirst = false
            append(element, to: &output)
        }
        output.append(UInt8(ascii: "]"))
    }

    package func append(_ object: JSONObject, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "{"))
        var isFirst = true
        for member in object.members {
            if !isFirst { output.append(comma) }
            isFirst = false
            append(member.key, to: &output)
            output.append(colon)
            append(member.value, to: &output)
        }
        output.append(UInt8(ascii: "}"))
    }
}

extension JSONWriter {
    /// Appends well-formed WTF-8 as a string with its quotes.
    package func append(string bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        var offset = 0
        /// Where the bytes start that are not in the output yet, and go there as they are.
        var start = 0
        while true {
            offset = ByteWord.endOfPlain(bytes, from: offset)
            guard offset < bytes.count else { break }
            let codePoint = UTF8Bytes.codePoint(in: bytes, at: offset)
            let length = UTF8Bytes.length(of: codePoint)
            if isEscaped(codePoint) {
                output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<offset]))
                appendEscape(of: codePoint, to: &output)
                start = offset + length
            }
            offset += length
        }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
        output.append(UInt8(ascii: "\""))
    }

    private func isEscaped(_ codePoint: UInt32) -> Bool {
        switch codePoint {
        case 0x22, 0x5C, 0..<0x20, 0x7F: true
        case 0x80...: form == .canonical || codePoint < 0xA0 || codePoint & ~1 == 0x2028 || codePoint.isSurrogate
        default: false
        }
    }

    private func appendEscape(of codePoint: UInt32, to output: inout [UInt8]) {
        switch codePoint {
        case 0x22: output.append("\\\"")
        case 0x5C: output.append("\\\\")
        case 0x08: output.append("\\b")
        case 0x09: output.append("\\t")
        case 0x0A: output.append("\\n")
        case 0x0C: output.append("\\f")
        case 0x0D: output.append("\\r")
        case 0x1_0000...:
            output.append("\\u")
            Hexadecimal.append(0xD800 + (codePoint - 0x1_0000) >> 10, digits: 4, to: &output)
            output.append("\\u")
            Hexadecimal.append(0xDC00 + codePoint & 0x3FF, digits: 4, to: &output)
        default:
            output.append("\\u")
            Hexadecimal.append(codePoint, digits: 4, to: &output)
        }
    }
}
