import Texts
import WireJSON

/// Parts of texts as they are shown where the smallest difference must be seen.
enum VisibleText {
    enum Form {
        /// As on a terminal.
        case quoted
        /// With what does not show, or shows as a space, as code points.
        case marked
        /// With all that is not ASCII, and backslashes, as code points.
        case exact
    }

    /// The start of a text, at most so many characters of it.
    static func head(_ bytes: ArraySlice<UInt8>, _ count: Int) -> ArraySlice<UInt8> {
        var end = bytes.startIndex
        var characters = 0
        // A row of continuation bytes is no character of any length.
        while end < bytes.endIndex, end - bytes.startIndex < 4 * count {
            if !UTF8Bytes.isContinuation(bytes[end]) {
                if characters == count { break }
                characters += 1
            }
            end += 1
        }
        return bytes[..<end]
    }

    /// The end of a text, at most so many characters of it.
    static func tail(_ bytes: ArraySlice<UInt8>, _ count: Int) -> ArraySlice<UInt8> {
        var start = bytes.endIndex
        var characters = 0
        while start > bytes.startIndex, bytes.endIndex - start < 4 * count, characters < count {
            start -= 1
            if !UTF8Bytes.isContinuation(bytes[start]) { characters += 1 }
        }
        return bytes[start...]
    }

    /// The text in one row, safe for terminals; a combining mark at its start is escaped, and so are the marks that
    /// ``TextDifference`` puts around parts.
    static func text(_ bytes: ArraySlice<UInt8>, _ form: Form) -> String {
        var output: [UInt8] = []
        bytes.withUnsafeBufferPointer { bytes in
            var offset = 0
            while offset < bytes.count {
                let byte = bytes[offset]
                if 0x20..<0x7F ~= byte {
                    if form == .exact, byte == UInt8(ascii: "\\") {
                        output += code(UInt32(byte)).utf8
                    } else {
                        output.append(byte)
                        let next = offset + 1
                        if next < bytes.count, isMark(byte, bytes[next]) { output.append(UInt8(ascii: "\\")) }
                    }
                    offset += 1
                    continue
                }
                let length = UTF8Bytes.sequenceLength(in: bytes, at: offset) ?? 1
                let scalar = length == 1 ? nil : Unicode.Scalar(UTF8Bytes.codePoint(in: bytes, at: offset))
                if let scalar, mustBeCode(scalar, form, isFirst: offset == 0) {
                    output += code(scalar.value).utf8
                } else {
                    output += TerminalText.escaped(bytes: bytes[offset..<(offset + length)]).utf8
                }
                offset += length
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Whether nobody could tell one from the other.
    static func lookAlike(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
        let longest = TextDifference.longestPart
        // Strings are equal when they are so canonically: composed or not.
        return folded(head(left, longest)) == folded(head(right, longest))
    }

    private static func folded(_ bytes: ArraySlice<UInt8>) -> String {
        var text = String.UnicodeScalarView()
        for scalar in TerminalText.escaped(bytes: bytes).unicodeScalars {
            if scalar.isASCII {
                text.append(scalar)
            } else if !scalar.properties.isDefaultIgnorableCodePoint {
                text.append(scalar.properties.isWhitespace ? " " : scalar)
            }
        }
        return String(text)
    }

    private static func mustBeCode(_ scalar: Unicode.Scalar, _ form: Form, isFirst: Bool) -> Bool {
        if form == .exact || isFirst && scalar.properties.isGraphemeExtend { return true }
        return form == .marked
            && (scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint)
    }

    private static func code(_ scalar: UInt32) -> String {
        "\\u{\(String(scalar, radix: 16))}"
    }

    private static func isMark(_ first: UInt8, _ second: UInt8) -> Bool {
        switch (first, second) {
        case (UInt8(ascii: "["), UInt8(ascii: "-")), (UInt8(ascii: "-"), UInt8(ascii: "]")),
            (UInt8(ascii: "{"), UInt8(ascii: "+")), (UInt8(ascii: "+"), UInt8(ascii: "}")):
            true
        default: false
        }
    }
}
