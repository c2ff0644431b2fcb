/// Text from a peer or a file, made safe for a terminal: what would move the cursor, change colours, reorder the row or
/// not show at all is replaced by a visible escape.
///
/// Joiners and variation selectors stay, although they do not show: scripts and emoji need them. A backslash stays as it
/// is, so the result is for reading, not for decoding.
package enum TerminalText {
    /// What becomes of line feeds and tabs.
    package enum Lines: CaseIterable, Sendable {
        /// They stay: for text that may take several rows.
        case kept
        /// They are escaped: for text that stands in a line of ours.
        case escaped
    }

    package static func escaped(_ text: String, lines: Lines = .escaped) -> String {
        var bytes = text
        // In place, as a `utf8` view is looked through byte by byte.
        return bytes.withUTF8 { isPlain($0) ? text : escaped(utf8: $0, lines) }
    }

    /// A name that begins a message: in quotes where it would not be seen, or not all of it.
    package static func name(_ name: String) -> String {
        let isPlain = name.first.map { !$0.isWhitespace } ?? false && name.last?.isWhitespace == false
        return isPlain ? name : "'\(name)'"
    }

    /// - Parameter bytes: what is not UTF-8 among them is shown as `\xNN`.
    package static func escaped(bytes: some Collection<UInt8>, lines: Lines = .escaped) -> String {
        bytes.withContiguousStorageIfAvailable { escaped(utf8: $0, lines) }
            ?? Array(bytes).withUnsafeBufferPointer { escaped(utf8: $0, lines) }
    }

    private static func escaped(utf8 bytes: UnsafeBufferPointer<UInt8>, _ lines: Lines) -> String {
        if isPlain(bytes) { return String(decoding: bytes, as: UTF8.self) }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var parser = Unicode.UTF8.ForwardParser()
        var rest = bytes.makeIterator()
        var offset = 0
        while true {
            switch parser.parseScalar(from: &rest) {
            case .valid(let encoded):
                let scalar = Unicode.UTF8.decode(encoded)
                if mustBeEscaped(scalar.value, lines) {
                    appendEscape(of: scalar.value, to: &output)
                } else {
                    output.append(contentsOf: encoded)
                }
                offset += encoded.count
            case .error(let length):
                for byte in bytes[offset..<(offset + length)] { appendEscape(of: byte, to: &output) }
                offset += length
            case .emptyInput:
                return String(decoding: output, as: UTF8.self)
            }
        }
    }

    private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.allSatisfy { 0x20..<0x7F ~= $0 }
    }

    private static func mustBeEscaped(_ scalar: UInt32, _ lines: Lines) -> Bool {
        switch scalar {
        case 0x09, 0x0A: lines == .escaped
        case 0x20..<0x7F, 0xA0..<0x061C: false
        case 0..<0x20, 0x7F..<0xA0: true
        // What changes the direction of writing; line and paragraph separators.
        case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        // What nobody sees: spaces without width, invisible operators, byte order marks, annotations, tags.
        case 0x200B, 0x2060...0x2065, 0x206A...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
        default: false
        }
    }

    /// A character above ASCII never looks like a byte that is not UTF-8.
    private static func appendEscape(of scalar: UInt32, to output: inout [UInt8]) {
        switch scalar {
        case 0x09: output.append(contentsOf: "\\t".utf8)
        case 0x0A: output.append(contentsOf: "\\n".utf8)
        case 0x0D: output.append(contentsOf: "\\r".utf8)
        case 0..<0x80: appendEscape(of: UInt8(scalar), to: &output)
        default: output.append(contentsOf: "\\u{\(String(scalar, radix: 16))}".utf8)
        }
    }

    private static func appendEscape(of byte: UInt8, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\\"))
        output.append(UInt8(ascii: "x"))
        output.append(hexadecimal(byte >> 4))
        output.append(hexadecimal(byte & 0xF))
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8 {
        digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit
    }
}
