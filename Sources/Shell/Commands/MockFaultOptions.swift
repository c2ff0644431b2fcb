import ArgumentParser
import MockCore
import MockServer
import Sessions
import Texts

/// How slow a mock server is, and what it does wrong.
struct MockFaultOptions: ParsableArguments {
    /// A server waits no longer for an answer.
    private static let longestWait = Duration.seconds(3600)

    @Option(
        help: ArgumentHelp(
            "How long answers take: 50ms, 10ms..40ms, lognormal:90ms,0.3 (median, sigma) or recorded.",
            valueName: "time"
        )
    )
    var latency: String?

    @Option(
        help: ArgumentHelp(
            "What goes wrong: reset, close, silent, truncate:N, no-crlf, no-close, garbage, slice:N,20ms, bad-utf8 or"
                + " refuse, and when: @n=2, @every=3, @p=0.1, @match=REGEX; repeatable, the first that applies does.",
            valueName: "fault"
        )
    )
    var fault: [String] = []

    @Option(help: ArgumentHelp("Makes chance the same in each run.", valueName: "number"))
    var seed: UInt64 = 0

    func apply(to configuration: inout MockServer.Configuration) throws(Failure) {
        if let latency {
            guard let time = Latency(latency) else {
                throw .usage("--latency: '\(latency)' is not 50ms, 10ms..40ms, lognormal:90ms,0.3 or recorded")
            }
            if Self.longest(time) > Self.longestWait { throw .usage("--latency: '\(latency)' is more than 1h") }
            configuration.latency = time
        }
        for text in fault {
            do throws(PatternError) {
                configuration.faults.append(try Fault(text))
            } catch {
                throw .usage("--fault: \(error)")
            }
        }
        configuration.seed = seed
    }

    /// What the user has written; a few draws of chance are longer.
    private static func longest(_ latency: Latency) -> Duration {
        switch latency {
        case .none, .recorded: .zero
        case .uniform(let range): range.upperBound
        case .logNormal(let median, _): median
        }
    }
}
