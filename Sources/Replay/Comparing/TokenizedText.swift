import WireJSON

/// A text and where its words, numbers and signs start: `image`, `_`-joined names, `1.5`, each other character by
/// itself.
struct TokenizedText {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether a token may start there; nothing is before the start and behind the end.
    func isTokenStart(_ offset: Int) -> Bool {
        guard offset > 0, offset < bytes.count else { return true }
        let (before, after) = (bytes[offset - 1], bytes[offset])
        if isDigit(before) { return !isDigit(after) && !(after == point && isDigit(at: offset + 1)) }
        if before == point { return !isDigit(after) || !isDigit(at: offset - 2) }
        return !isLetter(before) || !isLetter(after)
    }

    /// The starts of the tokens in a part, and its end.
    func tokenStarts(in range: Range<Int>) -> [Int32] {
        var starts = [Int32(range.lowerBound)]
        for offset in range.dropFirst() where isTokenStart(offset) { starts.append(Int32(offset)) }
        starts.append(Int32(range.upperBound))
        return starts
    }

    func isCharacterStart(_ offset: Int) -> Bool {
        offset >= bytes.count || !UTF8Bytes.isContinuation(bytes[offset])
    }

    func characterCount(_ range: Range<Int>) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var count = 0
            for byte in UnsafeBufferPointer(rebasing: bytes[range]) where byte & 0xC0 != 0x80 { count += 1 }
            return count
        }
    }

    func isNumber(_ range: Range<Int>) -> Bool {
        bytes[range].allSatisfy { isDigit($0) || $0 == point }
    }

    private let point = UInt8(ascii: ".")

    private func isDigit(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10
    }

    private func isDigit(at offset: Int) -> Bool {
        bytes.indices ~= offset && isDigit(bytes[offset])
    }

    /// All beyond ASCII counts: a part of a character never stands alone.
    private func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_") || byte >= 0x80
    }
}
