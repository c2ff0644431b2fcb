/// The value of a number as it is written, whatever its size: `1`, `1.0` and `10e-1` are one, and
/// `9007199254740993` is not `9007199254740992`, as it would be for `Double`.
package struct ExactDecimal: Hashable, Sendable {
    /// More digits than these are not added up.
    private static let mostDigits = 400

    package let isNegative: Bool
    /// 0 to 9, without zeros at either end; none for zero.
    private let digits: [UInt8]
    /// The power of ten of the last digit.
    private let exponent: Int

    private init(isNegative: Bool, digits: ArraySlice<UInt8>, exponent: Int) {
        var digits = digits.drop { $0 == 0 }
        var exponent = exponent
        while digits.last == 0 {
            digits.removeLast()
            exponent += 1
        }
        self.isNegative = isNegative && !digits.isEmpty
        self.digits = Array(digits)
        self.exponent = digits.isEmpty ? 0 : exponent
    }

    /// - Returns: nil for `NaN`, the infinities, and an exponent that nobody can count.
    package init?(_ number: JSONNumber) {
        var digits: [UInt8] = []
        var exponent = 0
        var isInFraction = false
        var rest = number.literal.utf8[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative { rest.removeFirst() }
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "."): isInFraction = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                // Two numbers of a million digits each stay far from the end of what is counted.
                guard let written = Int(String(decoding: rest, as: UTF8.self)), abs(written) < 1 << 40 else {
                    return nil
                }
                exponent += written
                rest = rest[rest.endIndex...]
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits.append(byte - UInt8(ascii: "0"))
                if isInFraction { exponent -= 1 }
            default: return nil
            }
        }
        self.init(isNegative: isNegative, digits: digits[...], exponent: exponent)
    }

    /// - Returns: nil when there would be too many digits to read.
    package func subtracting(_ other: ExactDecimal) -> ExactDecimal? {
        if other.digits.isEmpty { return self }
        let low = digits.isEmpty ? other.exponent : min(exponent, other.exponent)
        guard let left = shifted(to: low), let right = other.shifted(to: low) else { return nil }
        if isNegative != other.isNegative {
            return ExactDecimal(isNegative: digits.isEmpty ? !other.isNegative : isNegative, sum(left, right), low)
        }
        let isSmaller = left.count != right.count ? left.count < right.count : left.lexicographicallyPrecedes(right)
        let difference = isSmaller ? Self.difference(right, left) : Self.difference(left, right)
        return ExactDecimal(isNegative: isNegative != isSmaller, difference, low)
    }

    private init(isNegative: Bool, _ digits: [UInt8], _ exponent: Int) {
        self.init(isNegative: isNegative, digits: digits[...], exponent: exponent)
    }

    /// The digits with as many zeros behind them as the lower exponent asks for.
    private func shifted(to low: Int) -> [UInt8]? {
        if digits.isEmpty { return [] }
        guard digits.count + (exponent - low) <= Self.mostDigits else { return nil }
        return digits + [UInt8](repeating: 0, count: exponent - low)
    }

    private func sum(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var carry: UInt8 = 0
        for place in 0..<max(left.count, right.count) {
            let sum = Self.digit(left, place) + Self.digit(right, place) + carry
            result.append(sum % 10)
            carry = sum / 10
        }
        return Array((result + [carry]).reversed())
    }

    /// - Parameter left: not smaller than `right`.
    private static func difference(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var borrowed: UInt8 = 0
        for place in left.indices {
            let taken = digit(right, place) + borrowed
            let have = digit(left, place)
            borrowed = have < taken ? 1 : 0
            result.append(have + 10 * borrowed - taken)
        }
        return result.reversed()
    }

    /// The digit of a place, counted from the last one.
    private static func digit(_ digits: [UInt8], _ place: Int) -> UInt8 {
        place < digits.count ? digits[digits.count - 1 - place] : 0
    }
}

extension ExactDecimal: CustomStringConvertible {
    /// `0.2`, `-12`, `1.5e-9`, `4e+30`: written out where that takes few zeros.
    package var description: String {
        if digits.isEmpty { return "0" }
        let sign = isNegative ? "-" : ""
        let text = String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
        /// The power of ten of the first digit.
        let top = exponent + digits.count - 1
        if exponent >= 0, top < 16 { return sign + text + String(repeating: "0", count: exponent) }
        if top >= 0, exponent < 0 { return sign + text.prefix(top + 1) + "." + text.dropFirst(top + 1) }
        if top < 0, top > -5 { return sign + "0." + String(repeating: "0", count: -top - 1) + text }
        let fraction = digits.count > 1 ? "." + text.dropFirst() : ""
        return sign + text.prefix(1) + fraction + (top < 0 ? "e-" : "e+") + String(top.magnitude)
    }
}
