import WireJSON

/// A text whose noise is replaced by what is the same for all of it.
struct NormalizedText {
    /// Bytes that UTF-8 never has stand for a time, a UUID and a number.
    private enum Mark {
        static let time: UInt8 = 0xFD
        static let uuid: UInt8 = 0xFE
        static let number: UInt8 = 0xFF
    }

    private(set) var bytes: [UInt8] = []
    /// The values of the numbers, in their order.
    private(set) var numbers: [Double] = []

    private let normalization: Normalization
    private var isSpacePending = false

    /// - Returns: `nil` for bytes that are not UTF-8.
    init?(_ text: [UInt8], _ normalization: Normalization) {
        guard UTF8Bytes.firstInvalidOffset(in: text) == nil else { return nil }
        self.normalization = normalization
        bytes.reserveCapacity(text.count)
        if normalization.letterCase {
            var folded = String(decoding: text, as: UTF8.self).lowercased()
            folded.withUTF8 { read(NoiseScanner(bytes: $0)) }
        } else {
            text.withUnsafeBufferPointer { read(NoiseScanner(bytes: $0)) }
        }
    }

    private mutating func read(_ scanner: NoiseScanner) {
        var offset = 0
        while offset < scanner.bytes.count {
            let byte = scanner.bytes[offset]
            if byte < 0x80, let end = readNoise(at: offset, scanner) {
                offset = end
            } else if normalization.space, let length = scanner.spaceLength(at: offset) {
                isSpacePending = true
                offset += length
            } else if normalization.path, byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") {
                if isSpacePending || bytes.last != UInt8(ascii: "/") { append(UInt8(ascii: "/")) }
                offset += 1
            } else if normalization.path, scanner.isDriveLetter(at: offset) {
                append(byte | 0x20)
                offset += 1
            } else {
                append(byte)
                offset += 1
                // Nothing starts behind a letter or a digit, so the rest of a word is passed over at once.
                if !scanner.isLetterOrDigit(at: offset - 1) { continue }
                while scanner.isLetterOrDigit(at: offset) {
                    bytes.append(scanner.bytes[offset])
                    offset += 1
                }
            }
        }
    }

    /// - Returns: the end of a UUID, a time or a number that starts there.
    private mutating func readNoise(at offset: Int, _ scanner: NoiseScanner) -> Int? {
        if normalization.uuid, let end = scanner.endOfUUID(at: offset) {
            append(Mark.uuid)
            return end
        }
        if normalization.time, let end = scanner.endOfTime(at: offset) {
            append(Mark.time)
            return end
        }
        if normalization.tolerance != nil, let (value, end) = scanner.number(at: offset) {
            append(Mark.number)
            numbers.append(value)
            return end
        }
        return nil
    }

    private mutating func append(_ byte: UInt8) {
        if isSpacePending, !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
        isSpacePending = false
        bytes.append(byte)
    }
}
