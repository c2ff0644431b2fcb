import Bench
import Operations
import Reports
import Sessions
package import Texts

/// A page about a load test that needs nothing beside itself: figures, and a plot of the times.
package enum BenchPage {
    package static func bytes(_ report: BenchReport, created: Timestamp) -> [UInt8] {
        let rows = Self.rows(report).map { name, value in
            "<tr><th>\(MarkupText.escaped(name))</th><td>\(MarkupText.escaped(value))</td></tr>\n"
        }
        let facts = [
            ("made", created.iso8601), ("by", "ipcsh \(Version.current)"), ("sent", report.plan.content),
            ("connections", "\(report.plan.connections), \(report.mode)"),
        ]
        let header = PageShell.header(
            kind: "Load test",
            title: report.endpoint,
            verdict: verdict(report),
            facts: facts
        )
        let body = """
            \(header)\(tiles(report))<div class="panel"><h3>Latency by percentile</h3>
            <div class="chart">\(LatencyPlot.svg(report.result.tally.latencies))</div></div>
            <h2>Figures</h2>
            <div class="panel"><table class="figures"><tbody>
            \(rows.joined())</tbody></table></div>

            """
        return PageShell.bytes(title: "Load test of \(report.endpoint)", body: Array(body.utf8))
    }

    private static func verdict(_ report: BenchReport) -> (kind: String, text: String) {
        let tally = report.result.tally
        if tally.answered == 0 { return ("failed", "nothing was answered") }
        return tally.failed == 0 ? ("same", "all answered") : ("failed", "\(tally.failed) of \(tally.total) failed")
    }

    private static func tiles(_ report: BenchReport) -> String {
        let times = report.times
        func time(_ name: String) -> String? {
            times.first { $0.name == name }.map { "\(TimeText.number($0.milliseconds)) ms" }
        }
        let tiles = [
            ("", report.throughput, "answered each second"), ("", "\(report.result.tally.total)", "exchanges"),
            ("", time("p50"), "median"), ("", time("p99"), "p99"), ("", time("max"), "longest"),
            ("failed", report.result.tally.failed > 0 ? "\(report.result.tally.failed)" : nil, "failed"),
        ]
        let html = tiles.compactMap { kind, value, label in
            value.map {
                "<div class=\"tile \(kind)\"><strong>\(MarkupText.escaped($0))</strong><span>\(label)</span></div>\n"
            }
        }
        return "<div class=\"tiles\">\n\(html.joined())</div>\n"
    }

    private static func rows(_ report: BenchReport) -> [(name: String, value: String)] {
        let (tally, load) = (report.result.tally, report.plan.load)
        var rows: [(name: String, value: String)] = []
        if let rate = load.rate {
            let rate = "\(TimeText.number(rate, fractionDigits: 6))/s"
            rows.append(("rate asked for", rate))
            let unsent = report.result.unsent
            if unsent > 0 { rows.append(("due and not sent", "\(unsent), as \(rate) was not kept")) }
        }
        rows.append(("exchanges", "\(tally.total) in \(TimeText.duration(report.result.seconds))"))
        rows.append(("answered each second", report.throughput))
        for (name, count) in report.answers { rows.append(("answers: \(name)", "\(count)")) }
        for (name, count) in report.failures { rows.append(("failed: \(name)", "\(count)")) }
        if tally.retries > 0 { rows.append(("tried again", "\(tally.retries)")) }
        for (name, time) in report.times { rows.append((name, "\(TimeText.number(time)) ms")) }
        return rows
    }
}
