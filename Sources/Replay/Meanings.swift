/// Why exchanges count as the same though they were recorded over another transport, each reason once.
package struct Meanings {
    /// How many exchanges a reason names.
    private static let mostNamed = 5

    private var reasons: [(words: String, numbers: [Int], count: Int)] = []

    package init() {}

    /// - Parameter number: the exchange's.
    package mutating func add(_ words: String, _ number: Int) {
        guard let index = reasons.firstIndex(where: { $0.words == words }) else {
            return reasons.append((words, [number], 1))
        }
        reasons[index].count += 1
        if reasons[index].numbers.count < Self.mostNamed { reasons[index].numbers.append(number) }
    }

    /// A line for each reason: `exchanges 3, 7 count as the same: ...`.
    package var notices: [String] {
        reasons.map { reason in
            let rest = reason.count - reason.numbers.count
            let numbers =
                reason.numbers.map(String.init).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
            let subject = reason.count == 1 ? "exchange \(numbers) counts" : "exchanges \(numbers) count"
            return "\(subject) as the same: \(reason.words)"
        }
    }
}
