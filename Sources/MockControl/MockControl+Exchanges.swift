package import MockServer
import Platform
import Texts
import WireJSON

extension MockControl {
    /// Which exchanges are meant; what is not said holds for all.
    public struct Filter: Hashable, Sendable {
        /// A regular expression that matches in the request.
        public var request: String?
        /// A regular expression that matches in the response.
        public var response: String?
        /// `ok`, `error`, `other` or `failed`.
        public var outcome: String?
        /// Whether no stub and no recording has answered.
        public var isUnmatched: Bool?
        /// `builtin`, `recording`, `stub`, `fault`, `server`, `handler` or `miss`.
        public var source: String?
        /// A JSON pointer into the request: something stands there.
        public var pointer: String?
        /// What stands there: a text, or JSON.
        public var value: String?
        /// The number of an exchange: those behind it.
        public var after: Int?

        public init(
            request: String? = nil,
            response: String? = nil,
            outcome: String? = nil,
            isUnmatched: Bool? = nil,
            source: String? = nil,
            pointer: String? = nil,
            value: String? = nil,
            after: Int? = nil
        ) {
            self.request = request
            self.response = response
            self.outcome = outcome
            self.isUnmatched = isUnmatched
            self.source = source
            self.pointer = pointer
            self.value = value
            self.after = after
        }

        /// - Throws: ``MockControlError`` with the name of what is wrong.
        package func read() throws(MockControlError) -> ExchangeFilter {
            var filter = ExchangeFilter()
            filter.request = try request.map { text throws(MockControlError) in try Self.expression(text, "request") }
            filter.response = try response.map { text throws(MockControlError) in
                try Self.expression(text, "response")
            }
            if let outcome {
                guard let read = ExchangeFilter.Outcome(rawValue: outcome) else {
                    throw MockControlError(.invalid, at: "outcome", "is ok, error, other or failed")
                }
                filter.outcome = read
            }
            filter.isUnmatched = isUnmatched
            if let source {
                guard Self.sources.contains(source) else {
                    throw MockControlError(.invalid, at: "source", "is one of \(Self.sources.joined(separator: ", "))")
                }
                filter.source = source
            }
            if let pointer {
                guard let read = JSONPointer(pointer) else {
                    throw MockControlError(.invalid, at: "pointer", "is a JSON pointer such as /image/name")
                }
                filter.pointer = read
            } else if value != nil {
                throw MockControlError(.invalid, at: "value", "goes with 'pointer'")
            }
            filter.value = value
            filter.after = after
            return filter
        }

        package static let sources = ["builtin", "recording", "stub", "fault", "server", "handler", "miss"]

        private static func expression(_ text: String, _ name: String) throws(MockControlError) -> RegularExpression {
            do throws(PatternError) {
                return try RegularExpression(text)
            } catch {
                throw MockControlError(.invalid, at: name, error.reason)
            }
        }
    }

    /// The exchanges that are meant, the newest last.
    ///
    /// - Parameter limit: how many at the most: the newest or, with `after`, the oldest.
    /// - Throws: ``MockControlError`` when the filter cannot be used.
    public func exchanges(_ filter: Filter = Filter(), limit: Int = 1000) throws -> [Exchange] {
        let filter = try filter.read()
        return try Self.withLimits {
            try log.exchanges(filter, limit: limit).exchanges.map { Exchange($0) }
        }
    }

    /// How many are meant: to verify what a test has led to.
    ///
    /// - Throws: ``MockControlError`` when the filter cannot be used.
    public func count(_ filter: Filter = Filter()) throws -> Int {
        let filter = try filter.read()
        return try Self.withLimits { try log.count(filter) }
    }

    /// Waits until at least so many are there.
    ///
    /// - Returns: how many there are.
    /// - Throws: ``MockControlError`` when they do not come in time, or the filter cannot be used.
    @discardableResult
    public func wait(for count: Int, _ filter: Filter = Filter(), within timeout: Duration) throws -> Int {
        let deadline = ContinuousClock.now + timeout
        guard let bell = Bell() else { throw MockControlError(.conflict, "no descriptors are left in this process") }
        let observer = log.observe { bell.ring() }
        defer { log.endObserving(observer) }
        while true {
            bell.silence()
            log.awaitChange()
            let found = try self.count(filter)
            if found >= count { return found }
            let left = deadline - .now
            guard left > .zero else { throw MockControlError(.timeout, "\(found) of \(count) within \(timeout)") }
            _ = bell.wait(nanoseconds: Int64(left / .nanoseconds(1)))
        }
    }

    /// Those that no stub and no recording has answered.
    public var misses: [Exchange] { (try? exchanges(Filter(isUnmatched: true))) ?? [] }

    /// Forgets the exchanges. Numbers go on.
    public func forgetExchanges() {
        log.clear()
    }

    /// An expression that was given up is the caller's mistake.
    package static func withLimits<Result>(
        _ body: () throws -> Result
    ) throws(MockControlError) -> Result {
        do {
            return try body()
        } catch {
            throw MockControlError(.invalid, "\(error)")
        }
    }
}
