import Foundation
import IPCClient
import IPCFraming
import MockCore
import MockServer
import Platform
import Sessions
import TestSupport
import Testing

@Suite struct WebSocketServerTests {
    private static let image = #"{"image": {"file": "a.jpg", "name": "other", "focal_length": "50.0"}}"#

    private static func client(_ endpoint: Endpoint, _ change: (inout ExchangePolicy) -> Void = { _ in }) -> Client {
        var policy = ExchangePolicy()
        policy.timeout = .seconds(60)
        change(&policy)
        return Client(endpoint, policy: policy)
    }

    private static func ask(_ client: Client, _ text: String) -> String? {
        client.exchange(RequestFrame(Array(text.utf8))).response.map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    @Test(arguments: [false, true])
    func `1,000 images go over one connection, and are executed exactly once`(deflates: Bool) throws {
        try Mock.run(Mock.webSocket()) { (server, _) throws in
            let client = Self.client(server.endpoint) { $0.webSocket.deflates = deflates }
            for _ in 0..<1000 { #expect(Self.ask(client, Self.image) == "O.k.") }
            #expect(server.exchanges == 1000)
            #expect(server.status.openConnections == 1)
        }
    }

    @Test func `one project is behind all places where it listens`() throws {
        let configuration = Mock.with {
            $0.listeners = [
                .tcp(host: "127.0.0.1", port: 0), .webSocket(WebSocketAddress(host: "127.0.0.1", port: 0)),
                .webSocket(WebSocketAddress(host: "localhost", port: 0)),
            ]
        }
        try Mock.run(configuration) { (server, _) throws in
            try #require(server.endpoints.count == 3)
            #expect(Set(server.endpoints).count == 3)
            #expect(server.endpoint == server.endpoints[0])
            for endpoint in server.endpoints { #expect(Self.ask(Self.client(endpoint), Self.image) == "O.k.") }
            #expect(server.exchanges == 3)
        }
    }

    @Test func `none listens when one of them cannot`() throws {
        try Mock.run(Mock.webSocket()) { (server, _) throws in
            let directory = try TemporaryDirectory()
            let path = directory.file("socket")
            let error = #expect(throws: MockServerError.self) {
                try MockServer.start(Mock.with { $0.listeners = [.unix(path: path), server.endpoint] }).stop()
            }
            #expect(error?.description.hasPrefix("cannot listen on \(server.endpoint): ") == true)
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test(arguments: [
        ("POST / HTTP/1.1\r\n\r\n", "HTTP/1.1 405 Method Not Allowed\r\n"),
        ("GET / HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 426 Upgrade Required\r\n"),
        ("GET / HTTP/1.0\r\n\r\n", "HTTP/1.1 505 HTTP Version Not Supported\r\n"),
        ("GET / HTTP/1.1\r\nContent-Length: 1\r\n\r\nx", ""),
        ("hello\r\n", ""),
        ("{\"foo\": 1}\n", ""),
    ])
    func `a client without a handshake is refused, and the server ends the connection`(
        request: String,
        answer: String
    ) throws {
        try Mock.run(Mock.webSocket()) { (server, log) throws in
            let peer = try Peer(server.endpoint)
            try peer.send(request)
            let (bytes, ending) = try peer.receiveAll()
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(answer.isEmpty ? text.isEmpty : text.hasPrefix(answer))
            #expect(ending == .closed)
            log.waitForBroken(1)
            #expect(server.exchanges == 0)
        }
    }

    @Test func `a client that does not finish its handshake is let go`() throws {
        try Mock.run(Mock.webSocket { $0.webSocket.handshakeTime = .milliseconds(50) }) { (server, _) throws in
            #expect(try Peer(server.endpoint).receiveAll().ending == .closed)
        }
        try Mock.run(Mock.webSocket { $0.webSocket.handshakeTime = .seconds(3600) }) { (server, _) throws in
            let peer = try Peer(server.endpoint)
            try peer.send("{\"foo\": 1}\u{4}")
            peer.halfClose()
            #expect(try peer.receiveAll().ending == .closed)
        }
    }

    @Test func `a frame in the handshake's own packet is served`() throws {
        try Mock.run(Mock.webSocket()) { (server, _) throws in
            let frame = WebSocketFrame(.text, Array("quit".utf8)).encoded(mask: WebSocketPeer.mask)
            let peer = try WebSocketPeer(server.endpoint, with: frame)
            #expect(try peer.text() == "bye")
        }
    }

    @Test func `while it works for one, it does nothing for another`() throws {
        let configuration = Mock.webSocket { $0.latency = .uniform(.milliseconds(300)...(.milliseconds(300))) }
        try Mock.run(configuration) { (server, log) throws in
            let first = try WebSocketPeer(server.endpoint)
            let second = try WebSocketPeer(server.endpoint)
            let start = ContinuousClock.now
            try first.send("1234567")
            _ = log.waitForAnswer(1)
            try second.send(.ping, [1])
            #expect(try second.next() == WebSocketPeer.Frame(0x8A, [1]))
            #expect(ContinuousClock.now - start >= .milliseconds(300))
        }
    }

    @Test func `unless it works for all at once`() throws {
        let configuration = Mock.webSocket {
            $0.latency = .uniform(.seconds(3600)...(.seconds(3600)))
            $0.webSocket.isParallel = true
        }
        try Mock.run(configuration) { (server, log) throws in
            let first = try WebSocketPeer(server.endpoint)
            let second = try WebSocketPeer(server.endpoint)
            try first.send("[1]")
            _ = log.waitForAnswer(1)
            for peer in [first, second] {
                try peer.send(.ping, [1])
                #expect(try peer.next() == WebSocketPeer.Frame(0x8A, [1]))
            }
            try second.send("[2]")
            _ = log.waitForAnswer(2)
        }
    }

    @Test func `the template ends by quit, the example lives on`() throws {
        for profile in WebSocketProfile.allCases {
            let ended = Guarded(0)
            let configuration = Mock.webSocket {
                $0.webSocket.profile = profile
                $0.onFatal = .exit
            }
            let server = try MockServer.start(configuration, onFatalExit: { ended.withLock { $0 += 1 } })
            defer { server.stop() }
            for text in ["{}", "[1", "quit"] {
                let peer = try WebSocketPeer(server.endpoint)
                try peer.send(text)
                _ = try peer.next()
                if text == "quit" {
                    let rest = try peer.rest()
                    #expect(rest.frames.map(\.close) == [WebSocketClose(.normal, "Closing connection.")])
                    #expect(rest.ending == .closed)
                }
            }
            // What ends a socket server does not end this one.
            let peer = try WebSocketPeer(server.endpoint)
            try peer.send(.binary, [1])
            #expect(try peer.rest().frames.map(\.close) == [WebSocketClose(.internalError)])
            #expect(ended.withLock { $0 } == (profile == .basics ? 1 : 0))
        }
    }

    @Test func `it pings, and closes for want of a pong`() throws {
        let configuration = Mock.webSocket {
            $0.webSocket.pingInterval = .milliseconds(20)
            $0.webSocket.pongTime = .milliseconds(20)
        }
        try Mock.run(configuration) { (server, _) throws in
            let peer = try WebSocketPeer(server.endpoint)
            let ping = try peer.next()
            #expect(ping?.opcode == .ping)
            #expect(ping?.payload.count == 4)
            let rest = try peer.rest()
            #expect(rest.frames.map(\.close) == [WebSocketClose(.internalError, "keepalive ping timeout")])
            #expect(rest.ending == .closed)
        }
    }

    @Test func `a client that says nothing for too long is let go`() throws {
        try Mock.run(Mock.webSocket { $0.idleTimeout = .milliseconds(20) }) { (server, _) throws in
            let rest = try WebSocketPeer(server.endpoint).rest()
            #expect(rest.frames.map(\.close) == [WebSocketClose(.goingAway)])
            #expect(rest.ending == .closed)
        }
    }

    @Test func `what takes time and what does not are all answered`() throws {
        // A large one is not looked at where connections are accepted.
        let large = "[\"" + String(repeating: "x", count: 100_000) + "\"]"
        let fault = try Fault("slice:10000,1ms@match=xxx")
        let configuration = Mock.webSocket { $0.faults = [fault] }
        try Mock.run(configuration) { (server, _) throws in
            let peers = try (0..<20).map { _ in try WebSocketPeer(server.endpoint) }
            for peer in peers { try peer.send(Self.image) }
            for peer in peers { #expect(try peer.text() == "O.k.") }
            let first = peers[3]
            let sending = first.peer.sendInBackground { number in
                number == 0 ? WebSocketFrame(.text, Array(large.utf8)).encoded(mask: 1) : nil
            }
            for peer in peers where peer !== first { try peer.send(Self.image) }
            for peer in peers where peer !== first { #expect(try peer.text() == "O.k.") }
            #expect(try first.text()?.hasSuffix("xx']") == true)
            sending.join()
            #expect(server.exchanges == 40)
        }
    }

    @Test func `what is sent unasked reaches all that are connected, who go on asking`() throws {
        try Mock.run(Mock.webSocket()) { (server, _) throws in
            let peers = try (0..<3).map { _ in try WebSocketPeer(server.endpoint) }
            for round in 1...2 {
                for peer in peers {
                    try peer.send(Self.image)
                    #expect(try peer.text() == "O.k.")
                }
                #expect(server.pushableConnections.count == 3)
                #expect(server.push(WebSocketMessage(.text, Array("\(round)".utf8)), to: nil) == 3)
                for peer in peers { #expect(try peer.text() == "\(round)") }
            }
        }
    }

    @Test func `a server that ends closes with 1001`() throws {
        let server = try MockServer.start(Mock.webSocket())
        let peers = try (0..<3).map { _ in try WebSocketPeer(server.endpoint) }
        let draining = Background { server.drain(within: .seconds(60)) }
        for peer in peers {
            let rest = try peer.rest()
            #expect(rest.frames.map(\.close) == [WebSocketClose(.goingAway)])
            #expect(rest.ending == .closed)
        }
        draining.join()
    }

    @Test(
        arguments: [
            ("close:1012", [], WebSocketClose(WebSocketClose.Code(rawValue: 1012)), Peer.Ending.closed),
            ("close", [], WebSocketClose(.internalError), .closed),
            ("no-close-frame", [], nil, .closed),
            ("reset", [], nil, .reset),
            ("truncate:2", [WebSocketPeer.Frame(0x01, Array("O.".utf8))], nil, .closed),
            ("no-crlf", [WebSocketPeer.Frame(0x01, Array("O.k.".utf8))], nil, .closed),
            (
                "fragment:3",
                [WebSocketPeer.Frame(0x01, Array("O.k".utf8)), WebSocketPeer.Frame(0x80, [0x2E])],
                WebSocketClose(.normal), .closed
            ),
            ("slice:1,1ms", [WebSocketPeer.Frame(text: "O.k.")], WebSocketClose(.normal), .closed),
            ("no-close", [WebSocketPeer.Frame(text: "O.k.")], WebSocketClose(.normal), .closed),
            (
                "bad-utf8", [WebSocketPeer.Frame(0x81, [0x4F, 0x2E, 0x6B, 0xFF, 0x2E])], WebSocketClose(.normal),
                .closed
            ),
            ("late-pong", [WebSocketPeer.Frame(text: "O.k.")], WebSocketClose(.normal), .closed),
        ] as [(String, [WebSocketPeer.Frame], WebSocketClose?, Peer.Ending)]
    )
    func `faults on purpose`(
        fault: String,
        frames: [WebSocketPeer.Frame],
        close: WebSocketClose?,
        ending: Peer.Ending
    ) throws {
        try Mock.run(try Mock.webSocket(fault: fault)) { (server, _) throws in
            let peer = try WebSocketPeer(server.endpoint)
            try peer.send(Self.image)
            for frame in frames { #expect(try peer.next() == frame) }
            // Where it goes on, the client ends it.
            if close == WebSocketClose(.normal) { try peer.send(.close, [0x03, 0xE8]) }
            let rest = try peer.rest()
            #expect(rest.frames.map(\.close) == (close.map { [$0] } ?? []))
            #expect(rest.ending == ending)
        }
    }

    @Test func `one that says nothing still answers pings`() throws {
        try Mock.run(try Mock.webSocket(fault: "silent")) { (server, _) throws in
            let peer = try WebSocketPeer(server.endpoint)
            try peer.send(Self.image)
            try peer.send(.ping, [1])
            #expect(try peer.next() == WebSocketPeer.Frame(0x8A, [1]))
        }
    }

    @Test func `a connection is refused at its handshake`() throws {
        try Mock.run(try Mock.webSocket(fault: "refuse@n=1")) { (server, _) throws in
            let client = Self.client(server.endpoint) { $0.connectTimeout = .zero }
            let exchange = client.exchange(RequestFrame(Array(Self.image.utf8)))
            #expect(exchange.failure?.phase == .connecting)
            #expect(Self.ask(client, Self.image) == "O.k.")
        }
    }

    @Test func `recordings of a socket server answer, and what comes is recorded`() throws {
        let lines = [
            #"{"n":1,"request":{"a":1},"response":"one","gap":0,"ms":1}"#,
            #"{"n":2,"request":{"a":2},"error":"closed-without-response","gap":0,"ms":1}"#,
            #"{"n":3,"request":{"a":3},"response":"bye","close":{"code":4000,"reason":"tea"},"gap":0,"ms":1}"#,
            #"{"n":4,"request":{"a":4},"error":"closed-without-response","close":{"code":1006},"gap":0,"ms":1}"#,
            #"{"n":5,"request":{"a":5},"response":"AP8=","response_end":"binary","gap":0,"ms":1}"#,
            #"{"match":{"a":6},"response":"six"}"#,
        ]
        let directory = try TemporaryDirectory()
        let path = directory.file("journal.jsonl")
        try Served.run(lines, Mock.webSocket { $0.recording = path }) { (server, _) throws in
            let client = Self.client(server.endpoint)
            #expect(Self.ask(client, "{\"a\": 1}") == "one")
            #expect(Self.ask(client, "{\"a\": 1}\n") == "one")
            #expect(client.exchange(RequestFrame(Array("{\"a\": 2}".utf8))).close == WebSocketClose(.internalError))
            #expect(Self.ask(client, "{\"a\": 3}") == "bye")
            // Behind the Close, which may come a little later.
            _ = try? client.ping()
            let end = client.exchange(RequestFrame(Array("{\"a\": 4}".utf8)))
            #expect(end.failure?.code == .closedWithoutResponse)
            #expect(end.close == .abnormal)
            let binary = client.exchange(RequestFrame(Array("{\"a\": 5}".utf8)))
            #expect(binary.response == ResponseFrame(Array("AP8=".utf8), ending: .binary))
            #expect(Self.ask(client, "{\"a\": 6}") == "six")
            #expect(client.exchange(RequestFrame([1], ending: .binary)).close == WebSocketClose(.internalError))
        }
        var reader = try SessionReader(path: path)
        #expect(reader.header.mode == .webSocket)
        var closes: [WebSocketClose?] = []
        var endings: [RequestFrame.Ending] = []
        while let exchange = try reader.nextExchange() {
            closes.append(exchange.close)
            endings.append(exchange.request.ending)
        }
        let bye = WebSocketClose(WebSocketClose.Code(rawValue: 4000), "tea")
        let internalError = WebSocketClose(.internalError)
        #expect(closes == [nil, nil, internalError, bye, .abnormal, nil, nil, internalError])
        #expect(endings == Array(repeating: .terminator, count: 7) + [.binary])
    }

    @Test func `many clients at once, all served`() throws {
        try Mock.run(Mock.webSocket()) { (server, _) throws in
            let peers = try (0..<200).map { _ in try WebSocketPeer(server.endpoint) }
            for _ in 0..<3 {
                for peer in peers { try peer.send(Self.image) }
                for peer in peers { #expect(try peer.text() == "O.k.") }
            }
            #expect(server.exchanges == 600)
        }
    }

    @Test func `many clients at once on a server of several places, one of whose answers takes its time`() throws {
        let endpoint = Endpoint.webSocket(WebSocketAddress(host: "127.0.0.1", port: 0))
        let configuration = Mock.with {
            $0.listeners = [endpoint, endpoint]
            $0.latency = .uniform(.milliseconds(1)...(.milliseconds(1)))
        }
        try Mock.run(configuration) { (server, _) throws in
            let peers = try (0..<40).map { try WebSocketPeer(server.endpoints[$0 % 2]) }
            let start = ContinuousClock.now
            for peer in peers { try peer.send(Self.image) }
            for peer in peers { #expect(try peer.text() == "O.k.") }
            // One at a time over all of them.
            #expect(ContinuousClock.now - start >= .milliseconds(40))
        }
    }

    // MARK: Hostile peers

    @Test func `pipelined messages are all answered in order, though nobody takes the answers at first`() throws {
        try Mock.run(Mock.webSocket()) { (server, _) throws in
            let peer = try WebSocketPeer(server.endpoint)
            let count = 5000
            let sending = peer.peer.sendInBackground { number in
                number < count ? WebSocketFrame(.text, Array("[\(number)]".utf8)).encoded(mask: 1) : nil
            }
            for number in 0..<count { #expect(try peer.text() == "Error: Unknown request:\n[\(number)]") }
            sending.join()
        }
    }

    @Test func `many pings at once are answered in order, between messages`() throws {
        try Mock.run(Mock.webSocket()) { (server, _) throws in
            let peer = try WebSocketPeer(server.endpoint)
            let count = 5000
            let sending = peer.peer.sendInBackground { number in
                if number == count { return WebSocketFrame(.text, Array("[1]".utf8)).encoded(mask: 1) }
                let payload = Array("\(number)".utf8) + [UInt8](repeating: 0x20, count: 100)
                return number < count ? WebSocketFrame(.ping, payload).encoded(mask: 1) : nil
            }
            for number in 0..<count { #expect(try peer.text()?.hasPrefix("\(number) ") == true) }
            #expect(try peer.text() == "Error: Unknown request:\n[1]")
            sending.join()
        }
    }

    @Test func `a client that floods it with pings and takes no pong holds up nobody else`() throws {
        try Mock.run(Mock.webSocket()) { (server, _) throws in
            let hostile = try WebSocketPeer(server.endpoint)
            let flood = Array(
                repeatElement(WebSocketFrame(.ping, Array(repeating: 1, count: 125)).encoded(mask: 1), count: 200)
                    .joined()
            )
            let sending = hostile.peer.sendInBackground { _ in flood }
            let client = Self.client(server.endpoint)
            for _ in 0..<50 { #expect(Self.ask(client, Self.image) == "O.k.") }
            hostile.peer.shutDown()
            sending.join()
        }
    }

    @Test func `a connection that breaks anywhere harms no other`() throws {
        try Mock.run(Mock.webSocket()) { (server, _) throws in
            let frame = WebSocketFrame(.text, Array(Self.image.utf8)).encoded(mask: 1)
            for cut in 0...frame.count {
                let peer = try WebSocketPeer(server.endpoint)
                try peer.peer.send(frame[..<cut])
                if cut % 2 == 0 { peer.peer.reset() } else { peer.peer.close() }
            }
            #expect(Self.ask(Self.client(server.endpoint), Self.image) == "O.k.")
        }
    }
}
