import IPCClient
import IPCFraming
import MockCore
import MockServer
import TestSupport
import Testing

@Suite("Serial, as the vendor's server serves")
struct SerialTests {
    private static func run(
        _ configuration: MockServer.Configuration = Mock.with(),
        _ body: (MockServer, MockLog) throws -> Void
    ) throws {
        var configuration = configuration
        configuration.isSerial = true
        try Mock.run(configuration, body)
    }

    private static func client(_ endpoint: Endpoint) -> Client {
        var policy = ExchangePolicy()
        policy.connectTimeout = .seconds(30)
        return Client(endpoint, policy: policy)
    }

    private static let request = RequestFrame(Array(Mock.image.utf8.dropLast()))

    @Test("executes each request of a client that sends again after a reset exactly once")
    func exactlyOnce() throws {
        try Self.run { (server, log) throws in
            let client = Self.client(server.endpoint)
            for _ in 0..<500 {
                let exchange = client.exchange(Self.request)
                #expect(exchange.response?.bytes == Array("O.k.".utf8), "\(String(describing: exchange.failure))")
            }
            #expect(server.project.imageCount == 500)
            #expect(log.unexpected.isEmpty, "\(log.unexpected)")
        }
    }

    @Test("resets who waits when the exchange before has ended")
    func resetsBacklog() throws {
        try Self.run { (server, _) throws in
            let first = try Peer(server.endpoint)
            let waiting = try (0..<5).map { _ in try Peer(server.endpoint) }
            for peer in waiting { try peer.send(Mock.image) }
            #expect(server.exchanges == 0)
            try first.send(Mock.image)
            first.halfClose()
            #expect(try first.receiveText() == Mock.ok)
            for peer in waiting { #expect(try peer.receiveAll() == ([], .reset)) }
            #expect(server.project.imageCount == 1)
            #expect(Self.client(server.endpoint).exchange(Self.request).failure == nil)
        }
    }

    @Test("closes at once when a client does not half-close, and listens again on the same port")
    func withoutHalfClose() throws {
        try Self.run { (server, _) throws in
            for _ in 0..<20 {
                let client = Self.client(server.endpoint)
                try client.connect()
                client.disconnect()
                let exchange = client.exchange(Self.request)
                #expect(exchange.failure == nil)
            }
        }
    }

    @Test("a client that resets, or sends garbage, leaves the port alive")
    func survives() throws {
        try Self.run(Mock.with { $0.requestLimit = 1000 }) { (server, _) throws in
            for attempt in 0..<30 {
                // Between two listeners it may be refused.
                guard let peer = try? Peer(server.endpoint) else { continue }
                try? peer.send(attempt.isMultiple(of: 3) ? "5\u{4}" : String(repeating: "x", count: attempt * 100))
                if attempt.isMultiple(of: 2) { peer.reset() } else { peer.close() }
            }
            #expect(Self.client(server.endpoint).exchange(Self.request).response?.bytes == Array("O.k.".utf8))
        }
    }

    @Test("keeps one connection for many requests")
    func keepAlive() throws {
        try Self.run(Mock.with { $0.mode = .keepAlive }) { (server, _) throws in
            for _ in 0..<3 {
                let client = Self.client(server.endpoint)
                client.policy.mode = .keepAlive
                for _ in 0..<20 { #expect(client.exchange(Self.request).failure == nil) }
            }
            #expect(server.project.imageCount == 60)
        }
    }

    @Test("listens anew at the path of a Unix-domain socket")
    func unix() throws {
        try TemporaryDirectory.with { directory in
            try Self.run(Mock.with { $0.listen = .unix(path: directory.file("mock")) }) { (server, _) throws in
                for _ in 0..<50 {
                    // Between two listeners the file is missing.
                    var answer: String?
                    while answer == nil { answer = try? Peer.ask(server.endpoint, Mock.image) }
                    #expect(answer == Mock.ok || answer == "")
                }
                #expect((1...50).contains(server.project.imageCount))
            }
        }
    }

    @Test("can be stopped at any moment", arguments: 0..<20)
    func stops(_ exchanges: Int) throws {
        let configuration = Mock.with { $0.isSerial = true }
        let log = MockLog()
        let server = try MockServer.start(configuration) { log.append($0) }
        let client = Self.client(server.endpoint)
        for _ in 0..<exchanges { #expect(client.exchange(Self.request).failure == nil) }
        let open = try? Peer(server.endpoint)
        server.stop()
        server.stop()
        #expect(throws: SystemError.self) { try Peer(server.endpoint) }
        #expect(log.unexpected.isEmpty, "\(log.unexpected)")
        #expect(server.project.imageCount == exchanges)
        withExtendedLifetime(open) {}
    }

    @Test("a port that is taken is refused")
    func taken() throws {
        try Self.run { (server, _) throws in
            #expect(throws: MockServerError.self) {
                try Self.run(Mock.with { $0.listen = server.endpoint }) { _, _ in }
            }
        }
    }
}
