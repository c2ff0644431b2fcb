/// Values of the bytes of a number that a scanner has seen, without a `String` in between.
extension JSONNumber {
    /// The value of an integer, nil when it does not fit.
    static func int(of literal: UnsafeBufferPointer<UInt8>) -> Int? {
        let isNegative = literal.first == UInt8(ascii: "-")
        // Collected below zero, where one value more fits.
        var value = 0
        for byte in literal.dropFirst(isNegative ? 1 : 0) {
            let product = value.multipliedReportingOverflow(by: 10)
            let sum = product.partialValue.subtractingReportingOverflow(Int(byte &- UInt8(ascii: "0")))
            if product.overflow || sum.overflow { return nil }
            value = sum.partialValue
        }
        if isNegative { return value }
        return value == .min ? nil : -value
    }

    /// The value of a short number without exponent, nil for others.
    ///
    /// An integer up to 2^53 and a power of ten up to 10^22 are both exact as `Double`, so that one division rounds
    /// once, correctly (W. D. Clinger, "How to Read Floating Point Numbers Accurately", 1990). 15 digits stay below
    /// both bounds. Several times as fast as `Double(String)`, which a session of a million lines would call two
    /// million times.
    package static func exactDouble(of literal: UnsafeBufferPointer<UInt8>) -> Double? {
        guard literal.count <= 16 else { return nil }
        let isNegative = literal.first == UInt8(ascii: "-")
        var digits: Int64 = 0
        var scale = 1.0
        var isInFraction = false
        var digitCount = 0
        for byte in literal.dropFirst(isNegative ? 1 : 0) {
            if byte == UInt8(ascii: ".") {
                isInFraction = true
                continue
            }
            let digit = byte &- UInt8(ascii: "0")
            digitCount += 1
            guard digit < 10, digitCount <= 15 else { return nil }
            digits = digits * 10 + Int64(digit)
            if isInFraction { scale *= 10 }
        }
        let magnitude = Double(digits) / scale
        return isNegative ? -magnitude : magnitude
    }
}
