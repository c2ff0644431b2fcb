package import Sessions

/// Something that goes wrong on purpose, and when.
package struct Fault: Sendable {
    package let source: String
    package let kind: Kind
    private var number: Int?
    private var period: Int?
    private var probability: Double?
    private var pattern: SharedPattern?

    /// Reads `KIND[@n=2][@every=3][@p=0.1][@match=EXPRESSION]`; all conditions must hold. `match` stands last, as an
    /// expression may hold an `@`.
    ///
    /// - Throws: ``PatternError`` with what is wrong.
    package init(_ source: String) throws(PatternError) {
        self.source = source
        var rest = source[...]
        let kind = rest.prefix { $0 != "@" }
        rest = rest.dropFirst(kind.count)
        self.kind = try Kind(String(kind))
        while !rest.isEmpty {
            rest = rest.dropFirst()
            if rest.hasPrefix("match=") {
                pattern = try SharedPattern(String(rest.dropFirst(6)))
                break
            }
            let condition = rest.prefix { $0 != "@" }
            rest = rest.dropFirst(condition.count)
            try read(condition)
        }
        if self.kind == .refuse, pattern != nil {
            throw PatternError(
                reason: "'\(source)': a connection is refused before its request is known, so not by match"
            )
        }
    }

    private mutating func read(_ condition: Substring) throws(PatternError) {
        let parts = condition.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let value = parts.count == 2 ? parts[1] : ""
        switch parts[0] {
        case "n":
            number = Int(value).flatMap { $0 > 0 ? $0 : nil }
            if number != nil { return }
        case "every":
            period = Int(value).flatMap { $0 > 0 ? $0 : nil }
            if period != nil { return }
        case "p":
            probability = Double(value).flatMap { (0...1).contains($0) ? $0 : nil }
            if probability != nil { return }
        default: break
        }
        throw PatternError(reason: "'\(source)': '@\(condition)' is not @n=2, @every=3, @p=0.1 or @match=EXPRESSION")
    }

    /// Whether it concerns a connection, before there is a request.
    package var isRefusal: Bool { kind == .refuse }

    /// Whether a look at it may take long.
    var hasExpression: Bool { pattern != nil }

    /// - Parameters:
    ///   - number: the exchange, or the connection for `refuse`, counted from 1.
    ///   - request: its bytes.
    package func applies(to number: Int, request: [UInt8], _ random: inout SeededGenerator) -> Bool {
        // Drawn first, so that it does not depend on the other conditions which numbers the next draw gets.
        let isDrawn = probability.map { Double.random(in: 0..<1, using: &random) < $0 } ?? true
        return isDrawn && self.number ?? number == number && number % (period ?? 1) == 0
            && pattern?.matches(request) ?? true
    }
}
