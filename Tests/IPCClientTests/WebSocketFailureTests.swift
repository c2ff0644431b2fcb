import IPCClient
import IPCFraming
import Platform
import TestSupport
import Testing

@Suite struct WebSocketFailureTests {
    @Test func `a server that does not answer is timed out, and left without a Close`() throws {
        let events = Seen<WebSocketEvent?>()
        let ended = try TestEvent()
        let server = try ScriptedServer { connection in
            let peer = try ScriptedWebSocket(connection)
            _ = try peer.message()
            events.add(try peer.next())
            ended.signal()
        }
        try server.withWebSocket(.patient(timeout: .milliseconds(100))) { client in
            let exchange = client.exchange(request)
            #expect(
                exchange.message(of: server)
                    == "no response from ws://SERVER within 100ms; the request was sent and may have been executed; "
                    + "leaving may have ended the server"
            )
            #expect(!client.isConnected)
            #expect(ended.wait())
        }
        #expect(events.all == [nil])
    }

    @Test func `a late answer is waited for, and the connection kept`() throws {
        let late = try TestEvent()
        let server = try ScriptedServer { connection in
            let peer = try ScriptedWebSocket(connection)
            let first = try peer.message()
            try connection.wait(for: late)
            try peer.ping([1])
            #expect(try peer.next() == .pong([1]))
            try peer.send("to \(first)")
            try peer.serve()
        }
        let policy = ExchangePolicy.patient(timeout: .milliseconds(200), linger: patience)
        try server.withWebSocket(policy) { client in
            client.notice = { if case .lingering = $0 { late.signal() } }
            try client.connect()
            let exchange = client.exchange(text("a"))
            #expect(exchange.failure?.code == .timeout)
            guard case .answered? = exchange.failure?.aftermath else {
                Issue.record("\(String(describing: exchange.failure))")
                return
            }
            #expect(exchange.text == "to a")
            client.policy = .patient()
            #expect(client.exchange(text("b")).text == "to b")
        }
        #expect(server.connections == 1)
    }

    @Test func `another thread ends the wait for an answer, and the wait for a late one`() throws {
        let cancellation = try #require(Cancellation())
        let server = try ScriptedServer { connection in
            let peer = try ScriptedWebSocket(connection)
            _ = try peer.message()
            cancellation.cancel()
            try connection.hold()
        }
        try server.withWebSocket(.patient(linger: patience), cancellation) { client in
            client.notice = { if case .lingering = $0 { cancellation.cancel() } }
            let exchange = client.exchange(request)
            #expect(exchange.failure?.code == .cancelled)
            #expect(exchange.failure?.aftermath == .left)
            #expect(exchange.failure?.mayHaveBeenExecuted == true)
            #expect(
                client.exchange(request).message(of: server)
                    == "interrupted before the request was sent to ws://SERVER"
            )
        }
    }

    @Test func `another thread ends the wait for the handshake`() throws {
        let cancellation = try #require(Cancellation())
        let server = try ScriptedServer { connection in
            _ = try connection.receive()
            cancellation.cancel()
            try connection.receiveToEnd()
        }
        let exchange = try server.withWebSocket(.patient(), cancellation) { $0.exchange(request) }
        #expect(exchange.failure?.code == .cancelled)
        #expect(exchange.failure?.phase == .connecting)
    }

    @Test func `a handshake may take as long as the exchange, and no longer`() throws {
        let server = try ScriptedServer { connection in
            _ = try connection.receive()
            try connection.receiveToEnd()
        }
        let policy = ExchangePolicy.patient(timeout: .milliseconds(100), connectTimeout: .milliseconds(1))
        let exchange = try server.withWebSocket(policy) { $0.exchange(request) }
        #expect(exchange.message(of: server) == "no connection to ws://SERVER within 100ms")
        #expect(exchange.failure?.mayHaveBeenExecuted == false)
    }

    @Test(arguments: [
        "Error: Malformed JSON message.\r\n", "\u{0}", "HTTQ",
    ])
    func `a server that does not speak HTTP is none of WebSockets`(answer: String) throws {
        let server = try ScriptedServer { connection in
            try connection.receiveToEnd()
            try connection.send(answer)
        }
        // The vendor's socket server waits for the end of what it takes for a request.
        let exchange = try server.withWebSocket(.patient(timeout: .milliseconds(100))) { $0.exchange(request) }
        #expect(
            exchange.message(of: server)
                == "ws://SERVER is no WebSocket server: it does not answer in HTTP (a socket server is HOST:PORT)"
        )
        #expect(exchange.failure?.code == .wrongServer)
        #expect(exchange.failure?.mayHaveBeenExecuted == false)
    }

    @Test(arguments: [ConnectionMode.oneShot, .keepAlive])
    func `a socket server that speaks HTTP is none`(mode: ConnectionMode) throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
        }
        let exchange = try server.exchange(request, .patient(mode))
        #expect(exchange.failure?.code == .wrongServer)
        #expect(
            exchange.message(of: server)?.hasPrefix(
                "SERVER is no socket server: it answers in HTTP (a WebSocket server is ws://HOST:PORT)"
            ) == true
        )
    }

    @Test func `a server that closes during the handshake`() throws {
        let server = try ScriptedServer { connection in
            if connection.number == 0 { _ = try connection.receive(exactly: 1) }
            _ = try connection.receive()
        }
        let exchange = try server.withWebSocket { $0.exchange(request) }
        #expect(exchange.failure?.mayHaveBeenExecuted == false)
        if exchange.failure?.code == .closedWithoutResponse {
            #expect(exchange.message(of: server) == "ws://SERVER closed the connection during the WebSocket handshake")
        }
    }

    // MARK: Hostile peers

    @Test func `a peer that sends byte after byte does not get past the deadline`() throws {
        let server = try ScriptedServer { connection in
            let peer = try ScriptedWebSocket(connection)
            _ = try peer.message()
            try connection.send([0x81, 127, 0, 0, 0, 0, 0, 16, 0, 0])
            while true {
                try connection.send("x")
                try connection.hold(milliseconds: 5)
            }
        }
        let exchange = try withGrowingTime(
            { time in try server.withWebSocket(.patient(timeout: time)) { $0.exchange(request) } },
            until: { $0.failure?.phase == .receiving }
        )
        #expect(exchange.failure?.code == .timeout)
        #expect(exchange.failure?.phase == .receiving)
        #expect(exchange.response == nil)
    }

    @Test func `nor does one that does so in the handshake`() throws {
        let server = try ScriptedServer { connection in
            _ = try connection.receive()
            try connection.send("HTTP/1.1 101 ")
            while true {
                try connection.send("x")
                try connection.hold(milliseconds: 5)
            }
        }
        let exchange = try server.withWebSocket(.patient(timeout: .milliseconds(200))) { $0.exchange(request) }
        #expect(exchange.failure?.code == .timeout)
        #expect(exchange.failure?.phase == .connecting)
    }

    @Test(arguments: [true, false])
    func `nor does one that pings without end`(isIdle: Bool) throws {
        let server = try ScriptedServer { connection in
            let peer = try ScriptedWebSocket(connection)
            if !isIdle { _ = try peer.message() }
            let flood = Array(repeatElement([0x89, 1, 0x70] as [UInt8], count: 10_000).joined())
            while true { try connection.send(flood) }
        }
        try server.withWebSocket(.patient(timeout: .milliseconds(300))) { client in
            if isIdle {
                try client.connect()
                client.handleReadable()
            }
            let exchange = client.exchange(request)
            #expect(exchange.failure?.code == .timeout)
        }
    }

    @Test(
        arguments: [
            ([0x81, 0x82, 1, 2, 3, 4, 0, 0], .protocolViolation, "incorrect masking"),
            ([0x83, 0], .protocolViolation, "invalid opcode"),
            ([0xC1, 0], .protocolViolation, "reserved bits must be 0"),
            ([0x80, 0], .protocolViolation, "unexpected continuation frame"),
            ([0x09, 0], .protocolViolation, "fragmented control frame"),
            ([0x88, 2, 0x03, 0xE7], .protocolViolation, "invalid status code"),
            ([0x81, 1, 0xFF], .protocolViolation, "invalid start byte at position 0"),
            ([0x82, 127, 0, 0, 0, 0, 5, 0xF5, 0xE1, 0], .tooLarge, "16777216 bytes"),
            ([0x82, 127, 0x80, 0, 0, 0, 0, 0, 0, 0], .tooLarge, "16777216 bytes"),
        ] as [([UInt8], FailureCode, String)]
    )
    func `what breaks the rules is refused at once`(frame: [UInt8], code: FailureCode, detail: String) throws {
        let events = Seen<WebSocketEvent?>()
        let server = try ScriptedServer { connection in
            let peer = try ScriptedWebSocket(connection)
            _ = try peer.message()
            try connection.send(frame)
            events.add(try peer.next())
        }
        let exchange = try server.withWebSocket { $0.exchange(request) }
        #expect(exchange.failure?.code == code)
        #expect(exchange.failure?.detail == detail)
        #expect(exchange.failure?.mayHaveBeenExecuted == true)
        guard case .close(let close)? = events.all.first else {
            Issue.record("\(events.all)")
            return
        }
        #expect([.protocolError, .invalidData, .messageTooBig].contains(close.code))
    }

    @Test func `a huge request to a peer that does not read is timed out while sending: not executed`() throws {
        let server = try ScriptedServer { connection in
            _ = try ScriptedWebSocket(connection)
            try connection.hold()
        }
        let huge = RequestFrame(Array(repeating: 0x20, count: Framing.defaultLimit))
        let exchange = try withGrowingTime(
            { time in try server.withWebSocket(.patient(timeout: time)) { $0.exchange(huge) } },
            until: { $0.failure?.phase == .sending }
        )
        let message = exchange.message(of: server)
        #expect(message?.hasPrefix("ws://SERVER did not take the whole request within ") == true)
    }

    @Test func `a huge request that is refused while it is sent: why, and not executed`() throws {
        let close = WebSocketClose(.messageTooBig, "frame exceeds limit")
        let server = try ScriptedServer { connection in
            let peer = try ScriptedWebSocket(connection)
            _ = try connection.receive()
            try peer.close(close)
            try connection.receiveToEnd()
        }
        let huge = RequestFrame(Array(repeating: 0x20, count: Framing.defaultLimit))
        let exchange = try server.withWebSocket { $0.exchange(huge) }
        #expect(exchange.failure?.code == .closedWithoutResponse)
        #expect(exchange.close == close)
        #expect(
            exchange.message(of: server)
                == "ws://SERVER closed the connection before it had taken the whole request (1009: frame exceeds limit)"
        )
    }

    /// What a server sends is cut at every byte, by the end of the stream or by a reset.
    @Test(arguments: [true, false])
    func `a connection may break anywhere`(isReset: Bool) throws {
        let executed = Seen<Int>()
        // Handshake, ping, an answer in two fragments.
        let length = Guarded<Int?>(nil)
        let server = try ScriptedServer { connection in
            let head = try connection.receive()
            var handshake = WebSocketServerHandshake(server: "script")
            head.withUnsafeBytes { handshake.append($0) }
            guard case .accepted(let answer, _)? = handshake.next(date: "today") else { return }
            let frames: [UInt8] = [0x89, 1, 1, 0x01, 2, 0x4F, 0x2E, 0x80, 2, 0x6B, 0x2E]
            length.withLock { $0 = answer.count + frames.count }
            let cut = connection.number
            try connection.send(answer.prefix(cut))
            if cut >= answer.count {
                var decoder = WebSocketDecoder(role: .server, limit: 1000)
                while try decoder.next() == nil { decoder.append(try connection.receive()) }
                executed.add(cut)
                try connection.send(frames.prefix(cut - answer.count))
            }
            if isReset { connection.reset() }
        }
        var policy = ExchangePolicy.patient(resends: false)
        policy.connectTimeout = .zero
        for number in 0... {
            let exchange = try server.withWebSocket(policy) { $0.exchange(request) }
            let wasExecuted = executed.all.last == number
            if let failure = exchange.failure {
                #expect(failure.code == .reset || failure.code == .closedWithoutResponse, "\(number): \(failure)")
                if wasExecuted { #expect(failure.mayHaveBeenExecuted, "\(number)") }
                #expect(exchange.response == nil)
            } else {
                #expect(exchange.text == "O.k.")
                #expect(number == length.withLock { $0 })
                break
            }
        }
        #expect(Set(executed.all).count == executed.all.count)
    }
}
