import IPCClient
import IPCFraming
import Operations
import Platform
import Reports
import Sessions
import TestSupport
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

    @Test("Merged percentiles are those of all exchanges together")
    func merged() throws {
        var random = SeededRandom(seed: 1)
        var (parts, all) = ([LoadResult(), LoadResult(), LoadResult()], LoadResult())
        let request = RequestFrame(Array("{}".utf8))
        for number in 0..<3_000 {
            let latency = Duration.nanoseconds(
                Int64.random(in: 1_000...(number % 100 == 0 ? 3_000_000_000 : 900_000), using: &random)
            )
            let exchange = Exchange(request: request, response: ResponseFrame(Array("O.k.".utf8)), attempts: 1)
            parts[number % 3].tally.count(exchange, latency: latency)
            all.tally.count(exchange, latency: latency)
        }
        for index in parts.indices { parts[index].elapsed = .seconds(index + 1) }
        all.elapsed = .seconds(3)
        func report(_ result: LoadResult, _ connections: Int) -> BenchReport {
            var plan = BenchPlan(load: Load([request]), connections: connections, warmup: 0, content: "{}")
            plan.load.rate = Double(connections) * 10
            return BenchReport(result, plan, endpoint: Self.endpoint, mode: .keepAlive)
        }
        let read = try parts.map { part in
            let bytes = report(part, 2).bytes(.json, created: Timestamp(seconds: 0), host: "ci")
            return try #require(BenchReport(JSONParser.parse(bytes)))
        }
        let merged = try #require(read.dropFirst().reduce(read.first) { $0?.merged(with: $1) })
        #expect(merged.result.tally.latencies.counted.map(\.value) == all.tally.latencies.counted.map(\.value))
        #expect(merged.result.tally.latencies.counted.map(\.count) == all.tally.latencies.counted.map(\.count))
        var (left, right) = (merged.json, report(all, 6).json)
        for key: JSONString in ["latency_ms", "requests", "jobs", "rate", "seconds", "throughput", "to", "mode"]
        where key != "latency_ms" {
            #expect(left[key] == right[key], "\(key)")
        }
        for name: JSONString in ["p50", "p90", "p99", "p99_9", "max"] {
            #expect(left["latency_ms"]?[name] == right["latency_ms"]?[name], "\(name)")
        }
        // The mean is a sum of floating-point numbers, in another order.
        let means = [left, right].compactMap { $0["latency_ms"]?["mean"]?.double }
        #expect(means.count == 2 && abs(means[0] - means[1]) < 1e-6)
        left["latency_ms"] = nil
        right["latency_ms"] = nil
        #expect(left == right)
    }

    @Test(
        "What is no load test is not read as one",
        arguments: [
            "{}", #"{"ipcsh_bench":1}"#,
            #"{"ipcsh_bench":1,"answers":{"ok":1,"error":0,"other":0},"retries":0,"seconds":1,"jobs":1,"histogram":{"sum":1,"max":5,"counts":[[9,1]]}}"#,
            #"{"ipcsh_bench":1,"answers":{"ok":2,"error":0,"other":0},"retries":0,"seconds":1,"jobs":1,"histogram":{"sum":1,"max":5,"counts":[[5,1]]}}"#,
            #"{"ipcsh_bench":1,"answers":{"ok":1,"error":0,"other":0},"retries":0,"seconds":1e300,"jobs":1,"histogram":{"sum":1,"max":5,"counts":[[5,1]]}}"#,
            #"{"ipcsh_bench":1,"answers":{"ok":1,"error":0,"other":0},"retries":0,"seconds":1,"jobs":1,"histogram":{"sum":1,"max":281474976710656,"counts":[[5,1]]}}"#,
        ]
    )
    func malformed(text: String) throws {
        #expect(try BenchReport(JSONParser.parse(Array(text.utf8))) == nil)
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
