import IPCClient
import IPCFraming
import InspectProtocol
import MockCore
import MockServer
import Sessions
import TestSupport
import Testing

@Suite struct BridgeTests {
    private static let image = String(Mock.image.dropLast())
    private static let anyPort = Endpoint.webSocket(WebSocketAddress(host: "127.0.0.1", port: 0))

    /// A bridge for socket clients before a WebSocket mock.
    private static func toWebSocket(
        _ mock: MockServer.Configuration = Mock.webSocket(),
        mode: ConnectionMode = .oneShot,
        faults: [Fault] = [],
        passesQuit: Bool = false,
        _ body: (ProxyRun, MockServer, MockLog) throws -> Void
    ) throws {
        try run(mock, .tcp(host: "127.0.0.1", port: 0), mode, faults, passesQuit, body)
    }

    /// A bridge for WebSocket clients before a socket mock.
    private static func toSocket(
        _ mock: MockServer.Configuration = Mock.with(),
        passesQuit: Bool = false,
        _ body: (ProxyRun, MockServer, MockLog) throws -> Void
    ) throws {
        try run(mock, anyPort, mock.mode, [], passesQuit, body)
    }

    private static func run(
        _ mock: MockServer.Configuration,
        _ listen: Endpoint,
        _ mode: ConnectionMode,
        _ faults: [Fault],
        _ passesQuit: Bool,
        _ body: (ProxyRun, MockServer, MockLog) throws -> Void
    ) throws {
        try Mock.run(mock) { (server, log) throws in
            let run = try ProxyRun(to: server.endpoint) {
                $0.listen = listen
                $0.mode = mode
                $0.faults = faults
                $0.passesQuit = passesQuit
            }
            try body(run, server, log)
        }
    }

    private static func fault(_ source: String) throws -> Fault { try Fault(source) }

