import Glibc
import IPCClient
import IPCFraming
import MockCore
import MockServer
import Sessions
import TestSupport
import Testing

@Suite("A proxy whose server fails")
struct ProxyFailureTests {
    private static let request = RequestFrame(Array(Mock.image.utf8.dropLast()))
    private static let ok = "O.k.\r\n"

    @Test("records a server that is not there, and shows it as a reset")
    func refused() throws {
        let port = try UnusedPort()
        let run = try ProxyRun(to: Endpoint(port.endpoint)) { $0.connectTimeout = .milliseconds(500) }
        #expect(run.client().exchange(Self.request).failure?.code == .reset)
        let recorded = try run.recorded()
        #expect(recorded.map(\.error) == [.refused])
        #expect(recorded.map(\.request) == [Self.request])
        #expect(try #require(recorded.first).attempts > 1)
        #expect(run.log.waitForBroken(1) == ["cannot connect to \(port.endpoint): connection refused"])
    }

    @Test("records a server that is not there in time")
    func late() throws {
        let server = try ScriptedServer(backlog: 0)
        let filling = try server.fillBacklog()
        let run = try ProxyRun(to: server) { $0.connectTimeout = .milliseconds(50) }
        #expect(run.client().exchange(Self.request).failure?.code == .reset)
        #expect(try run.recorded().map(\.error) == [.timeout])
        withExtendedLifetime(filling) {}
    }

    @Test("a slow connection is waited for, and delays no other")
    func slow() throws {
        let full = try ScriptedServer(backlog: 0)
        let filling = try full.fillBacklog()
        let run = try ProxyRun(to: full) { $0.connectTimeout = .seconds(60) }
        let waiting = try Peer(run.endpoint)
        try waiting.send(Mock.image)
        let second = try Peer(run.endpoint)
        second.halfClose()
        #expect(try second.receiveAll().ending == .closed)
        run.proxy.stop(within: .zero)
        #expect(try waiting.receiveAll().ending == .reset)
        #expect(try run.recorded().map(\.error) == [.cancelled])
        withExtendedLifetime(filling) {}
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var script: ScriptedServer.Script
        var timeout = Duration.seconds(60)
        var failure: FailureCode
        /// What the client gets.
        var bytes = ""
        var ending = Peer.Ending.reset
    }

    @Test(
        "records what goes wrong, and shows it to the client",
        arguments: [
            Row(
                testDescription: "closed without a response",
                script: { _ = try $0.receiveRequest() },
                failure: .closedWithoutResponse,
                ending: .closed
            ),
            Row(
                testDescription: "cut off",
                script: { connection in
                    try connection.receiveRequest()
                    try connection.receiveToEnd()
                    try connection.send("O.")
                },
                failure: .truncated,
                bytes: "O.",
                ending: .closed
            ),
            Row(
                testDescription: "silent",
                script: { try $0.hold() },
                timeout: .milliseconds(200),
                failure: .timeout
            ),
        ]
    )
    func failures(_ row: Row) throws {
        let server = try ScriptedServer(row.script)
        let run = try ProxyRun(to: server) { $0.timeout = row.timeout }
        let peer = try Peer(run.endpoint)
        try peer.send(Mock.image)
        peer.halfClose()
        let answer = try peer.receiveAll()
        #expect(String(decoding: answer.bytes, as: UTF8.self) == row.bytes)
        #expect(answer.ending == row.ending)
        #expect(try run.recorded().map(\.error) == [row.failure])
        #expect(server.connections == 1)
    }

    @Test("records a reset in the middle of an answer, and shows it behind what came before")
    func resetInTheMiddle() throws {
        let seen = try TestEvent()
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send("O.")
            try connection.wait(for: seen)
            connection.reset()
        }
        let run = try ProxyRun(to: server)
        let peer = try Peer(run.endpoint)
        try peer.send(Mock.image)
        peer.halfClose()
        #expect(try peer.receive(2) == "O.")
        seen.signal()
        #expect(try peer.receiveAll().ending == .reset)
        #expect(try run.recorded().map(\.error) == [.reset])
        #expect(server.connections == 1)
    }

    @Test("a reset before any byte of the answer is tried again, and the client sees an answer only")
    func resent() throws {
        let server = try ScriptedServer { connection in
            if connection.number < 3 { return connection.reset() }
            try connection.receiveRequest()
            try connection.receiveToEnd()
            try connection.send(Self.ok)
        }
        let run = try ProxyRun(to: server)
        #expect(try Peer.ask(run.endpoint, Mock.image) == Self.ok)
        #expect(server.executions == 1)
        let recorded = try run.recorded()
        #expect(recorded.map(\.error) == [nil])
        #expect(recorded.map(\.attempts) == [4])
    }

    @Test("is not tried again when it was asked not to")
    func notResent() throws {
        let server = try ScriptedServer { $0.reset() }
        let run = try ProxyRun(to: server) { $0.resendsAfterReset = false }
        let peer = try Peer(run.endpoint)
        try peer.send(Mock.image)
        #expect(try peer.receiveAll().ending == .reset)
        #expect(try run.recorded().map(\.error) == [.reset])
    }

    @Test("a thousand exchanges through a server that binds anew after each are a thousand in the recording")
    func serial() throws {
        let count = 1000
        try Mock.run(Mock.with { $0.isSerial = true }) { (server, _) throws in
            let run = try ProxyRun(to: server.endpoint) { $0.connectTimeout = .seconds(30) }
            let client = run.client()
            for _ in 0..<count {
                let exchange = client.exchange(Self.request)
                #expect(exchange.failure == nil)
            }
            let recorded = try run.recorded()
            #expect(recorded.count == count)
            #expect(recorded.allSatisfy { $0.error == nil && $0.response?.bytes == Array("O.k.".utf8) })
            #expect(server.exchanges == count)
            #expect(run.proxy.exchanges == count)
        }
    }

    @Test("a name that leads nowhere is refused at the start, and not the listener's fault")
    func unknownName() throws {
        var configuration = Proxy.Configuration(
            listen: .tcp(host: "127.0.0.1", port: 0),
            to: .tcp(host: "nosuch.invalid", port: 7000)
        )
        configuration.recording = "/dev/null/none/never-made"
        #expect {
            try Proxy.start(configuration)
        } throws: { error in
            guard case .upstream(configuration.to)? = (error as? MockServerError)?.place else { return false }
            return true
        }
    }
}
