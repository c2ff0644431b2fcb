import IPCClient
import IPCFraming
import Synchronization
import TestSupport
import Testing

@Suite struct WebSocketTests {
    private static func echo() throws -> ScriptedServer {
        try ScriptedServer { connection in try ScriptedWebSocket(connection).serve() }
    }

    @Test func `many exchanges share one connection`() throws {
        let server = try Self.echo()
        try server.withWebSocket { client in
            #expect(!client.isConnected)
            for number in 0..<100 {
                let exchange = client.exchange(text("request \(number)"))
                #expect(exchange.failure == nil)
                #expect(exchange.text == "to request \(number)")
                #expect(exchange.response?.ending == .complete)
                #expect(exchange.attempts == 1)
                #expect(exchange.close == nil)
            }
            #expect(client.isConnected)
        }
        #expect(server.connections == 1)
    }

    @Test func `it connects ahead when it is asked to`() throws {
        let server = try Self.echo()
        try server.withWebSocket { client in
            try client.connect()
            #expect(client.isConnected)
            #expect(client.exchange(text("a")).text == "to a")
            #expect(server.connections == 1)
            try client.connect()
            #expect(client.exchange(text("b")).text == "to b")
            #expect(server.connections == 2)
            client.disconnect()
            #expect(!client.isConnected)
        }
    }

