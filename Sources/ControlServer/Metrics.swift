import MockControl
import MockServer

/// The servers' figures in the text form of Prometheus (version 0.0.4).
enum Metrics {
    static func text(_ servers: MockServers) -> String {
        var text = Writer()
        let all = servers.all.map {
            (label: "server=\"\($0.name)\"", control: $0.control, counts: $0.control.log.counts)
        }
        text.head("ipcsh_exchanges_total", "counter", "Exchanges by outcome.")
        for server in all {
            for outcome in ExchangeFilter.Outcome.allCases {
                let labels = "\(server.label),outcome=\"\(outcome.rawValue)\""
                text.line("ipcsh_exchanges_total", labels, server.counts.outcomes[outcome] ?? 0)
            }
        }
        let figures: [(String, String, String, (MockControl.Status) -> Int)] = [
            ("ipcsh_misses_total", "counter", "Requests that no stub and no recording has answered.", { $0.misses }),
            ("ipcsh_faults_total", "counter", "Faults on purpose.", { $0.faults }),
            ("ipcsh_connections", "gauge", "Connections that are open.", { $0.openConnections }),
            ("ipcsh_up", "gauge", "Whether the server listens.", { $0.isDown ? 0 : 1 }),
        ]
        for (name, kind, words, value) in figures {
            text.head(name, kind, words)
            for server in all { text.line(name, server.label, value(server.control.status)) }
        }
        let name = "ipcsh_exchange_duration_seconds"
        text.head(name, "histogram", "From a request to the end of its answer.")
        for server in all {
            for (bound, count) in zip(ExchangeLog.bounds, server.counts.buckets) {
                text.line(name + "_bucket", "\(server.label),le=\"\(bound)\"", count)
            }
            let count = server.counts.buckets.last ?? 0
            text.line(name + "_bucket", "\(server.label),le=\"+Inf\"", count)
            text.line(name + "_sum", server.label, server.counts.seconds)
            text.line(name + "_count", server.label, count)
        }
        return text.text
    }

    private struct Writer {
        var text = ""

        mutating func head(_ name: String, _ kind: String, _ words: String) {
            text += "# HELP \(name) \(words)\n# TYPE \(name) \(kind)\n"
        }

        mutating func line(_ name: String, _ labels: String, _ value: some CustomStringConvertible) {
            text += "\(name){\(labels)} \(value)\n"
        }
    }
}
