import CommandSpec
import MockCore
import MockServer
import Texts

/// How slow a server is, and what it does wrong.
enum MockFaultOptions {
    /// A server waits no longer for an answer.
    private static let longestWait = Duration.seconds(3600)

    static let latency = Option(
        "--latency",
        .latency,
        "How long answers take: 50ms, 10ms..40ms, lognormal:90ms,0.3 (median, sigma) or recorded."
    )
    static let fault = Option(
        "--fault",
        .fault,
        """
        What goes wrong: reset, close, silent, truncate:N, no-crlf, no-close, garbage, slice:N,20ms, bandwidth:10k/s, \
        latency:50ms, slow-close:2s, limit:N, bad-utf8, refuse or down, over a WebSocket also close:CODE, no-close-frame, \
        late-pong or fragment:N, and when: @n=2, @every=3, @p=0.1, @match=REGEX; with upstream: before it a proxy does it \
        to the request; repeatable, the first that applies does.
        """,
        isRepeatable: true
    )
    static let seed = Option("--seed", .seed, "Makes chance the same in each run.")

    static let group = OptionGroup("Time and faults", [latency, fault, seed])

    static func apply(_ arguments: ParsedArguments, to configuration: inout MockServer.Configuration) {
        if let latency = arguments[latency] { configuration.latency = latency }
        configuration.faults += arguments.all(fault)
        configuration.seed = arguments[seed] ?? 0
    }

    /// What the user has written; a few draws of chance are longer.
    fileprivate static func isTooLong(_ latency: Latency) -> Bool {
        switch latency {
        case .none, .recorded: false
        case .uniform(let range): range.upperBound > longestWait
        case .logNormal(let median, _): median > longestWait
        }
    }
}

extension ValueType<Latency> {
    fileprivate static let latency = ValueType("time", completion: .list(["recorded", "lognormal:"])) {
        text throws(ValueError) in
        guard let latency = Latency(text) else {
            throw ValueError("'\(text)' is not 50ms, 10ms..40ms, lognormal:90ms,0.3 or recorded")
        }
        guard !MockFaultOptions.isTooLong(latency) else { throw ValueError("'\(text)' is more than 1h") }
        return latency
    }
}

extension ValueType<Fault> {
    fileprivate static let fault = ValueType(
        "fault",
        completion: .list([
            "reset", "close", "silent", "truncate:", "no-crlf", "no-close", "garbage", "slice:", "bandwidth:",
            "latency:", "slow-close:", "limit:", "bad-utf8", "refuse", "down", "upstream:",
            "close:", "no-close-frame", "late-pong", "fragment:",
        ]),
        expression: { text throws(PatternError) in try Fault(text) }
    )
}

extension ValueType<UInt64> {
    fileprivate static let seed = ValueType("number") { text throws(ValueError) in
        guard let number = UInt64(text) else { throw ValueError("'\(text)' is not a whole number from 0 on") }
        return number
    }
}
