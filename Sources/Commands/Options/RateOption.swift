/// A rate as users write it on the command line: `20/s`.
enum RateOption {
    /// - Returns: so many a second; `nil` for what is no rate, or none that a clock can give.
    static func parse(_ text: String) -> Double? {
        guard text.hasSuffix("/s"), let rate = Double(text.dropLast(2)), rate.isFinite, rate >= 1e-6, rate <= 1e6
        else { return nil }
        return rate
    }
}
