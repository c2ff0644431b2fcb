import IPCClient
import IPCFraming
import TestSupport
import Testing

@Suite struct OneShotTests {
    @Test(arguments: [
        "O.k.", "", "Error: Unknown request:\n{'foo': 1}", "a\r\nb\r\n\r\nc", "\r", "\n", "\u{4}",
    ])
    func `the response is everything up to the close, less one CR LF`(text: String) throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send(text + "\r\n")
        }
        let exchange = try server.exchange()
        #expect(exchange.failure == nil)
        #expect(exchange.text == text)
        #expect(exchange.attempts == 1)
        #expect(exchange.duration > .zero)
        #expect(server.requests == [request.bytes])
    }

    @Test func `a response that is not UTF-8 keeps its bytes`() throws {
        let bytes = Array(UInt8.min...UInt8.max)
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send(bytes + [0x0D, 0x0A])
        }
        #expect(try server.exchange().response == ResponseFrame(bytes))
    }

    @Test func `a response of 16 MiB arrives whole, and one byte more is too large`() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send(Array(repeating: 0x78, count: Framing.defaultLimit + connection.number))
            try connection.send("\r\n")
        }
        #expect(try server.exchange().response?.bytes.count == Framing.defaultLimit)
        let exchange = try server.exchange()
        #expect(exchange.response == nil)
        #expect(
            exchange.message(of: server)
                == "the response from SERVER is longer than 16777216 bytes; the request may have been executed"
        )
    }

    @Test func `the stream is half-closed after the request`() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.receiveToEnd()
            try connection.send("O.k.\r\n")
        }
        #expect(try server.exchange().text == "O.k.")
    }

    @Test func `a large request arrives whole`() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send("O.k.\r\n")
        }
        let large = RequestFrame(Array(repeating: 0x20, count: Framing.defaultLimit))
        #expect(try server.exchange(large).failure == nil)
        #expect(server.requests == [large.bytes])
    }

    @Test func `a request that the end of the stream ends has no terminator`() throws {
        let server = try ScriptedServer { connection in
            let bytes = try connection.receive(exactly: 3)
            try connection.receiveToEnd()
            try connection.send(bytes + Array("\r\n".utf8))
        }
        #expect(try server.exchange(RequestFrame(Array("abc".utf8), ending: .endOfStream)).text == "abc")
    }

    @Test(.enabled(if: OneShotTests.hasIPv6)) func `works over IPv6`() throws {
        let server = try ScriptedServer(on: .ipv6) { connection in
            try connection.receiveRequest()
            try connection.send("O.k.\r\n")
        }
        #expect(try server.exchange().text == "O.k.")
    }

    @Test(.enabled(if: OneShotTests.hasIPv6)) func `all addresses of a name are tried`() throws {
        let server = try ScriptedServer(on: .ipv6) { connection in
            try connection.receiveRequest()
            try connection.send("O.k.\r\n")
        }
        let client = Client(.tcp(host: "localhost", port: server.port), policy: .patient())
        let exchange = withExtendedLifetime(server) { client.exchange(request) }
        #expect(exchange.text == "O.k.")
        #expect(exchange.attempts == 1)
    }

    @Test func `works over a Unix-domain socket`() throws {
        let directory = try TemporaryDirectory()
        let server = try ScriptedServer(on: .unix(directory.file("socket"))) { connection in
            try connection.receiveRequest()
            try connection.receiveToEnd()
            try connection.send("O.k.\r\n")
        }
        #expect(try server.exchange().text == "O.k.")
    }

    @Test func `the trace shows what happens on the wire, in its order`() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send("O.k.\r\n")
        }
        var events: [String] = []
        try server.withClient { client in
            client.trace = { event in
                switch event {
                case .connected(let address): events.append("connected \(address == server.endpoint)")
                case .sent(let bytes): events.append("sent \(bytes == request.encoded)")
                case .halfClosed: events.append("half-closed")
                case .control: Issue.record("no WebSocket")
                case .received(let bytes): events.append(String(decoding: bytes, as: UTF8.self))
                case .closedByServer: events.append("closed")
                case .retrying: events.append("retrying")
                }
            }
            _ = client.exchange(request)
        }
        #expect(events == ["connected true", "sent true", "half-closed", "O.k.\r\n", "closed"])
    }

    @Test func `a request that takes several writes is traced whole, and tells when it began`() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.receiveToEnd()
            try connection.send("O.k.\r\n")
        }
        var bytes = [UInt8](0x20..<0x60)
        while bytes.count < Framing.defaultLimit { bytes += bytes }
        let large = RequestFrame(bytes)
        var sent: [UInt8] = []
        var writes = 0
        let before = Instant.now
        let exchange = try server.withClient { client in
            client.trace = { event in
                guard case .sent(let bytes) = event else { return }
                sent += bytes
                writes += 1
            }
            return client.exchange(large)
        }
        #expect(exchange.text == "O.k.")
        #expect(server.requests == [large.bytes])
        #expect(writes > 1)
        #expect(sent == large.encoded)
        #expect(before <= exchange.start)
        #expect(exchange.start + exchange.duration <= .now)
    }

    /// Not every container has the IPv6 loopback.
    static let hasIPv6 = (try? ScriptedServer(on: .ipv6)) != nil
}
