import Bench
import Operations
import Replay
import Sessions
package import Texts

/// A page about a load test that needs nothing beside itself: figures, and a plot of the times.
package enum BenchPage {
    package static func text(_ report: BenchReport, created: Timestamp) -> String {
        let endpoint = MarkupText.escaped(report.endpoint)
        let rows = Self.rows(report, created: created).map { name, value in
            "<tr><th>\(MarkupText.escaped(name))</th><td>\(MarkupText.escaped(value))</td></tr>\n"
        }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>ipcsh bench: \(endpoint)</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 16px/1.4 sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; }
            th { text-align: left; font-weight: normal; padding-right: 2em; vertical-align: top; }
            td { font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
            svg { width: 100%; height: auto; margin-top: 2em; }
            </style>
            </head>
            <body>
            <h1>Load test of \(endpoint)</h1>
            <table>
            \(rows.joined())</table>
            \(LatencyPlot.svg(report.result.tally.latencies))
            </body>
            </html>

            """
    }

    private static func rows(_ report: BenchReport, created: Timestamp) -> [(name: String, value: String)] {
        let (tally, load) = (report.result.tally, report.plan.load)
        var rows = [
            ("made", "\(created.iso8601), ipcsh \(Version.current)"), ("sent", report.plan.content),
            ("connections", "\(report.plan.connections), \(report.mode)"),
        ]
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
