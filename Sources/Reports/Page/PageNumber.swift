import Texts

/// Numbers as they stand on a page.
enum PageNumber {
    /// `12.4 ms`, `1.52 s`
    static func time(_ seconds: Double) -> String {
        seconds < 1 ? "\(milliseconds(seconds * 1000)) ms" : TimeText.duration(seconds)
    }

    /// Three digits that count.
    static func milliseconds(_ value: Double) -> String {
        TimeText.number(value, fractionDigits: value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0)
    }

    /// `10 000`, with a narrow blank that does not break.
    static func count(_ number: Int) -> String {
        let digits = String(number)
        guard digits.utf8.count > 4 else { return digits }
        var text = ""
        for (offset, digit) in digits.enumerated() {
            if offset > 0, (digits.utf8.count - offset) % 3 == 0 { text += "\u{202F}" }
            text.append(digit)
        }
        return text
    }

    /// A coordinate.
    static func place(_ value: Double) -> String { Decimal.text(value, fractionDigits: 1) }

    /// 1, 2 or 5 times a power of ten, so that a scale up to `maximum` has so many steps at the most.
    static func step(_ maximum: Double, most: Int) -> Double {
        var step = 1e-6
        for factor in [2, 2.5, 2].cycled(60) where maximum / step > Double(most) { step *= factor }
        return step
    }
}

extension Array {
    fileprivate func cycled(_ count: Int) -> [Element] { (0..<count).map { self[$0 % self.count] } }
}
