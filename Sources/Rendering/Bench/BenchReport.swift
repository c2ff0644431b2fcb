package import Bench
import IPCClient
package import IPCFraming
package import Operations
import Sessions
import Texts
import WireJSON

/// What came of a load test, as text and as JSON.
package struct BenchReport: Renderable {
    private static let quantiles = [("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("p99.9", 0.999)]

    let result: LoadResult
    let plan: BenchPlan
    /// The server.
    let endpoint: String
    /// How connections are used, in the word of session files.
    let mode: String

    package init(_ result: LoadResult, _ plan: BenchPlan, endpoint: Endpoint, mode: ConnectionMode) {
        self.init(result, plan, endpoint: endpoint.description, mode: RecordedMode(of: endpoint, mode).word)
    }

    init(_ result: LoadResult, _ plan: BenchPlan, endpoint: String, mode: String) {
        self.result = result
        self.plan = plan
        self.endpoint = endpoint
        self.mode = mode
    }

    private var tally: LoadTally { result.tally }

    /// Times in milliseconds, by their names.
    var times: [(name: String, milliseconds: Double)] {
        guard tally.answered > 0 else { return [] }
        let latencies = tally.latencies
        return Self.quantiles.map { ($0.0, latencies.quantile($0.1)) }
            + [("max", latencies.maximum), ("mean", latencies.mean)]
    }

    /// How often which failure, the most frequent first.
    var failures: [(name: String, count: Int)] {
        tally.failures.map { ($0.key.rawValue, $0.value) }.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    }

    /// `ok 3, error 1`, those that there were.
    var answers: [(name: String, count: Int)] {
        [("ok", tally.ok), ("error", tally.errors)].filter { $0.1 > 0 }
    }

    var throughput: String { TimeText.number(result.throughput, fractionDigits: result.throughput < 100 ? 1 : 0) }

    package func lines(_ style: TextStyle) -> [String] {
        func list(_ counts: [(name: String, count: Int)]) -> String {
            counts.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
        }
        let noun = tally.total == 1 ? "exchange" : "exchanges"
        let duration = TimeText.duration(result.seconds)
        var lines = ["\(tally.total) \(noun) in \(duration): \(throughput) answered each second"]
        if tally.answered > 0 { lines.append("answers: \(list(answers))") }
        if tally.failed > 0 { lines.append("failed: \(list(failures))") }
        if tally.retries > 0 { lines.append("tried again: \(tally.retries)") }
        // Once: each of them is a walk through the histogram.
        let times = times
        if !times.isEmpty {
            let parts = times.map { "\($0.name) \(TimeText.number($0.milliseconds))" }
            lines.append("ms: \(parts.joined(separator: ", "))")
        }
        let chart = LatencyChart(columns: style.columns, environment: style.environment)
        return lines + chart.lines(tally.latencies)
    }

    package var jsonLines: [UInt8] { json.line }

    var json: JSONObject {
        var failures = JSONObject()
        for (name, count) in self.failures { failures[JSONString(name)] = .number(count) }
        var times = JSONObject()
        for (name, milliseconds) in self.times {
            times[JSONString(name.replacing(".", with: "_"))] = .seconds(milliseconds)
        }
        var object: JSONObject = [
            "requests": .number(tally.total), "errors": .number(tally.failed), "errors_by_kind": .object(failures),
            "answers": ["ok": .number(tally.ok), "error": .number(tally.errors)],
            "retries": .number(tally.retries), "seconds": .seconds(result.seconds),
            "throughput": .seconds(result.throughput), "latency_ms": .object(times),
            "jobs": .number(plan.connections), "to": .string(endpoint), "mode": .string(mode),
        ]
        if let rate = plan.load.rate {
            object["rate"] = .number(rate)
            object["unsent"] = .number(result.unsent)
        }
        return object
    }
}
