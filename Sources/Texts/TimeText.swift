/// Times from session files, in words. They can be any number from 0.
package enum TimeText {
    /// `0.35 s`, `12.5 s`, `1:05:09`
    package static func duration(_ seconds: Double) -> String {
        guard seconds < 1e12 else { return "\(seconds) s" }
        if seconds < 60 { return "\(Decimal.text(seconds, fractionDigits: seconds < 1 ? 3 : 1)) s" }
        let whole = Int(seconds.rounded())
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (hours, minutes) = (whole / 3600, whole / 60 % 60)
        return (hours > 0 ? "\(hours):\(padded(minutes))" : "\(minutes)") + ":\(padded(whole % 60))"
    }

    /// A number of milliseconds, or of seconds, without its unit.
    package static func number(_ value: Double, fractionDigits: Int = 3) -> String {
        value < 1e12 ? Decimal.text(value, fractionDigits: fractionDigits) : "\(value)"
    }
}
