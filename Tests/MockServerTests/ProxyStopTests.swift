import IPCClient
import IPCFraming
import MockCore
import MockServer
import Sessions
import TestSupport
import Testing

@Suite("A proxy that is stopped")
struct ProxyStopTests {
    private static let ok = "O.k.\r\n"
    /// No test waits for it: what ends before it has not waited.
    private static let patience = Duration.seconds(300)

    @Test(
        "does not wait for what is idle",
        arguments: [
            (ConnectionMode.oneShot, ""), (.keepAlive, ""), (.keepAlive, "{}\u{4}"), (.oneShot, "{"), (.keepAlive, "{"),
        ]
    )
    func idle(_ mode: ConnectionMode, _ request: String) throws {
        let isAsked = try TestEvent()
        let server = try ScriptedServer { connection in
            _ = try connection.receive()
            isAsked.signal()
            try connection.send(Self.ok)
            try connection.receiveToEnd()
        }
        let run = try ProxyRun(to: server) { $0.mode = mode }
        let peer = try Peer(run.endpoint)
        try peer.send(request)
        if !request.isEmpty { #expect(isAsked.wait()) }
        if request.hasSuffix("\u{4}") { #expect(try peer.receive(Self.ok.utf8.count) == Self.ok) }
        let start = ContinuousClock.now
        run.proxy.stop(within: Self.patience)
        #expect(ContinuousClock.now - start < Self.patience / 2)
        _ = try peer.receiveAll()
    }

    @Test("lets what is under way end, and has it in the recording", arguments: [ConnectionMode.oneShot, .keepAlive])
    func underWay(_ mode: ConnectionMode) throws {
        let isAsked = try TestEvent()
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            isAsked.signal()
            try connection.hold(milliseconds: 50)
            try connection.send(Self.ok)
            if mode == .keepAlive { try connection.receiveToEnd() }
        }
        let run = try ProxyRun(to: server) { $0.mode = mode }
        let peer = try Peer(run.endpoint)
        try peer.send(Mock.image)
        #expect(isAsked.wait())
        run.proxy.stop(within: Self.patience)
        #expect(try peer.receiveText() == Self.ok)
        #expect(try run.recorded().map(\.error) == [nil])
    }

    @Test(
        "cancels what does not end: recorded, and reset",
        arguments: [
            (ConnectionMode.oneShot, "", 100), (.keepAlive, "", 100), (.oneShot, "O.", 100), (.oneShot, "123456", 3),
            (.keepAlive, "123456", 3),
        ]
    )
    func cancelled(_ mode: ConnectionMode, _ part: String, _ limit: Int) throws {
        let isAsked = try TestEvent()
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send(part)
            isAsked.signal()
            try connection.hold()
        }
        let run = try ProxyRun(to: server) {
            $0.mode = mode
            $0.frameLimit = limit
        }
        let peer = try Peer(run.endpoint)
        try peer.send("{}\u{4}")
        #expect(isAsked.wait())
        #expect(try peer.receive(part.utf8.count) == part)
        run.proxy.stop(within: .milliseconds(10))
        #expect(try peer.receiveAll() == ([], .reset))
        #expect(try run.recorded().map(\.error) == [part.utf8.count > limit ? .tooLarge : .cancelled])
    }

    @Test("cancels what waits for the next attempt to connect")
    func pausing() throws {
        let port = try UnusedPort()
        let run = try ProxyRun(to: Endpoint(port.endpoint)) { $0.connectTimeout = .seconds(300) }
        let peer = try Peer(run.endpoint)
        try peer.send(Mock.image)
        while run.proxy.exchanges == 0 {}
        run.proxy.stop(within: .milliseconds(10))
        #expect(try peer.receiveAll().ending == .reset)
        #expect(try run.recorded().map(\.error) == [.cancelled])
    }
}
