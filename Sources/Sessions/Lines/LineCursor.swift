import Platform
import WireJSON

/// A place in a line, and what may stand there as session files are written.
struct LineCursor {
    /// A time as it is written, to be computed only when it is asked for.
    struct Time {
        /// All digits, as one number below 10^15.
        fileprivate var digits: Int64 = 0
        /// How many of them stand behind the point.
        fileprivate var fractionDigits = 0

        private static let powers = [
            1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
        ]

        /// Both numbers are exact as `Double`, so that this rounds once, as ``JSONNumber/exactDouble(of:)`` does.
        var value: Double { Double(digits) / Self.powers[fractionDigits] }
    }

    /// A string that may stand for a text.
    struct Text {
        /// Without its quotes.
        let place: Range<Int>
        /// Whether it is printable ASCII without a backslash.
        let isPlain: Bool
        let isEscaped: Bool
    }

    /// All numbers of so many digits are below 2⁵³.
    private static let mostDigits = 15
    private static let halfPairs = ["\\ud", "\\uD"].map { Array($0.utf8) }

    let bytes: UnsafeBufferPointer<UInt8>
    private var offset = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { offset == bytes.count }

    /// A byte a little further on; 0 behind the end.
    @inline(__always)
    func byte(_ distance: Int) -> UInt8 {
        bytes.count &- offset > distance ? bytes[offset &+ distance] : 0
    }

    /// - Returns: whether the text was there.
    @inline(__always)
    mutating func skip(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard bytes.count &- offset >= count, let base = bytes.baseAddress,
            memcmp(base + offset, text.utf8Start, count) == 0
        else { return false }
        offset &+= count
        return true
    }

    @inline(__always)
    mutating func skipSpace() {
        if byte(0) == 0x20 { offset &+= 1 }
    }

    /// - Parameter key: with its quotes and its colon.
    @inline(__always)
    mutating func skipKey(_ key: StaticString) -> Bool {
        guard skip(key) else { return false }
        skipSpace()
        return true
    }

    /// A whole number from 1, as the decoder takes it; of those that are very large, none.
    @inline(__always)
    mutating func wholeNumber() -> Int? {
        guard byte(0) != UInt8(ascii: "0") else { return nil }
        var number: Int64 = 0
        guard let count = skipDigits(&number), count <= Self.mostDigits else { return nil }
        return Int(number)
    }

    /// A number from 0 without an exponent, of few digits.
    @inline(__always)
    mutating func time() -> Time? {
        let hasZero = byte(0) == UInt8(ascii: "0")
        var time = Time()
        guard var count = skipDigits(&time.digits), !hasZero || count == 1 else { return nil }
        if byte(0) == UInt8(ascii: ".") {
            offset &+= 1
            guard let fraction = skipDigits(&time.digits) else { return nil }
            time.fractionDigits = fraction
            count &+= fraction
        }
        return count <= Self.mostDigits ? time : nil
    }

    /// - Parameter number: gets the digits behind those it has; it may be anything when they are too many.
    /// - Returns: how many there are; `nil` for none.
    @inline(__always)
    private mutating func skipDigits(_ number: inout Int64) -> Int? {
        let start = offset
        while offset < bytes.count, case let digit = bytes[offset] &- UInt8(ascii: "0"), digit < 10 {
            number = number &* 10 &+ Int64(digit)
            offset &+= 1
        }
        return offset > start ? offset &- start : nil
    }

    /// A string, unless half of a surrogate pair may stand in it.
    mutating func string() -> Text? {
        guard byte(0) == UInt8(ascii: "\""), let skim = JSONSkim(bytes, at: offset) else { return nil }
        let place = (offset &+ 1)..<(skim.end &- 1)
        offset = skim.end
        if skim.isPlain { return Text(place: place, isPlain: true, isEscaped: false) }
        let text = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[place])
        let isEscaped = text.firstIndex(of: UInt8(ascii: "\\"), from: 0) != nil
        if isEscaped, Self.halfPairs.contains(where: text.contains(bytes:)) { return nil }
        return Text(place: place, isPlain: false, isEscaped: isEscaped)
    }

    /// An object or an array.
    ///
    /// - Returns: also whether all strings in it stand for themselves.
    mutating func value() -> (place: Range<Int>, isPlain: Bool)? {
        guard let skim = JSONSkim(bytes, at: offset) else { return nil }
        defer { offset = skim.end }
        return (offset..<skim.end, skim.isPlain)
    }
}