    @Test func `the handshake carries what the policy says, and no compression unless it does`() throws {
        let requests = Seen<String>()
        let server = try ScriptedServer { connection in
            let peer = try ScriptedWebSocket(connection)
            requests.add(peer.request)
            try peer.serve()
        }
        var policy = ExchangePolicy.patient()
        try server.withWebSocket(policy) { #expect($0.exchange(text("a")).text == "to a") }
        policy.webSocket.deflates = true
        policy.webSocket.origin = try HTTPField(name: "Origin", value: "http://x")
        policy.webSocket.fields = [try HTTPField("X-Test: 1")]
        try server.withWebSocket(policy, target: "/a?apikey=s3cret") { client in
            let long = String(repeating: "größe ", count: 1000)
            for _ in 0..<3 { #expect(client.exchange(text(long)).text == "to " + long) }
        }
        let (plain, full) = (requests.all[0], requests.all[1])
        #expect(plain.hasPrefix("GET / HTTP/1.1\r\nHost: \(server.endpoint)\r\nUpgrade: websocket\r\n"))
        #expect(!plain.contains("Extensions"))
        #expect(full.hasPrefix("GET /a?apikey=s3cret HTTP/1.1\r\n"))
        for line in ["Origin: http://x", "X-Test: 1", "permessage-deflate; client_max_window_bits"] {
            #expect(full.contains(line))
        }
    }

    @Test func `binary messages go both ways`() throws {
        let server = try ScriptedServer { connection in
            let peer = try ScriptedWebSocket(connection)
            while case .message(let message)? = try peer.next() { try peer.send(message) }
        }
        try server.withWebSocket { client in
            let exchange = client.exchange(RequestFrame([0xFF, 0], ending: .binary))
            #expect(exchange.response == ResponseFrame([0xFF, 0], ending: .binary))
            #expect(client.exchange(text("größe")).response == ResponseFrame(Array("größe".utf8)))
        }
    }

    @Test func `pings are answered while an answer is outstanding, and nothing else is sent`() throws {
        let events = Seen<WebSocketEvent?>()
        let server = try ScriptedServer { connection in
            let peer = try ScriptedWebSocket(connection)
            _ = try peer.message()
            for number: UInt8 in 0..<3 {
                try peer.ping([number])
                events.add(try peer.next())
            }
            try peer.send("O.k.")
            events.add(try peer.next())
        }
        try server.withWebSocket { #expect($0.exchange(request).text == "O.k.") }
        #expect(events.all.count == 4)
        #expect(Array(events.all.prefix(3)) == [.pong([0]), .pong([1]), .pong([2])])
        #expect(events.all.last == .close(WebSocketClose(.normal)))
    }

    @Test func `pings are answered, and pushed messages handed out, while nothing is asked`() throws {
        let pongs = Seen<WebSocketEvent?>()
        let server = try ScriptedServer { connection in
            let peer = try ScriptedWebSocket(connection)
            _ = try peer.message()
            try connection.send(peer.bytes("O.k.") + peer.bytes("behind it"))
            try peer.ping([7])
            pongs.add(try peer.next())
            try peer.send("later")
            try peer.serve()
        }
        try server.withWebSocket { client in
            var pushed: [String] = []
            client.notice = { notice in if let text = notice.pushedText { pushed.append(text) } }
            let exchange = client.exchange(request)
            #expect(exchange.text == "O.k.")
            #expect(exchange.pushed.map(\.frame.bytes) == [Array("behind it".utf8)])
            while pushed.count < 2 {
                try #require(client.waitForServer())
                client.handleReadable()
            }
            #expect(pushed == ["behind it", "later"])
            #expect(client.exchange(text("b")).text == "to b")
        }
        #expect(pongs.all == [.pong([7])])
        #expect(server.connections == 1)
    }

    @Test func `a message that was pushed before the request is no answer to it`() throws {
        let server = try ScriptedServer { connection in
            let peer = try ScriptedWebSocket(connection)
            try peer.send("hello")
            try peer.serve()
        }
        try server.withWebSocket { client in
            var pushed: [WebSocketMessage] = []
            client.notice = { if case .pushed(let message, _) = $0 { pushed.append(message) } }
            try client.connect()
            while pushed.isEmpty {
                client.handleReadable()
                if pushed.isEmpty { try #require(client.waitForServer()) }
            }
            #expect(client.exchange(text("a")).text == "to a")
            #expect(pushed == [WebSocketMessage(.text, Array("hello".utf8))])
        }
    }

    @Test(arguments: [
        (WebSocketClose(.internalError), "1011"),
        (WebSocketClose(.normal, "Closing connection."), "1000: Closing connection."),
        (WebSocketClose(.none), "a Close frame without a code"),
        (WebSocketClose(.goingAway, "a\u{1B}[2J\u{202E}b"), "1001: a?[2J?b"),
    ])
    func `a Close in the place of an answer: the request may have been executed, and is not sent again`(
        close: WebSocketClose,
        words: String
    ) throws {
        let events = Seen<WebSocketEvent?>()
        let server = try ScriptedServer { connection in
            let peer = try ScriptedWebSocket(connection)
            _ = try peer.message()
            if connection.number > 0 { return try peer.send("O.k.") }
            try peer.close(close)
            events.add(try peer.next())
        }
        try server.withWebSocket { client in
            let exchange = client.exchange(request)
            #expect(exchange.failure?.code == .closedWithoutResponse)
            #expect(exchange.failure?.mayHaveBeenExecuted == true)
            #expect(exchange.failure?.close == close)
            #expect(exchange.close == close)
            #expect(exchange.attempts == 1)
            #expect(
                exchange.message(of: server)?.hasPrefix(
                    "ws://SERVER closed the connection without a response (\(words))"
                ) == true
            )
            #expect(exchange.message(of: server)?.hasSuffix("; the request may have been executed") == true)
            #expect(!client.isConnected)
            #expect(client.exchange(request).text == "O.k.")
        }
        #expect(events.all == [.close(close)])
        #expect(server.connections == 2)
    }

    @Test(arguments: [true, false])
    func `a connection that ends without a Close behind the request: the same`(isReset: Bool) throws {
        let server = try ScriptedServer { connection in
            let peer = try ScriptedWebSocket(connection)
            _ = try peer.message()
            if isReset { connection.reset() }
        }
        let exchange = try server.withWebSocket { $0.exchange(request) }
        #expect(exchange.failure?.code == (isReset ? .reset : .closedWithoutResponse))
        #expect(exchange.failure?.mayHaveBeenExecuted == true)
        #expect(exchange.close == .abnormal)
        #expect(exchange.attempts == 1)
        #expect(server.connections == 1)
    }

    @Test(arguments: [
        ("HTTP/1.1 401 Unauthorized\r\nContent-Length: 3\r\n\r\nno!", "401 Unauthorized"),
        ("HTTP/1.1 200 OK\r\n\r\n", "200 OK"),
        ("HTTP/1.1 503 \u{1B}[2J\r\n\r\n", "503 ?[2J"),
        ("HTTP/1.0 302 Found\r\nLocation: /x\r\n\r\n", "302 Found"),
        ("HTTP/1.1 101 Switching Protocols\r\n\r\n", "its answer upgrades to something else"),
        ("HTTP/1.1 101 x\r\n" + String(repeating: "X: y\r\n", count: 200) + "\r\n", "its answer is too long"),
        ("HTTP/1.1 101 x\r\nX: " + String(repeating: "x", count: 1_000_000), "its answer is too long"),
    ])
    func `a refused handshake: not executed, and why`(answer: String, words: String) throws {
        let server = try ScriptedServer { connection in
            _ = try connection.receive()
            try connection.send(answer)
            try connection.receiveToEnd()
        }
        let exchange = try server.withWebSocket { $0.exchange(request) }
        #expect(exchange.message(of: server) == "ws://SERVER refused the WebSocket handshake: \(words)")
        #expect(exchange.failure?.code == .handshakeRefused)
        #expect(exchange.failure?.mayHaveBeenExecuted == false)
        #expect(exchange.attempts == 1)
    }

    @Test func `a connection that was closed while idle is opened again, silently`() throws {
        let server = try ScriptedServer { connection in
            let peer = try ScriptedWebSocket(connection)
            try peer.send("to \(peer.message())")
            switch connection.number % 3 {
            case 0: try peer.close(WebSocketClose(.goingAway))
            case 1: connection.reset()
            default: break
            }
        }
        try server.withWebSocket { client in
            for number in 0..<6 {
                let exchange = client.exchange(text("\(number)"))
                #expect(exchange.text == "to \(number)")
                #expect(exchange.failure == nil)
                #expect(exchange.attempts == 1)
                if client.isConnected { try #require(client.waitForServer()) }
            }
        }
        #expect(server.connections == 6)
    }

    @Test func `who asks is told of a Close while idle`() throws {
        let server = try ScriptedServer { connection in
            let peer = try ScriptedWebSocket(connection)
            try peer.send("to \(peer.message())")
            try peer.close(WebSocketClose(.goingAway, "tea"))
            _ = try peer.next()
        }
        try server.withWebSocket { client in
            var closes: [WebSocketClose] = []
            client.notice = { if case .closed(let close) = $0 { closes.append(close) } }
            let exchange = client.exchange(text("a"))
            #expect(exchange.text == "to a")
            if client.isConnected {
                try #require(client.waitForServer())
                client.handleReadable()
                #expect(closes == [WebSocketClose(.goingAway, "tea")])
            } else {
                // It came with the answer.
                #expect(exchange.close == WebSocketClose(.goingAway, "tea"))
            }
            #expect(client.descriptor == nil)
            #expect(!client.isConnected)
        }
    }

    @Test func `an answer may be longer than a request, up to the limit`() throws {
        let server = try ScriptedServer { connection in
            let peer = try ScriptedWebSocket(connection)
            try peer.serve { String(repeating: "x", count: Int($0) ?? 0) }
        }
        var policy = ExchangePolicy.patient()
        policy.responseLimit = 3_000_000
        try server.withWebSocket(policy) { client in
            #expect(client.exchange(text("3000000")).response?.bytes.count == 3_000_000)
            let exchange = client.exchange(text("3000001"))
            #expect(
                exchange.message(of: server)
                    == "the response from ws://SERVER is longer than 3000000 bytes; the request may have been executed"
            )
            #expect(exchange.failure?.code == .tooLarge)
            #expect(client.exchange(text("1")).text == "x")
        }
    }

    @Test func `it closes with a code and a reason, and lets the server end first`() throws {
        let events = Seen<WebSocketEvent?>()
        let server = try ScriptedServer { connection in
            let peer = try ScriptedWebSocket(connection)
            _ = try peer.message()
            try peer.send("O.k.")
            events.add(try peer.next())
            // The client must not be gone.
            #expect(!connection.isEndHere)
            try peer.close(WebSocketClose(WebSocketClose.Code(rawValue: 4001), "back"))
        }
        try server.withWebSocket { client in
            #expect(client.exchange(request).text == "O.k.")
            let close = WebSocketClose(WebSocketClose.Code(rawValue: 4000), "größe")
            let answer = try client.close(close)
            #expect(answer?.reason == "back")
            #expect(events.all == [.close(close)])
            #expect(!client.isConnected)
            let nothing = try client.close(close)
            #expect(nothing == nil)
        }
    }

    @Test func `it measures a ping, over a new connection if there is none`() throws {
        let server = try Self.echo()
        try server.withWebSocket { client in
            let times = [try client.ping(Array("hi".utf8)), try client.ping()]
            #expect(times.allSatisfy { $0 > .zero })
            #expect(client.exchange(text("a")).text == "to a")
        }
        #expect(server.connections == 1)
    }

    @Test func `an abort is 'quit', and the Close that it leads to is told`() throws {
        let server = try ScriptedServer { connection in
            let peer = try ScriptedWebSocket(connection)
            #expect(try peer.message() == "quit")
            try peer.send("bye")
            try peer.close(WebSocketClose(.normal, "Closing connection."))
            _ = try peer.next()
        }
        try server.withWebSocket { client in
            let exchange = client.exchange(RequestFrame([], ending: .abort))
            #expect(exchange.text == "bye")
            #expect(exchange.failure == nil)
            #expect(exchange.close == WebSocketClose(.normal, "Closing connection."))
            #expect(!client.isConnected)
        }
    }

    @Test func `nothing secret is traced, messages and control frames are`() throws {
        let server = try ScriptedServer { connection in
            let peer = try ScriptedWebSocket(connection)
            _ = try peer.message()
            try peer.ping([1])
            _ = try peer.next()
            try peer.send("O.k.")
            try peer.serve()
        }
        var trace: [String] = []
        let client = Client(try Endpoint("ws://user:s3cret@\(server.endpoint)/?apikey=s3cret"), policy: .patient())
        try withExtendedLifetime(server) {
            client.trace = { trace.append("\($0)") }
            #expect(client.exchange(text("hi")).text == "O.k.")
            try client.close(WebSocketClose(.normal))
        }
        #expect(!trace.joined().contains("s3cret"))
        #expect(trace.count == 8, "\(trace)")
        #expect(trace.first?.contains("?apikey=***") == true)
    }

    @Test func `1,000 requests with reconnects between are executed exactly once`() throws {
        let executed = Seen<String>()
        let server = try ScriptedServer { connection in
            let peer = try ScriptedWebSocket(connection)
            var left = connection.number % 4
            while case .message(let message)? = try peer.next() {
                executed.add(String(decoding: message.bytes, as: UTF8.self))
                try peer.send("O.k.")
                if left == 0 { return try peer.close(WebSocketClose(.goingAway)) }
                left -= 1
            }
        }
        try server.withWebSocket { client in
            var failed = 0
            for number in 0..<1000 {
                let exchange = client.exchange(text("\(number)"))
                // The server may close just when the next request is on its way: then it says so, and nothing is sent again.
                if let failure = exchange.failure {
                    #expect(failure.mayHaveBeenExecuted)
                    failed += 1
                }
                if number % 7 == 0 { client.disconnect() }
            }
            let numbers = executed.all
            #expect(Set(numbers).count == numbers.count)
            #expect(numbers.count >= 1000 - failed)
        }
    }
}
