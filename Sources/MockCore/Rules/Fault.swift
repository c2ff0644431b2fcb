package import Texts

/// Something that goes wrong on purpose, and when.
package struct Fault: Sendable {
    package let source: String
    package let kind: Kind
    /// Whether it is about what goes to the server behind a proxy, not about the answer.
    package let isUpstream: Bool
    private var number: Int?
    private var period: Int?
    private var probability: Double?
    private var pattern: RegularExpression?

    /// Reads `[upstream:]KIND[@n=2][@every=3][@p=0.1][@match=EXPRESSION]`; all conditions must hold. `match` stands last,
    /// as an expression may hold an `@`.
    ///
    /// - Throws: ``PatternError`` with what is wrong.
    package init(_ source: String) throws(PatternError) {
        self.source = source
        var rest = source[...]
        isUpstream = rest.hasPrefix("upstream:")
        if isUpstream { rest = rest.dropFirst(9) }
        let kind = rest.prefix { $0 != "@" }
        rest = rest.dropFirst(kind.count)
        self.kind = try Kind(String(kind))
        while !rest.isEmpty {
            rest = rest.dropFirst()
            if rest.hasPrefix("match=") {
                pattern = try RegularExpression(String(rest.dropFirst(6)))
                break
            }
            let condition = rest.prefix { $0 != "@" }
            rest = rest.dropFirst(condition.count)
            try read(condition)
        }
        if isUpstream, !self.kind.isForUpstream {
            throw PatternError(
                reason: "'\(source)': what goes to the server can meet reset, close, silent, truncate:N, no-crlf, "
                    + "garbage, bad-utf8, slice:N,20ms, bandwidth:10k/s, latency:50ms, slow-close:2s and limit:N; over a "
                    + "WebSocket also close:CODE, no-close-frame and fragment:N"
            )
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

    /// Whether it is about what sockets do not have.
    package var isForWebSocket: Bool {
        switch kind {
        case .closeCode, .noCloseFrame, .latePong, .fragment: true
        case .reset, .close, .silent, .truncate, .noTerminator, .noClose, .garbage, .slice, .invalidUTF8, .refuse,
            .bandwidth, .latency, .slowClose, .limit, .down:
            false
        }
    }

    /// Whether a look at it may take long.
    var hasExpression: Bool { pattern != nil }

    /// - Parameters:
    ///   - number: the exchange, or the connection for `refuse`, counted from 1.
    ///   - request: its bytes.
    /// - Throws: when its expression was given up.
    package func applies(
        to number: Int,
        request: [UInt8],
        _ random: inout SeededGenerator
    ) throws(RegularExpression.LimitExceeded) -> Bool {
        // Drawn first, so that it does not depend on the other conditions which numbers the next draw gets.
        let isDrawn = probability.map { Double.random(in: 0..<1, using: &random) < $0 } ?? true
        guard isDrawn, self.number ?? number == number, number % (period ?? 1) == 0 else { return false }
        guard let pattern else { return true }
        return try pattern.matches(request)
    }
}

extension [Fault] {
    /// The first that applies, of those that a test lets pass.
    ///
    /// - Parameter giveUp: told of expressions that took too long, which counts as no match.
    package func first(
        to number: Int,
        request: [UInt8],
        _ random: inout SeededGenerator,
        where isMeant: (Fault) -> Bool,
        giveUp: (RegularExpression.LimitExceeded) -> Void
    ) -> Fault? {
        for fault in self where isMeant(fault) {
            do throws(RegularExpression.LimitExceeded) {
                if try fault.applies(to: number, request: request, &random) { return fault }
            } catch {
                giveUp(error)
            }
        }
        return nil
    }
}
