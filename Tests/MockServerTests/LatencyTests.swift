import IPCClient
import MockCore
import MockServer
import Testing

@Suite("Latency")
struct LatencyTests {
    @Test(
        "is read",
        arguments: [
            ("recorded", Latency.recorded), ("50ms", .uniform(.milliseconds(50)...(.milliseconds(50)))),
            ("10ms..1s", .uniform(.milliseconds(10)...(.seconds(1)))),
            ("lognormal:90ms,0.3", .logNormal(median: .milliseconds(90), sigma: 0.3)),
            ("", nil), ("-1ms", nil), ("2s..1s", nil), ("lognormal:90ms", nil), ("lognormal:90ms,-1", nil),
            ("1s..", nil),
        ]
    )
    func reading(_ text: String, _ expected: Latency?) {
        #expect(Latency(text) == expected)
    }

    @Test("delays answers by at least that much, recorded ones as recorded")
    func delays() throws {
        let latencies = [Latency.uniform(.milliseconds(30)...(.milliseconds(40))), .recorded]
        for latency in latencies {
            try Served.run([#"{"n":1,"request":[1],"response":"x","ms":30}"#], Mock.with { $0.latency = latency }) {
                (server, _) throws in
                let exchange = Served.exchange(server, "[1]")
                #expect(exchange.failure == nil)
                #expect(exchange.duration >= .milliseconds(30))
            }
        }
    }

    @Test("one that waits for its answer delays nobody, and may leave")
    func others() throws {
        let line = #"{"n":1,"request":[1],"response":"late","ms":3000000}"#
        try Served.run([line], Mock.with { $0.latency = .recorded }) { (server, _) throws in
            let waiting = try (0..<10).map { _ in try Peer(server.endpoint) }
            for peer in waiting { try peer.send("[1]\u{4}") }
            for _ in 0..<10 { #expect(Served.ask(server, "[2]") == "Error: Unknown request:\n[2]") }
            for peer in waiting { peer.reset() }
        }
    }
}
