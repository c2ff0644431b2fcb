import IPCClient
import IPCFraming
import Operations
import Sessions
import Testing
import Texts
import WireJSON

@testable import Bench
@testable import Rendering

@Suite struct BenchReportTests {
    private static let endpoint = Endpoint.unix(path: "/a<b>&\"c")

    /// 99 answers after 1 to 99 ms, one time-out, 1 s in all.
    private static func report(content: String = "{}", rate: Double? = nil) -> BenchReport {
        var result = LoadResult()
        let request = RequestFrame(Array("{}".utf8))
        for number in 1...99 {
            let text = number == 1 ? "Error: no" : "O.k."
            let exchange = Exchange(
                request: request,
                response: ResponseFrame(Array(text.utf8)),
                attempts: number == 2 ? 3 : 1
            )
            result.tally.count(exchange, latency: .milliseconds(number))
        }
        let failure = ExchangeError(.timeout, .waiting, endpoint, "1s")
        result.tally.count(Exchange(request: request, response: nil, failure: failure), latency: .seconds(1))
        result.elapsed = .seconds(1)
        var load = Load([request])
        load.rate = rate
        let plan = BenchPlan(load: load, connections: 2, warmup: 0, content: content)
        return BenchReport(result, plan, endpoint: endpoint, mode: .keepAlive)
    }

    @Test("The text has throughput, answers, failures and times")
    func text() {
        let lines = Self.report().lines(.plain).prefix(5)
        #expect(
            lines.dropLast() == [
                "100 exchanges in 1 s: 99 answered each second", "answers: 98 ok, 1 error", "failed: 1 timeout",
                "tried again: 2",
            ]
        )
        #expect(lines.last?.contains("max 99, mean 50") == true, "\(lines)")
    }

    @Test("The JSON has every figure, whatever came")
    func json() throws {
        let json = JSONValue.object(Self.report(rate: 20).json)
        func number(_ value: JSONValue?) -> Double? { value.flatMap { Double(JSONWriter.compact.text(of: $0)) } }
        #expect(number(json["requests"]) == 100)
        #expect(number(json["errors"]) == 1)
        #expect(number(json["errors_by_kind"]?["timeout"]) == 1)
        #expect(number(json["answers"]?["error"]) == 1)
        #expect(number(json["throughput"]) == 99)
        #expect(number(json["rate"]) == 20)
        for (name, time) in [("p50", 50.0), ("p90", 90), ("p99", 99), ("p99_9", 99), ("max", 99), ("mean", 50)] {
            let actual = try #require(number(json["latency_ms"]?[JSONString(name)]))
            #expect(abs(actual - time) < time / 500, "\(name): \(actual)")
        }
        let empty = BenchReport(
            LoadResult(),
            BenchPlan(load: Load([]), connections: 1, warmup: 0),
            endpoint: Self.endpoint,
            mode: .oneShot
        )
        #expect(JSONValue.object(empty.json)["latency_ms"] == .object(JSONObject()))
        #expect(empty.lines(.plain) == ["0 exchanges in 0 s: 0 answered each second"])
    }

    @Test("The page needs nothing beside itself, and nothing in it comes alive")
    func page() {
        let bytes = BenchPage.bytes(
            Self.report(content: "<script>alert('&')</script>\u{1B}[2J"),
            created: Timestamp(seconds: 0)
        )
        let page = String(decoding: bytes, as: UTF8.self)
        #expect(!page.contains("<script>alert"))
        #expect(!page.contains("\u{1B}"))
        #expect(page.contains("&lt;script&gt;"))
        #expect(page.contains("</small>unix:/a&lt;b&gt;&amp;&quot;c</h1>"))
        for reference in ["://", "src=", "href=", "url(", "@import"] { #expect(!page.contains(reference)) }
        #expect(page.contains("<polyline "))
        #expect(page.contains("1970-01-01T00:00:00Z"))
        // Every element is closed.
        for element in ["html", "header", "body", "table", "svg", "title", "style", "h1"] {
            #expect(
                page.split(separator: "<\(element)").count == page.split(separator: "</\(element)>").count,
                "\(element)"
            )
        }
    }

    @Test("A plot can be drawn of any times", arguments: [1, 2, 1000])
    func plot(count: Int) {
        var latencies = LatencyHistogram()
        #expect(LatencyPlot.svg(latencies) == "<p>No exchange had a whole response.</p>")
        for number in 1...count { latencies.add(.nanoseconds(number == 1 ? 1 : Int64(number) * 3_600_000_000_000)) }
        let svg = LatencyPlot.svg(latencies)
        #expect(svg.hasSuffix("</svg>"))
        #expect(!svg.contains("inf") && !svg.replacing("dominant", with: "").contains("nan"))
        #expect(svg.split(separator: "<line ").count < 30)
    }

    @Test("The chart has a bar for each share that some exchange stands for")
    func chart() {
        var latencies = LatencyHistogram()
        let chart = LatencyChart(columns: 40, environment: [:])
        #expect(chart.lines(latencies).isEmpty)
        for number in 1...10 { latencies.add(.milliseconds(number)) }
        let lines = chart.lines(latencies)
        #expect(lines.map { $0.prefix { $0 != " " } } == ["p10", "p25", "p50", "p75", "p90", "max"])
        #expect(lines.last == "max     10 ms  #########################")
        #expect(lines.allSatisfy { $0.count <= 40 })
    }
}
