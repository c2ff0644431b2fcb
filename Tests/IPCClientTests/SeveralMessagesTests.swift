import IPCClient
import IPCFraming
import TestSupport
import Testing

@Suite struct SeveralMessagesTests {
    /// Answers each request with these messages, at once.
    private static func webSocket(_ messages: [String]) throws -> ScriptedServer {
        try ScriptedServer { connection in
            let peer = try ScriptedWebSocket(connection)
            while let event = try peer.next() {
                switch event {
                case .message(let message):
                    let text = String(decoding: message.bytes, as: UTF8.self)
                    try connection.send(messages.flatMap { peer.bytes("\($0) \(text)") })
                case .ping(let payload): try peer.pong(payload)
                case .pong, .close: break
                }
            }
        }
    }

    private static func keepAlive(_ messages: [String]) throws -> ScriptedServer {
        try ScriptedServer { connection in
            while true {
                try connection.receiveRequest()
                try connection.send(messages.map { $0 + "\r\n" }.joined())
            }
        }
    }

    private static func pushed(to client: Client) -> Seen<String> {
        let pushed = Seen<String>()
        client.notice = { notice in if let text = notice.pushedText { pushed.add(text) } }
        return pushed
    }

    private static func texts(_ exchange: Exchange) -> [String]? {
        exchange.messages?.map { String(decoding: $0.frame.bytes, as: UTF8.self) }
    }

    private static func last(_ text: String) -> AnswerEnd {
        AnswerEnd { String(decoding: $0, as: UTF8.self).contains(text) }
    }

    @Test func `so many messages answer a request over a WebSocket, and then the next`() throws {
        let server = try Self.webSocket(["a", "b", "c"])
        try server.withWebSocket { client in
            for request in ["1", "2"] {
                let exchange = client.exchange(text(request), until: AnswerEnd(count: 3))
                #expect(Self.texts(exchange) == ["a \(request)", "b \(request)", "c \(request)"])
                #expect(exchange.text == "c \(request)")
                #expect(exchange.failure == nil)
                let times = exchange.messages?.map(\.time) ?? []
                #expect(times == times.sorted() && times.allSatisfy { $0 >= exchange.start })
            }
            #expect(server.connections == 1)
        }
    }

    @Test func `so many messages answer a request in keep-alive mode, and then the next`() throws {
        let server = try Self.keepAlive(["a", "b", "c"])
        try server.withClient(.patient(.keepAlive)) { client in
            for _ in 0..<2 {
                let exchange = client.exchange(text("x"), until: AnswerEnd(count: 3))
                #expect(Self.texts(exchange) == ["a", "b", "c"])
                #expect(exchange.response == ResponseFrame(Array("c".utf8)))
            }
            #expect(server.connections == 1)
        }
    }

    @Test(arguments: [(2, "none", 2), (9, "b", 2), (nil, "c", 3)] as [(Int?, String, Int)])
    func `the first of count and expression ends it; what is behind was pushed`(
        count: Int?,
        expression: String,
        expected: Int
    ) throws {
        let server = try Self.webSocket(["a", "b", "c"])
        try server.withWebSocket { client in
            let pushed = Self.pushed(to: client)
            var end = Self.last(expression)
            end.count = count
            let exchange = client.exchange(text("x"), until: end)
            #expect(Self.texts(exchange)?.count == expected)
            #expect(exchange.failure == nil)
            _ = try client.ping()
            #expect(pushed.all.count == 3 - expected)
        }
    }

    @Test func `one message that is the last one counts as a plain answer`() throws {
        let server = try Self.webSocket(["a"])
        try server.withWebSocket { client in
            let exchange = client.exchange(text("x"), until: Self.last("a"))
            #expect(exchange.messages == nil)
            #expect(exchange.text == "a x")
        }
    }

