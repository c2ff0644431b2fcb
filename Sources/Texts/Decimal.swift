/// Numbers as a person reads them: no exponent, no needless zeros.
package enum Decimal {
    /// Appends a number rounded to a few digits behind the point: `0`, `1.52`, `0.000083`.
    ///
    /// - Parameters:
    ///   - value: what is not finite, or has more than 18 digits in all, is written as 0: no clock gives it.
    ///   - fractionDigits: at most 6.
    package static func append(_ value: Double, fractionDigits: Int, to output: inout [UInt8]) {
        var scale = 1
        for _ in 0..<fractionDigits { scale *= 10 }
        let scaled = (value * Double(scale)).rounded()
        guard scaled.isFinite, scaled.magnitude < 1e18 else {
            output.append(UInt8(ascii: "0"))
            return
        }
        if scaled < 0 { output.append(UInt8(ascii: "-")) }
        let digits = Int(scaled.magnitude)
        append(digits / scale, to: &output)
        var fraction = digits % scale
        guard fraction > 0 else { return }
        output.append(UInt8(ascii: "."))
        while fraction > 0 {
            scale /= 10
            output.append(UInt8(ascii: "0") + UInt8(fraction / scale))
            fraction %= scale
        }
    }

    /// The number as text, as ``append(_:fractionDigits:to:)`` writes it.
    package static func text(_ value: Double, fractionDigits: Int) -> String {
        var bytes: [UInt8] = []
        append(value, fractionDigits: fractionDigits, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Several times as fast as by way of a `String`; each line has some numbers.
    package static func append(_ value: Int, to output: inout [UInt8]) {
        if value < 0 { output.append(UInt8(ascii: "-")) }
        var first = output.count
        var rest = value.magnitude
        repeat {
            output.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        var last = output.count - 1
        while first < last {
            output.swapAt(first, last)
            first += 1
            last -= 1
        }
    }
}