    @Test func `many socket clients share one connection, and each request is executed once`() throws {
        try Self.toWebSocket { (run, server, _) throws in
            let endpoint = run.endpoint
            let clients = (0..<20).map { _ in
                Background { for _ in 0..<10 { #expect(throws: Never.self) { try Peer.ask(endpoint, Mock.image) } } }
            }
            for client in clients { client.join() }
            #expect(try Peer.ask(endpoint, Mock.image) == Mock.ok)
            #expect(server.exchanges == 201)
            #expect(server.status.openConnections == 1)
            #expect(run.proxy.exchanges == 201)
        }
    }

    @Test func `a socket client may keep its connection`() throws {
        try Self.toWebSocket(mode: .keepAlive) { (run, server, _) throws in
            let peer = try Peer(run.endpoint)
            for _ in 0..<3 {
                try peer.send(Mock.image)
                #expect(try peer.receive(Mock.ok.utf8.count) == Mock.ok)
            }
            #expect(server.exchanges == 3)
        }
    }

    @Test(arguments: [ConnectionMode.oneShot, .keepAlive])
    func `a WebSocket client keeps its connection to a socket server of either mode`(mode: ConnectionMode) throws {
        try Self.toSocket(Mock.with { $0.mode = mode }) { (run, server, _) throws in
            let peer = try WebSocketPeer(run.endpoint)
            for _ in 0..<3 {
                try peer.send(Self.image + "\n")
                #expect(try peer.text() == "O.k.")
            }
            #expect(server.exchanges == 3)
        }
    }

    @Test(arguments: ["close:1011", "close:1001", "no-close-frame", "reset"])
    func `what a WebSocket server may have executed is not sent again, nor does the client send it again`(
        fault: String
    ) throws {
        try Self.toWebSocket(try Mock.webSocket(fault: fault + "@n=1")) { (run, server, _) throws in
            let failed = Client(run.endpoint).exchange(RequestFrame(Array(Self.image.utf8)))
            #expect(failed.failure?.code == .closedWithoutResponse)
            #expect(failed.attempts == 1)
            #expect(server.exchanges == 1)
            #expect(try Peer.ask(run.endpoint, Mock.image) == Mock.ok)
        }
    }

    @Test func `a socket server that dies is a Close 1011`() throws {
        try Self.toSocket { (run, server, _) throws in
            let peer = try WebSocketPeer(run.endpoint)
            try peer.send("null")
            #expect(try peer.rest().frames.map(\.close) == [WebSocketClose(.internalError)])
            #expect(server.exchanges == 1)
            #expect(try run.recorded().map(\.error) == [.closedWithoutResponse])
        }
    }

    @Test func `of an answer that was cut off a WebSocket client sees the end`() throws {
        let fault = try Self.fault("truncate:2")
        try Self.toSocket(Mock.with { $0.faults = [fault] }) { (run, _, _) throws in
            let peer = try WebSocketPeer(run.endpoint)
            try peer.send(Self.image)
            let rest = try peer.rest()
            #expect(rest.frames.allSatisfy { $0.close == nil })
            #expect(rest.ending == .closed)
        }
    }

    @Test func `a server that is not there is a reset on sockets, and a Close 1014 with the reason over WebSocket`()
        throws
    {
        let unused = try UnusedPort()
        guard case .tcp(let host, let port) = try Endpoint(unused.endpoint) else { return }
        let sockets = try ProxyRun(to: .webSocket(WebSocketAddress(host: host, port: port))) {
            $0.connectTimeout = .zero
        }
        let peer = try Peer(sockets.endpoint)
        try peer.send(Mock.image)
        #expect(try peer.receiveAll().ending == .reset)
        let webSockets = try ProxyRun(to: .tcp(host: host, port: port)) {
            $0.listen = Self.anyPort
            $0.connectTimeout = .zero
        }
        let other = try WebSocketPeer(webSockets.endpoint)
        try other.send(Self.image)
        let close = try #require(try other.rest().frames.last?.close)
        #expect(close.code.rawValue == 1014)
        #expect(close.reason.hasPrefix("cannot connect to "))
    }

    @Test func `quit and Ctrl-Z end the connection of their client, and not the server`() throws {
        try Self.toSocket { (run, server, _) throws in
            let peer = try WebSocketPeer(run.endpoint)
            try peer.send("quit\n")
            let frames = try peer.rest().frames
            #expect(frames.first == WebSocketPeer.Frame(text: "bye"))
            #expect(frames.last?.close == WebSocketClose(.normal, "Closing connection."))
            #expect(server.exchanges == 0)
        }
        try Self.toWebSocket { (run, server, _) throws in
            #expect(try Peer.ask(run.endpoint, "\u{1A}") == "")
            #expect(server.exchanges == 0)
        }
    }

    @Test func `quit and Ctrl-Z mean each other where they are passed on`() throws {
        try Self.toSocket(passesQuit: true) { (run, _, log) throws in
            let peer = try WebSocketPeer(run.endpoint)
            try peer.send("quit\n")
            let frames = try peer.rest().frames
            #expect(frames.first == WebSocketPeer.Frame(text: "bye"))
            #expect(frames.last?.close == WebSocketClose(.normal, "Closing connection."))
            #expect(log.waitForAnswer(1) == .termination(.abort))
            #expect(try run.recorded().map(\.request.ending) == [.abort])
        }
        try Self.toWebSocket(passesQuit: true) { (run, server, _) throws in
            #expect(try Peer.ask(run.endpoint, "\u{1A}") == "")
            #expect(server.exchanges == 1)
            let recorded = try run.recorded()
            #expect(recorded.map(\.request.ending) == [.abort])
            #expect(recorded.first?.response?.bytes == Array("bye".utf8))
        }
    }

    /// What the other transport cannot carry is not sent there at all.
    @Test func `what has no form over there is answered here`() throws {
        try Self.toSocket { (run, server, _) throws in
            for text in [Mock.image, "\u{1A}", "{\u{4}}"] {
                let peer = try WebSocketPeer(run.endpoint)
                try peer.send(text)
                #expect(try peer.text() == "Error: Malformed JSON message.")
            }
            let peer = try WebSocketPeer(run.endpoint)
            try peer.send(.binary, Array(Self.image.utf8))
            #expect(try peer.rest().frames.map(\.close) == [WebSocketClose(.internalError)])
            #expect(server.exchanges == 0)
        }
        try Self.toWebSocket { (run, server, _) throws in
            #expect(try Peer.ask(run.endpoint, "quit\u{4}") == Mock.malformed)
            let peer = try Peer(run.endpoint)
            try peer.send([0x22, 0xFF, 0x22, 0x04])
            let (bytes, ending) = try peer.receiveAll()
            #expect(bytes.isEmpty)
            #expect(ending == .closed)
            #expect(server.exchanges == 0)
        }
    }

    @Test func `a message whose characters the socket server would cut is escaped`() throws {
        try Self.toSocket { (run, server, _) throws in
            let peer = try WebSocketPeer(run.endpoint)
            let name = String(repeating: "ö😀", count: 400)
            for file in ["a.jpg", "aa.jpg", "aaa.jpg"] {
                try peer.send(#"{"image": {"file": "\#(file)", "name": "\#(name)", "focal_length": "50.0"}}"#)
                #expect(try peer.text() == "O.k.")
            }
            #expect(server.exchanges == 3)
        }
    }

    @Test(arguments: [true, false])
    func `the recording is that of the server`(isWebSocket: Bool) throws {
        let ask = { (run: ProxyRun, server: MockServer) throws in
            if isWebSocket {
                #expect(try Peer.ask(run.endpoint, Mock.image) == Mock.ok)
            } else {
                let peer = try WebSocketPeer(run.endpoint)
                try peer.send(Self.image)
                #expect(try peer.text() == "O.k.")
            }
            let header = try run.header()
            #expect(header.via == "proxy")
            #expect(header.to == server.endpoint.description)
            #expect(header.mode == (isWebSocket ? .webSocket : .connection(.oneShot)))
            let recorded = try run.recorded()
            #expect(recorded.map(\.request) == [RequestFrame(Array(Self.image.utf8))])
            #expect(recorded.map(\.response) == [ResponseFrame(Array("O.k.".utf8))])
        }
        if isWebSocket {
            try Self.toWebSocket { (run, server, _) throws in try ask(run, server) }
        } else {
            try Self.toSocket { (run, server, _) throws in try ask(run, server) }
        }
    }

    @Test func `faults are the bridge's own`() throws {
        let faults = [try Self.fault("truncate:2@n=1"), try Self.fault("slice:1,1ms@n=2")]
        try Self.toWebSocket(faults: faults) { (run, server, _) throws in
            #expect(try Peer.ask(run.endpoint, Mock.image) == "O.")
            #expect(try Peer.ask(run.endpoint, Mock.image) == Mock.ok)
            #expect(server.exchanges == 2)
            #expect(try run.recorded().map(\.response?.ending) == [.complete, .complete])
        }
    }

    @Test(arguments: [("close", FailureCode.closedWithoutResponse), ("reset", .reset), ("silent", .timeout)])
    func `a fault upstream keeps a request from the server`(kind: String, code: FailureCode) throws {
        try Self.toWebSocket(faults: [try Self.fault("upstream:\(kind)@n=1")]) { (run, server, _) throws in
            var policy = ExchangePolicy()
            policy.resendsAfterReset = false
            policy.timeout = code == .timeout ? .milliseconds(100) : .seconds(30)
            let request = RequestFrame(Array(Self.image.utf8))
            #expect(Client(run.endpoint, policy: policy).exchange(request).failure?.code == code)
            #expect(server.exchanges == 0)
            #expect(try Peer.ask(run.endpoint, Mock.image) == Mock.ok)
            #expect(server.exchanges == 1)
            #expect(run.proxy.controlled.status.faults == 1)
        }
    }

    @Test(arguments: [true, false])
    func `what is under way ends before the bridge does`(isWebSocket: Bool) throws {
        let latency = Latency.uniform(.milliseconds(200)...(.milliseconds(200)))
        let body = { (run: ProxyRun, _: MockServer, log: MockLog) throws in
            let client = Client(run.endpoint)
            let stopped = Background { [proxy = run.proxy] in
                _ = log.waitForAnswer(1)
                proxy.stop(within: .seconds(60))
            }
            let exchange = client.exchange(RequestFrame(Array(Self.image.utf8)))
            stopped.join()
            #expect(exchange.response?.bytes == Array("O.k.".utf8))
            #expect(run.proxy.recordingStatus?.isComplete == true)
        }
        if isWebSocket {
            try Self.toWebSocket(Mock.webSocket { $0.latency = latency }, body)
        } else {
            try Self.toSocket(Mock.with { $0.latency = latency }, body)
        }
    }

    @Test(arguments: [true, false])
    func `a bridge that may not wait gives up a silent server`(isWebSocket: Bool) throws {
        let silent = try Self.fault("silent")
        let body = { (run: ProxyRun, _: MockServer, log: MockLog) throws in
            let stopped = Background { [proxy = run.proxy] in
                _ = log.waitForAnswer(1)
                proxy.stop(within: .zero)
            }
            var policy = ExchangePolicy()
            policy.resendsAfterReset = false
            policy.connectTimeout = .zero
            let exchange = Client(run.endpoint, policy: policy).exchange(RequestFrame(Array(Self.image.utf8)))
            stopped.join()
            #expect(exchange.response == nil)
            #expect(try run.recorded().map(\.error) == [.cancelled])
        }
        if isWebSocket {
            try Self.toWebSocket(Mock.webSocket { $0.faults = [silent] }, body)
        } else {
            try Self.toSocket(Mock.with { $0.faults = [silent] }, body)
        }
    }

    /// The server sends its second message only when it has its pong.
    @Test func `pings are answered while nothing is asked, and what is pushed then is logged`() throws {
        let server = try ScriptedServer { connection throws in
            var handshake = WebSocketServerHandshake(server: "script")
            var outcome: WebSocketServerHandshake.Outcome?
            while outcome == nil {
                try connection.receive(exactly: 1).withUnsafeBytes { handshake.append($0) }
                outcome = handshake.next(date: "today")
            }
            guard case .accepted(let answer, _)? = outcome else { return }
            try connection.send(answer)
            var decoder = WebSocketDecoder(role: .server, limit: 1024)
            var encoder = WebSocketEncoder(role: .server)
            decoder.append(handshake.rest)
            while true {
                while let event = try decoder.next() {
                    switch event {
                    case .message:
                        try connection.send(encoder.encode(WebSocketMessage(.text, Array("O.k.".utf8))))
                        try connection.send(encoder.encode(.ping, [1, 2, 3]))
                    case .pong: try connection.send(encoder.encode(WebSocketMessage(.text, Array("pushed".utf8))))
                    case .ping, .close: return
                    }
                }
                let bytes = try connection.receive()
                if bytes.isEmpty { return }
                decoder.append(bytes)
            }
        }
        let run = try ProxyRun(to: .webSocket(WebSocketAddress(host: "127.0.0.1", port: server.port)))
        for _ in 0..<2 { #expect(try Peer.ask(run.endpoint, Mock.image) == Mock.ok) }
        #expect(run.log.waitForNotice("ws://127.0.0.1:\(server.port) has sent 6 bytes unasked") != nil)
        #expect(server.connections == 1)
    }

    @Test func `a bridge to itself is refused`() throws {
        let reserved = try UnusedPort(isShared: true)
        guard case .tcp(let host, let port) = try Endpoint(reserved.endpoint) else { return }
        let listen = Endpoint.webSocket(WebSocketAddress(host: host, port: port))
        let error = #expect(throws: MockServerError.self) {
            try Proxy.start(Proxy.Configuration(listen: listen, to: .tcp(host: "localhost", port: port)))
                .stop(within: .zero)
        }
        #expect(error?.description.contains("listens itself") == true)
    }
}
