package import Sessions
import Texts
import WireJSON

/// Counts and times of sessions, for `session stats`.
package struct StatisticsReport: Renderable {
    private static let quantiles = [("p50", 0.5), ("p90", 0.9), ("p99", 0.99)]

    private let statistics: SessionStatistics

    package init(_ statistics: SessionStatistics) {
        self.statistics = statistics
    }

    package func lines(_ style: TextStyle) -> [String] {
        var lines = [
            "\(Self.counted(statistics.exchanges, "exchange")) of \(Self.counted(statistics.sessions, "session")) in "
                + TimeText.duration(statistics.duration)
        ]
        let messages = [
            statistics.messages > 0 ? "\(statistics.messages) in answers of several" : nil,
            statistics.pushed > 0 ? "\(statistics.pushed) unasked" : nil,
        ].compactMap(\.self)
        if !messages.isEmpty { lines.append("messages: \(messages.joined(separator: ", "))") }
        if statistics.exchanges == 0 { return lines }
        let outcomes = statistics.outcomes
        var table = TextTable([.left] + Array(repeating: .right, count: outcomes.count + 1))
        table.add([""] + outcomes.map { TerminalText.escaped($0.text) } + ["total"])
        for kind in statistics.kinds {
            let counts = outcomes.map { statistics.count(kind, $0) }
            table.add([kind] + (counts + [counts.reduce(0, +)]).map { $0 > 0 ? "\($0)" : "-" })
        }
        let sums = outcomes.map { outcome in statistics.kinds.reduce(0) { $0 + statistics.count($1, outcome) } }
        table.add(["total"] + (sums + [statistics.exchanges]).map { $0 > 0 ? "\($0)" : "-" })
        lines += table.lines
        let times = Self.quantiles.map { "\($0.0) \(TimeText.number(statistics.times.quantile($0.1)))" }
        lines.append("ms: \((times + ["max \(TimeText.number(statistics.times.maximum))"]).joined(separator: ", "))")
        return lines
            + HistogramChart(columns: style.columns, environment: style.environment).lines(statistics.times.rows)
    }

    package var jsonLines: [UInt8] {
        var commands = JSONObject()
        for kind in statistics.kinds {
            var counts = JSONObject()
            for outcome in statistics.outcomes where statistics.count(kind, outcome) > 0 {
                counts[JSONString(outcome.text)] = .number(statistics.count(kind, outcome))
            }
            commands[JSONString(kind)] = .object(counts)
        }
        var times = JSONObject()
        if statistics.exchanges > 0 {
            for (name, share) in Self.quantiles { times[JSONString(name)] = .seconds(statistics.times.quantile(share)) }
            times["max"] = .seconds(statistics.times.maximum)
        }
        let histogram = statistics.times.rows.map { row -> JSONValue in
            ["from": .number(row.lower), "to": .number(row.upper), "count": .number(row.count)]
        }
        var report: JSONObject = [
            "sessions": .number(statistics.sessions),
            "exchanges": .number(statistics.exchanges),
            "duration": .seconds(statistics.duration),
            "commands": .object(commands),
            "ms": .object(times),
            "histogram": .array(histogram),
        ]
        if statistics.messages > 0 { report["messages"] = .number(statistics.messages) }
        if statistics.pushed > 0 { report["pushed"] = .number(statistics.pushed) }
        return report.line
    }

    private static func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}
