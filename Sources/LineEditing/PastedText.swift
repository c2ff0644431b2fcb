/// What a terminal has sent between the marks of a bracketed paste.
struct PastedText {
    /// The most bytes that are taken.
    static let limit = PlainLineReader.lineLimit

    private static let end = Array("\u{1B}[201~".utf8)

    private var bytes: [UInt8] = []
    private var dropped = 0

    /// How many bytes can be read without reading beyond the mark at the end; 0 when it has come.
    private(set) var wanted = end.count

    /// Whether nothing has come so far.
    var isEmpty: Bool { bytes.isEmpty }

    mutating func append(_ more: [UInt8]) {
        for byte in more {
            bytes.append(byte)
            // Only its first byte begins the mark anew.
            if byte == Self.end[Self.end.count - wanted] {
                wanted -= 1
            } else {
                wanted = Self.end.count - (byte == Self.end[0] ? 1 : 0)
            }
        }
        if wanted == 0 { bytes.removeLast(Self.end.count) }
        if bytes.count > Self.limit + Self.end.count {
            // Its end is still to be found.
            dropped += bytes.count - Self.end.count
            bytes.removeFirst(bytes.count - Self.end.count)
        }
    }

    /// Why it cannot be taken, if it cannot.
    var trouble: String? {
        if dropped > 0 || bytes.count > Self.limit {
            return "what was pasted is longer than \(Self.limit >> 20) MiB; not inserted"
        }
        return String(validating: bytes, as: UTF8.self) == nil ? "what was pasted is not UTF-8; not inserted" : nil
    }

    /// Its lines; the last one has no line end, and is empty when the text ends in one.
    ///
    /// Terminals send a CR in place of the line feeds of a text.
    var lines: [String] {
        var text = String.UnicodeScalarView()
        var lines: [String] = []
        var last: Unicode.Scalar?
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\n" where last == "\r", "\0": break
            case "\n", "\r":
                lines.append(String(text))
                text = String.UnicodeScalarView()
            default: text.append(scalar)
            }
            last = scalar
        }
        return lines + [String(text)]
    }
}
