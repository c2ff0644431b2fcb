/// Walks through a JSON text from front to back, checking as it goes, without building anything.
///
/// The rules are those of Python's `json.loads`. All methods skip white space first. After an error the scanner stays
/// where the error is and must not be used further.
///
/// ```swift
/// var scanner = JSONScanner(line)
/// try scanner.enterObject()
/// while let key = try scanner.nextKey() {
///     if key == "n" { number = try scanner.int() } else { try scanner.skipValue() }
/// }
/// try scanner.finish()
/// ```
package struct JSONScanner {
    /// The text; it must outlive the scanner.
    package let bytes: UnsafeBufferPointer<UInt8>
    /// Where the scanner is, in bytes.
    package internal(set) var offset: Int
    let limits: JSONLimits
    /// How many containers are open.
    var depth = 0
    /// Whether the innermost open container was entered just now, so that no comma comes first.
    var isAtStartOfContainer = false
    /// Whether all strings so far stand for themselves: printable ASCII without a backslash.
    var isPlain = true

    // Additions to `offset` are unchecked: each follows a comparison with `bytes.count`, and no buffer reaches Int.max.

    package init(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int = 0, limits: JSONLimits = .standard) {
        self.bytes = bytes
        self.offset = offset
        self.limits = limits
    }

    package enum Kind: Sendable, Hashable {
        case object, array, string, number, bool, null
    }

    /// What the next value is by its first character; nil when none can start here. Does not look any further.
    package mutating func peekKind() -> Kind? {
        skipWhitespace()
        guard offset < bytes.count else { return nil }
        switch bytes[offset] {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "N"), UInt8(ascii: "I"):
            return .number
        default: return nil
        }
    }

    /// Checks that nothing but white space follows.
    package mutating func finish() throws(JSONError) {
        skipWhitespace()
        guard offset == bytes.count else { throw failure(.trailingText) }
    }

    @inline(__always)
    mutating func skipWhitespace() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x09, 0x0A, 0x0D: offset &+= 1
            default: return
            }
        }
    }

    /// The next byte, or 0, which no JSON text has outside of its strings, at the end.
    @inline(__always)
    var byte: UInt8 {
        offset < bytes.count ? bytes[offset] : 0
    }

    @inline(never)
    func failure(_ reason: JSONError.Reason, at offset: Int? = nil) -> JSONError {
        let isTooDeep = depth > limits.depthOfErrors && reason.isRaisedInPlaceByPython
        return JSONError(isTooDeep ? .tooDeep : reason, at: offset ?? self.offset, in: bytes)
    }
}