    @Test(arguments: [false, true])
    func `nothing is waited for when nothing is to come, and what comes is received`(isThere: Bool) throws {
        let server = try Self.webSocket(["a", "b", "c"])
        try server.withWebSocket { client in
            let pushed = Self.pushed(to: client)
            let exchange = client.exchange(text("x"), until: AnswerEnd(count: 0))
            #expect(exchange.messages == [])
            #expect(exchange.response == nil && exchange.failure == nil)
            if isThere { #expect(client.waitForServer()) }
            let received = client.receive(until: AnswerEnd(count: 2), for: patience)
            #expect(received.messages.map(\.frame.bytes) == [Array("a x".utf8), Array("b x".utf8)])
            _ = try client.ping()
            #expect(pushed.all == ["c x"])
        }
    }

    @Test func `what came before a time-out is kept, and the connection, too`() throws {
        let server = try Self.webSocket(["a", "b"])
        let policy = ExchangePolicy.patient(timeout: .milliseconds(200), linger: patience)
        try server.withWebSocket(policy) { client in
            let exchange = client.exchange(text("x"), until: AnswerEnd(count: 3))
            #expect(exchange.failure?.code == .timeout)
            #expect(exchange.failure?.aftermath == nil)
            #expect(Self.texts(exchange) == ["a x", "b x"])
            #expect(client.exchange(text("y"), until: AnswerEnd(count: 2)).failure == nil)
            #expect(server.connections == 1)
        }
    }

    @Test func `what came before the server left is kept`() throws {
        let keepAlive = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send("a\r\nb\r\nc")
        }
        try keepAlive.withClient(.patient(.keepAlive)) { client in
            let exchange = client.exchange(text("x"), until: AnswerEnd(count: 9))
            #expect(exchange.failure?.code == .truncated)
            #expect(Self.texts(exchange) == ["a", "b", "c"])
            #expect(exchange.messages?.last?.frame.ending == .noTerminator)
        }
        let webSocket = try ScriptedServer { connection in
            let peer = try ScriptedWebSocket(connection)
            _ = try peer.message()
            try peer.send("a")
            try peer.close(WebSocketClose(.internalError))
        }
        try webSocket.withWebSocket { client in
            let exchange = client.exchange(text("x"), until: AnswerEnd(count: 2))
            #expect(exchange.failure?.code == .closedWithoutResponse)
            #expect(exchange.close?.code == .internalError)
            #expect(Self.texts(exchange) == ["a"])
        }
    }

    @Test func `in one-shot mode the answer is all that comes`() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send("a\r\nb\r\n")
        }
        try server.withClient { client in
            for end in [AnswerEnd(count: 5), AnswerEnd(count: 0)] {
                let exchange = client.exchange(text("x"), until: end)
                #expect(exchange.text == "a\r\nb")
                #expect(exchange.messages == nil)
            }
            #expect(client.receive(until: .firstMessage, for: patience).failure?.code == .wrongServer)
        }
    }

    // MARK: Without a request

    @Test func `what is pushed is received, also over a new connection`() throws {
        let server = try ScriptedServer { connection in
            let peer = try ScriptedWebSocket(connection)
            try connection.send(peer.bytes("hello") + peer.bytes("again"))
            try peer.serve()
        }
        try server.withWebSocket { client in
            let received = client.receive(until: Self.last("again"), for: patience)
            #expect(received.failure == nil)
            #expect(received.messages.map { String(decoding: $0.frame.bytes, as: UTF8.self) } == ["hello", "again"])
            #expect(client.exchange(text("x")).text == "to x")
            let none = client.receive(until: AnswerEnd(), for: .milliseconds(50))
            #expect(none.failure == nil && none.messages == [])
            #expect(client.exchange(text("y")).text == "to y")
            #expect(server.connections == 1)
        }
    }

    @Test func `what is pushed in keep-alive mode is received`() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send("answer\r\n")
            try connection.receiveRequest()
            try connection.send("second\r\npushed\r\nmore\r\n")
        }
        try server.withClient(.patient(.keepAlive)) { client in
            #expect(client.exchange(text("x")).text == "answer")
            #expect(client.exchange(text("y"), until: AnswerEnd(count: 0)).failure == nil)
            let received = client.receive(until: AnswerEnd(count: 3), for: patience)
            #expect(
                received.messages.map { String(decoding: $0.frame.bytes, as: UTF8.self) } == [
                    "second", "pushed", "more",
                ]
            )
            #expect(server.connections == 1)
        }
    }

    @Test func `a server that leaves ends the wait`() throws {
        let server = try ScriptedServer { connection in
            let peer = try ScriptedWebSocket(connection)
            try peer.send("a")
            try peer.close(WebSocketClose(.goingAway))
        }
        try server.withWebSocket { client in
            let received = client.receive(until: AnswerEnd(count: 2), for: patience)
            #expect(received.messages.count == 1)
            #expect(received.failure?.code == .closedWithoutResponse)
            #expect(received.failure?.close?.code == .goingAway)
        }
    }
}
