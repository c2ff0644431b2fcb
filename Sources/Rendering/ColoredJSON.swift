import Texts
import WireJSON

/// JSON over indented lines, its keys, strings, numbers and words in colours of their own; safe for terminals.
package enum ColoredJSON {
    /// - Returns: `nil` for what is no JSON.
    package static func of(_ text: String, _ style: TextStyle) -> String? {
        guard (try? JSONParser.parse(Array(text.utf8))) != nil else { return nil }
        let bytes = Array(IndentedText.of(text).utf8)
        var colored = ""
        var index = 0
        while index < bytes.count {
            let end = endOfToken(bytes, from: index)
            let token = TerminalText.escaped(String(decoding: bytes[index..<end], as: UTF8.self), lines: .kept)
            colored += mark(bytes, index, end).map { style.styled(token, $0) } ?? token
            index = end
        }
        return colored
    }

    /// Behind a string, a number or a word all of it; behind anything else one byte.
    private static func endOfToken(_ bytes: [UInt8], from start: Int) -> Int {
        var end = start + 1
        if bytes[start] == UInt8(ascii: "\"") {
            while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
                end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
            }
            return min(end + 1, bytes.count)
        }
        guard isScalar(bytes[start]) else { return end }
        while end < bytes.count, isScalar(bytes[end]) { end += 1 }
        return end
    }

    /// Whether a byte is a part of a number, or of `true`, `NaN` and their like.
    private static func isScalar(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    private static func mark(_ bytes: [UInt8], _ start: Int, _ end: Int) -> TextStyle.Mark? {
        switch bytes[start] {
        case UInt8(ascii: "\""):
            let next = bytes[end...].first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
            return next == UInt8(ascii: ":") ? .key : .string
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): return .number
        case let byte where isScalar(byte): return .word
        default: return nil
        }
    }
}
