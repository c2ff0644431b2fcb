package import IPCClient
package import IPCFraming
package import InspectProtocol

/// What came of the exchanges of a load test. Each thread counts for itself; the counts are added at the end.
package struct LoadTally: Sendable {
    /// Answered, and not with an error.
    package private(set) var ok = 0
    /// Answered with an error.
    package private(set) var errors = 0
    /// Without a whole response, by the kind of failure.
    package private(set) var failures: [FailureCode: Int] = [:]
    package private(set) var firstFailure: ExchangeError?
    /// How often a connection or a request was tried again.
    package private(set) var retries = 0
    /// Of the exchanges with a whole response.
    package private(set) var latencies = LatencyHistogram()

    package init() {}

    /// What was counted elsewhere.
    package init(
        ok: Int,
        errors: Int,
        failures: [FailureCode: Int],
        retries: Int,
        latencies: LatencyHistogram
    ) {
        self.ok = ok
        self.errors = errors
        self.failures = failures
        self.retries = retries
        self.latencies = latencies
    }

    package var answered: Int { ok + errors }
    package var failed: Int { failures.values.reduce(0, +) }
    package var total: Int { answered + failed }

    /// - Parameters:
    ///   - latency: from the time that the exchange was due to the end of its response.
    ///   - rule: what counts as an error.
    package mutating func count(_ exchange: Exchange, latency: Duration, _ rule: SuccessRule = .standard) {
        retries += exchange.attempts - 1
        guard exchange.failure == nil, exchange.response != nil || exchange.messages != nil else {
            let failure = exchange.failure
            failures[failure?.code ?? .truncated, default: 0] += 1
            if firstFailure == nil { firstFailure = failure }
            return
        }
        switch exchange.response.map({ rule.reply($0.bytes) }) {
        case .ok?, nil: ok += 1
        case .error?: errors += 1
        }
        latencies.add(latency)
    }

    package mutating func add(_ other: LoadTally) {
        ok += other.ok
        errors += other.errors
        failures.merge(other.failures) { $0 + $1 }
        firstFailure = firstFailure ?? other.firstFailure
        retries += other.retries
        latencies.add(other.latencies)
    }
}
