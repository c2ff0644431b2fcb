import WireJSON

/// What a number may be: `0..100`, `0..`, `..100`.
package struct NumberRange: Hashable, Sendable {
    package var least: Double?
    package var most: Double?
    /// As it was written; empty for any number.
    package let text: String

    /// Any number.
    package static let all = NumberRange()

    private init() {
        text = ""
    }

    /// - Returns: `nil` for a text that is no range.
    package init?(_ text: String) {
        guard let dots = text.firstRange(of: "..") else { return nil }
        let (least, most) = (String(text[..<dots.lowerBound]), String(text[dots.upperBound...]))
        guard !least.isEmpty || !most.isEmpty else { return nil }
        if !least.isEmpty {
            guard let number = ParameterType.number(least) else { return nil }
            self.least = number.double
        }
        if !most.isEmpty {
            guard let number = ParameterType.number(most) else { return nil }
            self.most = number.double
        }
        if let least = self.least, let most = self.most, least > most { return nil }
        self.text = text
    }

    func problem(with number: JSONNumber) -> String? {
        if let least, number.double < least { return "\(number.literal) is not in \(text)" }
        if let most, number.double > most { return "\(number.literal) is not in \(text)" }
        return nil
    }
}
