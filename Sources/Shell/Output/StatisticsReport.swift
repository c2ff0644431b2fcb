import Sessions
import Texts
import WireJSON

/// Counts and times of sessions, for `session stats`.
enum StatisticsReport {
    private static let quantiles = [("p50", 0.5), ("p90", 0.9), ("p99", 0.99)]

    static func lines(_ statistics: SessionStatistics, _ chart: HistogramChart) -> [String] {
        var lines = [
            "\(counted(statistics.exchanges, "exchange")) of \(counted(statistics.sessions, "session")) in "
                + TimeText.duration(statistics.duration)
        ]
        if statistics.exchanges == 0 { return lines }
        let outcomes = statistics.outcomes
        var table = TextTable([.left] + Array(repeating: .right, count: outcomes.count + 1))
        table.add([""] + outcomes.map { TerminalText.escaped($0.text) } + ["total"])
        for kind in statistics.kinds {
            let counts = outcomes.map { statistics.count(kind, $0) }
            table.add([kind.rawValue] + (counts + [counts.reduce(0, +)]).map { $0 > 0 ? "\($0)" : "-" })
        }
        let sums = outcomes.map { outcome in statistics.kinds.reduce(0) { $0 + statistics.count($1, outcome) } }
        table.add(["total"] + (sums + [statistics.exchanges]).map { $0 > 0 ? "\($0)" : "-" })
        lines += table.lines
        let times = quantiles.map { "\($0.0) \(TimeText.number(statistics.times.quantile($0.1)))" }
        lines.append("ms: \((times + ["max \(TimeText.number(statistics.times.maximum))"]).joined(separator: ", "))")
        return lines + chart.lines(statistics.times.rows)
    }

    static func jsonLine(_ statistics: SessionStatistics) -> [UInt8] {
        var commands = JSONObject()
        for kind in statistics.kinds {
            var counts = JSONObject()
            for outcome in statistics.outcomes where statistics.count(kind, outcome) > 0 {
                counts[JSONString(outcome.text)] = .number(statistics.count(kind, outcome))
            }
            commands[JSONString(kind.rawValue)] = .object(counts)
        }
        var times = JSONObject()
        if statistics.exchanges > 0 {
            for (name, share) in quantiles { times[JSONString(name)] = .seconds(statistics.times.quantile(share)) }
            times["max"] = .seconds(statistics.times.maximum)
        }
        let histogram = statistics.times.rows.map { row -> JSONValue in
            ["from": .number(row.lower), "to": .number(row.upper), "count": .number(row.count)]
        }
        let report: JSONValue = [
            "sessions": .number(statistics.sessions),
            "exchanges": .number(statistics.exchanges),
            "duration": .seconds(statistics.duration),
            "commands": .object(commands),
            "ms": .object(times),
            "histogram": .array(histogram),
        ]
        return JSONWriter.compact.bytes(of: report) + CollectionOfOne(UInt8(ascii: "\n"))
    }

    private static func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}
