import IPCClient
import IPCFraming
import MockCore
import MockServer
import Sessions
import TestSupport
import Testing

/// Several messages for a request, and those that nobody has asked for, across a bridge.
@Suite struct BridgeMessagesTests {
    private static let anyPort = Endpoint.webSocket(WebSocketAddress(host: "127.0.0.1", port: 0))
    private static let anySocket = Endpoint.tcp(host: "127.0.0.1", port: 0)
    private static let three = #"{"n":1,"request":{"a":1},"responses":["one","two","three"],"gap":0,"ms":0}"#
    private static let ask = #"{"a":1}"#

    /// Where an answer ends, for the name of a test.
    enum End: String, CaseIterable, Sendable {
        case unsaid, none, two, three, lastWord

        var answerEnd: AnswerEnd? {
            switch self {
            case .unsaid: nil
            case .none: AnswerEnd(count: 0)
            case .two: AnswerEnd(count: 2)
            case .three: AnswerEnd(count: 3)
            case .lastWord: AnswerEnd { $0 == Array("three".utf8) }
            }
        }

        /// How many of the three are the answer.
        var count: Int {
            switch self {
            case .unsaid: 1
            case .none: 0
            case .two: 2
            case .three, .lastWord: 3
            }
        }
    }

    /// What a recording says, a word for each line.
    private static func words(_ run: ProxyRun) throws -> [String] {
        run.proxy.stop(within: .seconds(10))
        return try run.lines().map { line in
            switch line {
            case .exchange(let exchange):
                exchange.messages.map { String(decoding: $0.frame.bytes, as: UTF8.self) }.joined(separator: ",")
                    + (exchange.error.map { " \($0.rawValue)" } ?? "")
            case .pushed(let push): "unasked \(String(decoding: push.message.bytes, as: UTF8.self))"
            case .stub: "stub"
            case .end: "end"
            }
        }
    }

    @Test(arguments: ConnectionMode.allCases, End.allCases)
    func `a socket client has all messages of an answer; what comes behind them is recorded and told`(
        mode: ConnectionMode,
        end: End
    ) throws {
        let all = ["one", "two", "three"]
        try Served.run([Self.three], Mock.webSocket()) { (server, _) throws in
            let run = try ProxyRun(to: server.endpoint) {
                $0.mode = mode
                $0.answerEnd = end.answerEnd
            }
            let peer = try Peer(run.endpoint)
            try peer.send(Self.ask + "\u{4}")
            let expected = all.prefix(end.count).map { $0 + "\r\n" }.joined()
            if mode == .oneShot {
                #expect(try peer.receiveText() == expected)
            } else {
                #expect(try peer.receive(expected.utf8.count) == expected)
            }
            for rest in all.dropFirst(end.count) {
                let words = "\(server.endpoint) has sent \(rest.utf8.count) bytes unasked"
                #expect(run.log.waitForNotice(words) != nil)
            }
            let answer = all.prefix(end.count).joined(separator: ",")
            #expect(try Self.words(run) == [answer] + all.dropFirst(end.count).map { "unasked \($0)" } + ["end"])
        }
    }

    @Test(arguments: [End.two, .three, .lastWord])
    func `a WebSocket client has all messages of an answer, each by itself`(end: End) throws {
        let expected = ["one", "two", "three"].prefix(end.count)
        let line = #"{"n":1,"request":{"a":1},"responses":\#(expected),"gap":0,"ms":0}"#
        try Served.run([line], Mock.with { $0.mode = .keepAlive }) { (server, _) throws in
            let run = try ProxyRun(to: server.endpoint) {
                $0.listen = Self.anyPort
                $0.mode = .keepAlive
                $0.answerEnd = end.answerEnd
            }
            let peer = try WebSocketPeer(run.endpoint)
            try peer.send(Self.ask)
            for text in expected { #expect(try peer.text() == text) }
            #expect(try Self.words(run) == [expected.joined(separator: ","), "end"])
        }
    }

    @Test func `what a socket server sends behind its answer is told`() throws {
        let server = try ScriptedServer { connection throws in
            while true {
                try connection.receiveRequest()
                try connection.send("one\r\ntwo\r\n")
            }
        }
        let run = try ProxyRun(to: server) {
            $0.listen = Self.anyPort
            $0.mode = .keepAlive
        }
        let peer = try WebSocketPeer(run.endpoint)
        for _ in 0..<2 {
            try peer.send(Self.ask)
            #expect(try peer.text() == "one")
        }
        #expect(run.log.waitForNotice("\(server.endpoint) has sent more behind its answer: that is lost") != nil)
        #expect(try run.recorded().map(\.response?.ending) == [.more, .more])
    }

    @Test func `of an answer that is not whole a socket client has what came, without its end`() throws {
        let server = try ScriptedServer { connection throws in
            let socket = try ScriptedWebSocket(connection)
            _ = try socket.message()
            try socket.send("one")
            try socket.send("two")
            try socket.close(WebSocketClose(.internalError))
        }
        let run = try ProxyRun(to: try Endpoint("ws://\(server.endpoint)")) { $0.answerEnd = AnswerEnd(count: 3) }
        #expect(try Peer.ask(run.endpoint, Self.ask + "\u{4}") == "one\r\ntwo")
        #expect(try Self.words(run) == ["one,two closed-without-response", "end"])
    }

    @Test func `of an answer that is not whole a WebSocket client has what came, and a Close 1011`() throws {
        let server = try ScriptedServer { connection throws in
            try connection.receiveRequest()
            try connection.send("one\r\ntwo\r\n")
        }
        let run = try ProxyRun(to: server) {
            $0.listen = Self.anyPort
            $0.mode = .keepAlive
            $0.answerEnd = AnswerEnd(count: 3)
        }
        let peer = try WebSocketPeer(run.endpoint)
        try peer.send(Self.ask)
        let frames = try peer.rest().frames
        #expect(frames.prefix(2).map(\.text) == ["one", "two"])
        #expect(frames.last?.close == WebSocketClose(.internalError))
        #expect(try Self.words(run) == ["one,two closed-without-response", "end"])
    }

    @Test func `a server that sends too few messages is given up in time, and the next client is served`() throws {
        let server = try ScriptedServer { connection throws in
            let socket = try ScriptedWebSocket(connection)
            while true {
                let message = try socket.message()
                for word in message.split(separator: " ") { try socket.send(String(word)) }
            }
        }
        let run = try ProxyRun(to: try Endpoint("ws://\(server.endpoint)")) {
            $0.answerEnd = AnswerEnd(count: 2)
            $0.timeout = .seconds(1)
        }
        #expect(try Peer.ask(run.endpoint, "one\u{4}") == "one")
        #expect(try Peer.ask(run.endpoint, "one two\u{4}") == "one\r\ntwo\r\n")
        #expect(try Self.words(run) == ["one timeout", "one,two", "end"])
    }

    @Test func `messages that a WebSocket client sends together are answered in their order, one by one`() throws {
        let requests = (1...40).map { #"{"a":\#($0)}"# }
        let server = try ScriptedServer { connection throws in
            while true {
                let request = try connection.receiveRequest()
                try connection.send("to \(String(decoding: request, as: UTF8.self))\r\n")
            }
        }
        let run = try ProxyRun(to: server) {
            $0.listen = Self.anyPort
            $0.mode = .keepAlive
        }
        let peer = try WebSocketPeer(run.endpoint)
        for request in requests { try peer.send(request) }
        for request in requests { #expect(try peer.text() == "to \(request)") }
        #expect(server.connections == 1)
        #expect(try Self.words(run) == requests.map { "to \($0)" } + ["end"])
    }
}
