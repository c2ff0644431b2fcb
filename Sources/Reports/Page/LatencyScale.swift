import Platform

/// The height of times in a plot: in proportion, or by powers of ten where a few are far longer than most.
struct LatencyScale {
    /// The longest time may be so many times the usual one before the scale goes by powers of ten.
    private static let mostTimes = 25.0

    let ticks: [Double]
    private let isLogarithmic: Bool
    private let bottom: Double
    private let top: Double

    /// Milliseconds, above 0.
    init(most: Double, typical: Double) {
        isLogarithmic = typical > 0 && most > Self.mostTimes * typical
        if isLogarithmic {
            let (low, high) = (log10(typical / 4).rounded(.down), log10(most).rounded(.up))
            (bottom, top) = (pow(10, low), pow(10, high))
            ticks = (0...max(1, Int(high - low))).map { pow(10, low + Double($0)) }
        } else {
            let step = PageNumber.step(most, most: 5)
            (bottom, top) = (0, (most / step).rounded(.up) * step)
            ticks = (0...max(1, Int((top / step).rounded()))).map { Double($0) * step }
        }
    }

    /// 0 to 1.
    func share(_ value: Double) -> Double {
        guard isLogarithmic else { return min(1, value / top) }
        return value <= bottom ? 0 : min(1, log10(value / bottom) / log10(top / bottom))
    }
}
