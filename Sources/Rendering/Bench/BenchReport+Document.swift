import Bench
import IPCClient
import IPCFraming
import Operations
package import Reports
package import Texts
package import WireJSON

/// Load tests as files: for people, and to be read and merged again.
extension BenchReport {
    package func bytes(_ format: ReportTarget.Format, created: Timestamp, host: String) -> [UInt8] {
        if format == .html { return BenchPage.bytes(self, created: created) }
        var document: JSONObject = [
            "ipcsh_bench": 1, "command": "bench", "created": .string(created.iso8601), "host": .string(host),
            "sent": .string(plan.content),
        ]
        for member in json.members { document[member.key] = member.value }
        let latencies = result.tally.latencies
        document["histogram"] = [
            "unit": "ns", "sum": .number(latencies.sum), "max": .number(Int(clamping: latencies.maximumNanoseconds)),
            "counts": .array(latencies.counted.map { [.number(Int(clamping: $0.value)), .number($0.count)] }),
        ]
        return JSONWriter.compact.bytes(of: .object(document)) + [UInt8(ascii: "\n")]
    }

    /// Reads what ``bytes(_:created:host:)`` wrote as JSON.
    ///
    /// - Returns: nil when it is something else.
    package init?(_ document: JSONValue) {
        func count(_ value: JSONValue?) -> Int? { value?.int.flatMap { 0...(1 << 48) ~= $0 ? $0 : nil } }
        func number(_ value: JSONValue?) -> Double? { value?.double.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil } }
        let answers = document["answers"]
        guard document["ipcsh_bench"]?.int == 1, let ok = count(answers?["ok"]), let errors = count(answers?["error"]),
            let retries = count(document["retries"]),
            let seconds = number(document["seconds"]), seconds < 1e9, let jobs = count(document["jobs"]),
            let histogram = document["histogram"], let sum = number(histogram["sum"]),
            let maximum = count(histogram["max"]), let rows = histogram["counts"]?.array
        else { return nil }
        var counts: [(value: UInt64, count: Int)] = []
        for row in rows {
            guard let pair = row.array, pair.count == 2, let value = count(pair[0]), let number = count(pair[1]) else {
                return nil
            }
            counts.append((UInt64(value), number))
        }
        guard let latencies = LatencyHistogram(counts, maximum: UInt64(maximum), sum: sum),
            latencies.count == ok + errors
        else { return nil }
        var failures: [FailureCode: Int] = [:]
        for member in document["errors_by_kind"]?.object?.members ?? [] {
            guard let number = count(member.value) else { return nil }
            failures[FailureCode(rawValue: member.key.lossyText)] = number
        }
        var result = LoadResult()
        result.tally = LoadTally(
            ok: ok,
            errors: errors,
            failures: failures,
            retries: retries,
            latencies: latencies
        )
        result.elapsed = .seconds(1) * seconds
        result.unsent = count(document["unsent"]) ?? 0
        var load = Load([])
        load.rate = number(document["rate"])
        let content = document["sent"]?.string?.lossyText ?? ""
        self.init(
            result,
            BenchPlan(load: load, connections: jobs, content: content),
            endpoint: document["to"]?.string?.lossyText ?? "",
            mode: document["mode"]?.string?.lossyText ?? ""
        )
    }

    /// Both together, as if they had run at the same time.
    package func merged(with other: BenchReport) -> BenchReport {
        var (result, plan) = (result, plan)
        result.tally.add(other.result.tally)
        result.elapsed = max(result.elapsed, other.result.elapsed)
        result.unsent += other.result.unsent
        plan.connections += other.plan.connections
        if let rate = plan.load.rate, let otherRate = other.plan.load.rate {
            plan.load.rate = rate + otherRate
        } else {
            plan.load.rate = nil
        }
        func joined(_ left: String, _ right: String) -> String {
            left.split(separator: ", ").contains(right[...]) || left == right ? left : "\(left), \(right)"
        }
        plan.content = joined(plan.content, other.plan.content)
        return BenchReport(
            result,
            plan,
            endpoint: joined(endpoint, other.endpoint),
            mode: joined(mode, other.mode)
        )
    }

    package var exitStatus: ExitStatus {
        result.tally.failed > 0 || result.tally.answered == 0 ? .exchangeFailed : .ok
    }
}
