/// A time as users write it: `5s`, `250ms`, `2m`, `1.5s`; a bare number means seconds.
package enum DurationText {
    /// - Returns: `nil` for what is no time, or not a positive one.
    package static func parse(_ text: String) -> Duration? {
        let units: [(suffix: String, milliseconds: Double)] = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000)]
        let unit = units.first { text.hasSuffix($0.suffix) }
        let digits = unit.map { String(text.dropLast($0.suffix.count)) } ?? text
        // Without what `Double` also reads: signs, exponents, hexadecimal.
        guard digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || $0 == UInt8(ascii: ".") }),
            let number = Double(digits), number.isFinite, number > 0
        else { return nil }
        let milliseconds = number * (unit?.milliseconds ?? 1000)
        guard milliseconds >= 0.001, milliseconds < 1e12 else { return nil }
        return .microseconds(Int64((milliseconds * 1000).rounded()))
    }

    /// The shortest of the forms that ``parse(_:)`` reads.
    package static func text(_ duration: Duration) -> String {
        let milliseconds = duration / .milliseconds(1)
        if milliseconds.truncatingRemainder(dividingBy: 1000) != 0 {
            return "\(number(milliseconds))ms"
        }
        let seconds = milliseconds / 1000
        return seconds >= 60 && seconds.truncatingRemainder(dividingBy: 60) == 0
            ? "\(number(seconds / 60))m" : "\(number(seconds))s"
    }

    private static func number(_ value: Double) -> String {
        value.rounded() == value ? String(Int(value)) : String(value)
    }
}
