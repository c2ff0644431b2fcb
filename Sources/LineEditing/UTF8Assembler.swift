/// Makes scalars of bytes that come one at a time.
struct UTF8Assembler {
    private var bytes: [UInt8] = []
    private var wanted = 0

    /// A byte that ended a broken sequence and has not been looked at itself.
    private var left: UInt8?

    /// Whether the last scalar stands for what is not UTF-8.
    private(set) var isInvalid = false

    /// Whether the next byte starts a character.
    var isAtStart: Bool { bytes.isEmpty && left == nil }

    /// Takes back the byte that ``push(_:)`` has not used.
    mutating func takeLeft() -> UInt8? {
        defer { left = nil }
        return left
    }

    /// Returns a scalar when one is complete; U+FFFD for what is not UTF-8.
    mutating func push(_ byte: UInt8) -> Unicode.Scalar? {
        isInvalid = false
        if bytes.isEmpty {
            switch byte {
            case 0..<0x80: return Unicode.Scalar(byte)
            case 0xC2..<0xE0: wanted = 2
            case 0xE0..<0xF0: wanted = 3
            case 0xF0..<0xF5: wanted = 4
            default: return invalid()
            }
            bytes.append(byte)
            return nil
        }
        guard byte & 0xC0 == 0x80 else {
            bytes.removeAll()
            left = byte
            return invalid()
        }
        bytes.append(byte)
        guard bytes.count == wanted else { return nil }
        defer { bytes.removeAll() }
        return String(validating: bytes, as: UTF8.self)?.unicodeScalars.first ?? invalid()
    }

    private mutating func invalid() -> Unicode.Scalar {
        isInvalid = true
        return "\u{FFFD}"
    }

    mutating func reset() {
        self = UTF8Assembler()
    }
}
