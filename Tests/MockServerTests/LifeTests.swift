import Foundation
import IPCClient
import IPCFraming
import MockCore
import MockServer
import Sessions
import TestSupport
import Testing

@Suite("A mock server's life")
struct LifeTests {
    @Test("a test runs one, and sees what it was asked")
    func scope() throws {
        let journal = MockJournal()
        let response = try MockServer.withServer(journal: journal) { endpoint in
            Client(endpoint).exchange(RequestFrame(Array(Mock.image.utf8.dropLast()))).response
        }
        #expect(response?.bytes == Array("O.k.".utf8))
        #expect(journal.entries.map(\.request.bytes) == [Array(Mock.image.utf8.dropLast())])
        #expect(journal.entries.map(\.response?.bytes) == [Array("O.k.".utf8)])
        #expect(journal.entries.map(\.failure) == [nil])
    }

    /// Tells when nobody has it any more.
    private final class Witness: Sendable {
        private let gone: TestEvent

        init(_ gone: TestEvent) {
            self.gone = gone
        }

        deinit { gone.signal() }

        func see() {}
    }

    @Test(
        "a server that was stopped keeps nothing, nor does a proxy or a bridge",
        arguments: ["127.0.0.1:0", "ws://127.0.0.1:0"],
        [nil, "127.0.0.1:0", "ws://127.0.0.1:0"]
    )
    func keepsNothing(listen: String, to server: String?) throws {
        let (gone, exchanges) = (try TestEvent(), ExchangeLog())
        let endpoint = try Endpoint(listen)
        func log() -> @Sendable (MockEvent) -> Void {
            let witness = Witness(gone)
            return { _ in witness.see() }
        }
        func ask(_ endpoint: Endpoint) {
            #expect(Client(endpoint).exchange(RequestFrame(Array("{}".utf8))).failure == nil)
        }
        if let server = try server.map({ try Endpoint($0) }) {
            try Mock.run(Mock.with { $0.listen = server }) { mock, _ in
                let configuration = Proxy.Configuration(listen: endpoint, to: mock.endpoint)
                let proxy = try Proxy.start(configuration, exchanges: exchanges, log: log())
                ask(proxy.endpoint)
                proxy.stop(within: .zero)
            }
        } else {
            let mock = try MockServer.start(Mock.with { $0.listen = endpoint }, exchanges: exchanges, log: log())
            ask(mock.endpoint)
            mock.stop()
        }
        #expect(gone.wait())
    }

    @Test("draining closes idle connections, and waits for what is under way")
    func draining() throws {
        let latency = Latency.uniform(.milliseconds(100)...(.milliseconds(100)))
        let log = MockLog()
        let configuration = Mock.with {
            $0.mode = .keepAlive
            $0.latency = latency
            $0.unfinishedTime = .seconds(60)
        }
        let server = try MockServer.start(configuration) { log.append($0) }
        // They are accepted and read in this order.
        let idle = try Peer(server.endpoint)
        let begun = try Peer(server.endpoint)
        try begun.send("[")
        let busy = try Peer(server.endpoint)
        try busy.send(Mock.image)
        _ = log.waitForAnswer(1)
        let drained = try TestEvent()
        Thread.detachNewThread {
            server.drain(within: .seconds(60))
            drained.signal()
        }
        #expect(try idle.receiveText() == "")
        #expect(try busy.receiveText() == Mock.ok)
        try begun.send("1]\u{4}")
        #expect(try begun.receiveText() == "Error: Unknown request:\n[1]\r\n")
        for peer in [idle, busy, begun] { peer.close() }
        #expect(drained.wait())
        #expect(throws: SystemError.self) { try Peer(server.endpoint) }
        #expect(server.exchanges == 2)
    }

    @Test("draining ends when its patience does")
    func impatience() throws {
        let server = try MockServer.start(Mock.with())
        let peer = try Peer(server.endpoint)
        try peer.send("[")
        while server.status.openConnections == 0 {}
        server.drain(within: .milliseconds(10))
        #expect(try peer.receiveAll().bytes == [])
    }

    @Test("all that was exchanged is recorded as a client saw it")
    func recording() throws {
        try TemporaryDirectory.with { directory in
            let path = directory.file("journal.jsonl")
            let faults = try ["truncate:2@n=2", "reset@n=3", "close@n=4"].map { try Fault($0) }
            let configuration = Mock.with {
                $0.recording = path
                $0.faults = faults
            }
            let large = "[\"" + String(repeating: "x", count: 1_000_000) + "\"]"
            try Mock.run(configuration) { (server, _) throws in
                for _ in 0..<4 { _ = Served.exchange(server, "[1]") }
                _ = Served.exchange(server, large)
                _ = Served.exchange(server, "[2]")
            }
            var reader = try SessionReader(path: path)
            let via = reader.header.via
            #expect(via == "mock")
            var errors: [FailureCode?] = []
            while let exchange = try reader.nextExchange() { errors.append(exchange.error) }
            #expect(errors == [nil, .truncated, .reset, .closedWithoutResponse, nil, nil])
            let isClosed = reader.isClosed
            #expect(isClosed)
        }
    }

    @Test("it tells when the count of exchanges is reached, once")
    func count() throws {
        let reached = try TestEvent()
        let server = try MockServer.start(
            Mock.with { $0.exchangeCount = 2 },
            onCountReached: { reached.signal() }
        )
        defer { server.stop() }
        for _ in 0..<2 { #expect(try Peer.ask(server.endpoint, Mock.image) == Mock.ok) }
        #expect(reached.wait())
    }

    @Test("a recording that cannot be made is refused")
    func unwritable() {
        #expect(throws: MockServerError.self) {
            try MockServer.start(Mock.with { $0.recording = "/dev/null/none/journal.jsonl" })
        }
    }
}
