import IPCClient
import IPCFraming
import MockCore
import MockServer
import Sessions
import TestSupport
import Testing

@Suite("The proxy")
struct ProxyTests {
    /// Runs a mock server and a proxy before it.
    private static func run(
        _ mock: MockServer.Configuration = Mock.with(),
        faults: [Fault] = [],
        latency: Latency = .none,
        recording: String? = nil,
        _ body: (Proxy, MockServer, MockLog) throws -> Void
    ) throws {
        try Mock.run(mock) { (server, _) throws in
            var configuration = Proxy.Configuration(listen: .tcp(host: "127.0.0.1", port: 0), to: server.endpoint)
            configuration.mode = mock.mode
            configuration.faults = faults
            configuration.latency = latency
            configuration.recording = recording
            let log = MockLog()
            let proxy = try Proxy.start(configuration) { log.append($0) }
            defer { proxy.stop(within: .zero) }
            try body(proxy, server, log)
        }
    }

    private static func client(_ proxy: Proxy, _ mode: ConnectionMode = .oneShot) -> Client {
        var policy = ExchangePolicy()
        policy.mode = mode
        policy.resendsAfterReset = false
        policy.connectTimeout = .zero
        return Client(proxy.endpoint, policy: policy)
    }

    private static let request = RequestFrame(Array(Mock.image.utf8.dropLast()))

    @Test("passes the vectors on byte for byte, and records what replays the same")
    func vectors() throws {
        try TemporaryDirectory.with { directory in
            let path = directory.file("proxy.jsonl")
            let vectors = try Vector.load("vectors.jsonl")
            let configuration = Mock.with { $0.files = .disk(root: Vector.files) }
            try Self.run(configuration, recording: path) { (proxy, server, log) throws in
                for (index, vector) in vectors.enumerated() {
                    let peer = try Peer(proxy.endpoint)
                    try peer.send(vector.request)
                    peer.halfClose()
                    let (bytes, ending) = try peer.receiveAll()
                    #expect(ending == .closed, "\(vector.name)")
                    if case .response(let expected) = vector.outcome { #expect(bytes == expected, "\(vector.name)") }
                    _ = log.waitForAnswer(index + 1)
                }
                #expect(server.exchanges == vectors.count)
                #expect(proxy.exchanges == vectors.count)
            }
            var reader = try SessionReader(path: path)
            let via = reader.header.via
            #expect(via == "proxy")
            try Mock.run(configuration) { (server, _) throws in
                var count = 0
                while let recorded = try reader.nextExchange() {
                    count += 1
                    let exchange = Client(server.endpoint).exchange(recorded.request)
                    #expect(exchange.response == recorded.response)
                    #expect(exchange.failure?.code == recorded.error)
                }
                #expect(count == vectors.count)
            }
        }
    }

    @Test("a client that closes its side only when it has its answer has made one exchange")
    func lateClose() throws {
        try TemporaryDirectory.with { directory in
            let path = directory.file("proxy.jsonl")
            try Self.run(recording: path) { (proxy, _, log) throws in
                for count in 1...10 {
                    let peer = try Peer(proxy.endpoint)
                    try peer.send(Mock.image)
                    #expect(try peer.receiveText() == Mock.ok)
                    _ = log.waitForAnswer(count)
                    peer.halfClose()
                }
                #expect(proxy.exchanges == 10)
            }
            var reader = try SessionReader(path: path)
            var errors: [FailureCode?] = []
            while let recorded = try reader.nextExchange() { errors.append(recorded.error) }
            #expect(errors == Array(repeating: nil, count: 10))
        }
    }

    @Test("keeps connections that the server keeps")
    func keepAlive() throws {
        try Self.run(Mock.with { $0.mode = .keepAlive }) { (proxy, server, log) throws in
            let client = Self.client(proxy, .keepAlive)
            for _ in 0..<50 { #expect(client.exchange(Self.request).response?.bytes == Array("O.k.".utf8)) }
            #expect(server.status.openConnections == 1)
            _ = log.waitForAnswer(50)
        }
    }

    @Test(
        "passes on what goes wrong at the server",
        arguments: [
            ("reset", FailureCode.reset), ("close", .closedWithoutResponse), ("truncate:3", .truncated),
            ("no-crlf", .truncated),
        ]
    )
    func serverFaults(_ fault: String, _ code: FailureCode) throws {
        let faults = [try Fault(fault)]
        try Self.run(Mock.with { $0.faults = faults }) { (proxy, _, log) throws in
            #expect(Self.client(proxy).exchange(Self.request).failure?.code == code)
            #expect(log.waitForAnswer(1) != nil)
        }
    }

    @Test(
        "does wrong itself on purpose",
        arguments: [
            ("reset", FailureCode.reset), ("close", .closedWithoutResponse), ("truncate:3", .truncated),
            ("no-crlf", .truncated), ("slice:1,1ms", nil), ("silent", .timeout),
        ]
    )
    func ownFaults(_ fault: String, _ code: FailureCode?) throws {
        let faults = [try Fault(fault + "@n=1")]
        try Self.run(faults: faults) { (proxy, server, log) throws in
            let client = Self.client(proxy)
            client.policy.timeout = code == .timeout ? .milliseconds(100) : .seconds(30)
            #expect(client.exchange(Self.request).failure?.code == code)
            client.policy.timeout = .seconds(30)
            #expect(client.exchange(Self.request).response?.bytes == Array("O.k.".utf8))
            #expect(server.exchanges == 2)
            #expect(log.waitForAnswer(2) != nil)
        }
    }

    @Test("delays answers")
    func latency() throws {
        try Self.run(latency: .uniform(.milliseconds(30)...(.milliseconds(30)))) { (proxy, _, _) throws in
            let exchange = Self.client(proxy).exchange(Self.request)
            #expect(exchange.failure == nil)
            #expect(exchange.duration >= .milliseconds(30))
        }
    }

    @Test("passes a large request and response on, to a client that takes it late", arguments: [false, true])
    func large(_ halfCloses: Bool) throws {
        let response = String(repeating: "y", count: 4_000_000)
        let line = #"{"n":1,"request":"[1]","response":"\#(response)"}"#
        try Served.run([line]) { (server, _) throws in
            let proxy = try Proxy.start(.init(listen: .tcp(host: "127.0.0.1", port: 0), to: server.endpoint))
            defer { proxy.stop(within: .zero) }
            let peer = try Peer(proxy.endpoint, receiveBuffer: 16 * 1024)
            try peer.send("[1]\u{4}")
            if halfCloses { peer.halfClose() }
            for _ in 0..<20 { _ = try Peer.ask(proxy.endpoint, Mock.image) }
            #expect(try peer.receiveAll().bytes.count == 4_000_002)
        }
    }
}
