/// Reads the words behind `define`, one after the other.
struct HeaderCursor {
    // UTF-8, as all that has a meaning is ASCII.
    private let bytes: [UInt8]
    private let file: String?
    var index = 0
    // Counted on from word to word.
    private var countedIndex = 0
    private var line: Int
    private var column: Int

    init(_ text: String, at start: SourcePosition) {
        bytes = Array(text.utf8)
        file = start.file
        line = start.line
        column = start.column
    }

    /// The byte here; `nil` at the end.
    var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

    /// Where the cursor is. Positions are asked for in their order.
    var position: SourcePosition {
        mutating get {
            while countedIndex < index {
                if bytes[countedIndex] == UInt8(ascii: "\n") {
                    line += 1
                    column = 1
                } else if bytes[countedIndex] & 0xC0 != 0x80 {
                    column += 1
                }
                countedIndex += 1
            }
            return SourcePosition(file: file, line: line, column: column)
        }
    }

    /// Passes a byte that is here.
    ///
    /// - Returns: whether it is.
    mutating func takes(_ character: Unicode.Scalar) -> Bool {
        guard byte == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    /// The same for the `...` of what takes several words.
    mutating func takesEllipsis() -> Bool {
        guard bytes[index...].starts(with: "...".utf8) else { return false }
        index += 3
        return true
    }

    mutating func take(while isPart: (UInt8) -> Bool) -> String {
        let begin = index
        while index < bytes.count, isPart(bytes[index]) { index += 1 }
        return text(begin..<index)
    }

    /// The word that begins here.
    var word: String {
        let end = bytes[index...].firstIndex { Self.isBlank($0) || "]()".utf8.contains($0) } ?? bytes.count
        return text(index..<end)
    }

    mutating func takeType() -> String {
        take { !Self.isBlank($0) && !"]=@()".utf8.contains($0) }
    }

    /// `'a b'`, `"a b"`, `[0, 0]`, or a word.
    ///
    /// - Returns: also the quote that is missing behind it.
    mutating func takeDefault() -> (text: String, missing: Unicode.Scalar?) {
        switch byte {
        case UInt8(ascii: "'")?, UInt8(ascii: "\"")?:
            let quote = bytes[index]
            index += 1
            let value = take { $0 != quote && !Self.isLineEnd($0) }
            let sign = Unicode.Scalar(quote)
            return (value, takes(sign) ? nil : sign)
        case UInt8(ascii: "[")?, UInt8(ascii: "{")?: return (takeJSON(), nil)
        default: return (take { !Self.isBlank($0) && $0 != UInt8(ascii: "]") }, nil)
        }
    }

    private mutating func takeJSON() -> String {
        var depth = 0
        var isInString = false
        let begin = index
        while index < bytes.count, !Self.isLineEnd(bytes[index]) {
            switch bytes[index] {
            case UInt8(ascii: "\\") where isInString: index += 1
            case UInt8(ascii: "\""): isInString.toggle()
            case UInt8(ascii: "["), UInt8(ascii: "{"): if !isInString { depth += 1 }
            case UInt8(ascii: "]"), UInt8(ascii: "}"): if !isInString { depth -= 1 }
            default: break
            }
            index = min(index + 1, bytes.count)
            if depth == 0 { break }
        }
        return text(begin..<index)
    }

    mutating func takeComment() -> String {
        index += 1
        while byte == UInt8(ascii: " ") { index += 1 }
        return take { !Self.isLineEnd($0) }
    }

    mutating func skipBlanks() {
        while index < bytes.count, Self.isBlank(bytes[index]) || isContinuation { index += 1 }
    }

    /// A `\` at a line's end.
    private var isContinuation: Bool {
        bytes[index] == UInt8(ascii: "\\") && (index + 1 == bytes.count || Self.isLineEnd(bytes[index + 1]))
    }

    private func text(_ range: Range<Int>) -> String {
        bytes[range].withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || isLineEnd(byte)
    }

    static func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
}
