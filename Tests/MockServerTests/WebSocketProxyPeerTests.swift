import Foundation
import IPCClient
import IPCFraming
import MockCore
import MockServer
import Sessions
import TestSupport
import Testing

/// Peers of a WebSocket proxy that do it harm, and many that do not.
@Suite struct WebSocketProxyPeerTests {
    private static let image = WebSocketProxyTests.image

    private static func ask(_ client: Client) -> String? {
        client.exchange(RequestFrame(Array(image.utf8))).response.map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    // MARK: Many

    /// 10,000 take long on a busy machine: `IPCSH_LONG_TESTS` asks for them.
    private static let count = ProcessInfo.processInfo.environment["IPCSH_LONG_TESTS"] == nil ? 500 : 10_000

    @Test func `images with reconnects between are executed exactly once`() throws {
        try WebSocketProxyTests.run { (run, server) throws in
            var policy = ExchangePolicy()
            policy.timeout = .seconds(60)
            let client = Client(run.endpoint, policy: policy)
            for number in 0..<Self.count {
                #expect(Self.ask(client) == "O.k.")
                if number % 3 == 0 { client.disconnect() }
            }
            #expect(server.exchanges == Self.count)
            #expect(try run.recorded().count == Self.count)
        }
    }

    @Test func `a thousand images go over one connection`() throws {
        try WebSocketProxyTests.run { (run, server) throws in
            let client = Client(run.endpoint)
            for _ in 0..<1000 { #expect(Self.ask(client) == "O.k.") }
            #expect(server.exchanges == 1000)
            #expect(server.status.openConnections == 1)
        }
    }

    @Test func `many clients at once, all served, each over a connection of its own`() throws {
        try WebSocketProxyTests.run(Mock.webSocket { $0.webSocket.isParallel = true }) { (run, server) throws in
            let endpoint = run.endpoint
            let clients = (0..<50).map { _ in
                Background {
                    var policy = ExchangePolicy()
                    policy.timeout = .seconds(60)
                    let client = Client(endpoint, policy: policy)
                    for _ in 0..<10 { #expect(Self.ask(client) == "O.k.") }
                }
            }
            for client in clients { client.join() }
            #expect(server.exchanges == 500)
        }
    }

    // MARK: Hostile clients

    @Test func `a client that breaks the connection anywhere harms no other`() throws {
        try WebSocketProxyTests.run { (run, server) throws in
            let head =
                "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
            let bytes = Array(head.utf8) + WebSocketFrame(.text, Array(Self.image.utf8)).encoded(mask: 1)
            for cut in 0...bytes.count {
                let peer = try Peer(run.endpoint)
                try peer.send(bytes[..<cut])
                if cut % 2 == 0 { peer.reset() } else { peer.close() }
            }
            #expect(Self.ask(Client(run.endpoint)) == "O.k.")
            #expect(server.exchanges <= 2)
        }
    }

    @Test func `a client that floods the server with pings and takes no pong holds up nobody else`() throws {
        try WebSocketProxyTests.run { (run, _) throws in
            let hostile = try WebSocketPeer(run.endpoint)
            let ping = WebSocketFrame(.ping, Array(repeating: 1, count: 125)).encoded(mask: 1)
            let flood = Array(repeatElement(ping, count: 200).joined())
            let sending = hostile.peer.sendInBackground { _ in flood }
            let client = Client(run.endpoint)
            for _ in 0..<50 { #expect(Self.ask(client) == "O.k.") }
            hostile.peer.shutDown()
            sending.join()
        }
    }

    @Test(
        arguments: [
            // 100 MB, a mask that is missing, an opcode that is none.
            ([0x82, 0xFF, 0, 0, 0, 0, 5, 0xF5, 0xE1, 0, 0, 0, 0, 0], 1009), ([0x81, 0x01, 0x61], 1002),
            ([0x83, 0x80, 0, 0, 0, 0], 1002), ([0x81, 0x81, 0, 0, 0, 0, 0xFF], 1007),
        ] as [([UInt8], UInt16)]
    )
    func `a client that breaks the rules has the server's word for it`(bytes: [UInt8], code: UInt16) throws {
        try WebSocketProxyTests.run { (run, _) throws in
            let peer = try WebSocketPeer(run.endpoint)
            try peer.peer.send(bytes)
            let rest = try peer.rest()
            #expect(rest.frames.map(\.close?.code.rawValue) == [code])
            #expect(rest.ending == .closed)
        }
    }

    @Test(arguments: [false, true])
    func `a handshake of a megabyte is refused`(isOneLine: Bool) throws {
        let line = "X-Fill: " + String(repeating: "x", count: isOneLine ? 1 << 20 : 100) + "\r\n"
        let head = "GET / HTTP/1.1\r\n" + String(repeating: line, count: isOneLine ? 1 : 10_000)
        for through in [true, false] {
            try WebSocketProxyTests.run { (run, server) throws in
                let peer = try Peer(through ? run.endpoint : server.endpoint)
                // It need not take all of it.
                try? peer.send(head)
                let (bytes, _) = (try? peer.receiveAll()) ?? ([], .reset)
                #expect(bytes.isEmpty || String(decoding: bytes, as: UTF8.self).hasPrefix("HTTP/1.1 431 "))
                #expect(Self.ask(Client(run.endpoint)) == "O.k.")
            }
        }
    }

    // MARK: Hostile servers

    @Test func `a server that floods its client with pings holds up no other client`() throws {
        let flood = Array(repeatElement([0x89, 1, 0x70] as [UInt8], count: 10_000).joined())
        try WebSocketProxyTests.run(
            to: { connection in
                let socket = try ScriptedWebSocket(connection)
                if connection.number == 0 {
                    // Until nobody takes any more, or the connection is gone.
                    for _ in 0..<100 { try connection.send(flood) }
                }
                try socket.serve()
            },
            { (run, _) throws in
                let hostile = try WebSocketPeer(run.endpoint)
                #expect(try hostile.next()?.opcode == .ping)
                hostile.peer.reset()
                #expect(Self.ask(Client(run.endpoint)) == "to \(Self.image)")
            }
        )
    }

    @Test(
        arguments: [
            ([0x81, 0x82, 1, 2, 3, 4, 0, 0], .protocolViolation), ([0x83, 0], .protocolViolation),
            ([0x82, 127, 0, 0, 0, 0, 5, 0xF5, 0xE1, 0], .tooLarge), ([0x81, 1, 0xFF], .protocolViolation),
        ] as [([UInt8], FailureCode)]
    )
    func `a server that breaks the rules does not break the proxy`(bytes: [UInt8], code: FailureCode) throws {
        try WebSocketProxyTests.run(
            to: { connection in
                let socket = try ScriptedWebSocket(connection)
                _ = try socket.next()
                if connection.number == 0 { try connection.send(bytes) } else { try socket.send("fine") }
                _ = try socket.next()
            },
            { (run, _) throws in
                let exchange = Client(run.endpoint).exchange(RequestFrame(Array("x".utf8)))
                #expect(exchange.failure?.code == code)
                #expect(
                    Client(run.endpoint).exchange(RequestFrame(Array("y".utf8))).response?.bytes == Array("fine".utf8)
                )
            }
        )
    }

    @Test(arguments: [false, true])
    func `a server that never answers, or sends byte after byte, does not get past the client's deadline`(
        isSlow: Bool
    ) throws {
        try WebSocketProxyTests.run(
            to: { connection in
                let socket = try ScriptedWebSocket(connection)
                _ = try socket.next()
                guard isSlow else { return try connection.hold() }
                try connection.send([0x81, 127, 0, 0, 0, 0, 0, 16, 0, 0])
                while true {
                    try connection.send("x")
                    try connection.hold(milliseconds: 5)
                }
            },
            { (run, _) throws in
                var policy = ExchangePolicy()
                policy.timeout = .milliseconds(200)
                let exchange = Client(run.endpoint, policy: policy).exchange(RequestFrame(Array("x".utf8)))
                #expect(exchange.failure?.code == .timeout)
                run.proxy.stop(within: .zero)
                #expect(try run.recorded().map(\.error) == [.cancelled])
            }
        )
    }

    @Test(arguments: [false, true])
    func `a handshake of a megabyte is no answer`(isOneLine: Bool) throws {
        let line = "X-Fill: " + String(repeating: "x", count: isOneLine ? 1 << 20 : 100) + "\r\n"
        let head = "HTTP/1.1 101 x\r\n" + String(repeating: line, count: isOneLine ? 1 : 10_000)
        try WebSocketProxyTests.run(
            to: { connection in
                _ = try connection.receive()
                try connection.send(head)
            },
            { (run, server) throws in
                for endpoint in [run.endpoint, try Endpoint("ws://\(server.endpoint)")] {
                    let exchange = Client(endpoint).exchange(RequestFrame(Array("x".utf8)))
                    #expect(exchange.failure?.code == .handshakeRefused)
                }
            }
        )
    }

    /// What a server sends is cut at every byte, by the end of the stream or by a reset.
    @Test(arguments: [true, false])
    func `a server's connection may break anywhere`(isReset: Bool) throws {
        let executed = Seen<Int>()
        let frames: [UInt8] = [0x89, 1, 1, 0x01, 2, 0x4F, 0x2E, 0x80, 2, 0x6B, 0x2E]
        let length = Seen<Int>()
        try WebSocketProxyTests.run(
            to: { connection in
                let head = try connection.receive()
                var handshake = WebSocketServerHandshake(server: "script")
                head.withUnsafeBytes { handshake.append($0) }
                guard case .accepted(let answer, _)? = handshake.next(date: "today") else { return }
                length.add(answer.count + frames.count)
                let cut = connection.number
                try connection.send(answer.prefix(cut))
                if cut >= answer.count {
                    _ = try connection.receive()
                    executed.add(cut)
                    try connection.send(frames.prefix(cut - answer.count))
                }
                if isReset { connection.reset() }
            },
            { (run, _) throws in
                var policy = ExchangePolicy()
                policy.resendsAfterReset = false
                policy.connectTimeout = .zero
                for number in 0...1000 {
                    let exchange = Client(run.endpoint, policy: policy).exchange(RequestFrame(Array("x".utf8)))
                    if let failure = exchange.failure {
                        #expect(
                            [.reset, .closedWithoutResponse, .handshakeRefused].contains(failure.code),
                            "\(number)"
                        )
                        if executed.all.last == number { #expect(failure.mayHaveBeenExecuted, "\(number)") }
                    } else {
                        #expect(exchange.response?.bytes == Array("O.k.".utf8))
                        break
                    }
                }
                #expect(executed.all.last == length.all.first)
                #expect(Set(executed.all).count == executed.all.count)
            }
        )
    }
}
