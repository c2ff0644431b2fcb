import IPCFraming
import MockCore
import TestSupport
import Testing

@Suite("A WebSocket proxy's machine")
struct WebSocketProxyMachineTests {
    private static let question = Array(
        ("GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n").utf8
    )
    private static let answer = Array(
        ("HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n").utf8
    )
    private static let address = WebSocketAddress(host: "a", port: 80)
    private static let mask: UInt32 = 0x0102_0304

    private static func run(
        recordsAtOnce: Bool = true,
        _ change: (inout ProxyPolicy) -> Void = { _ in }
    ) -> ProxyRun {
        var policy = ProxyPolicy(to: .webSocket(address), mode: .keepAlive)
        change(&policy)
        let handshake = WebSocketProxyHandshake(to: address, WebSocketOptions(), server: "proxy")
        var number = 0
        let next = {
            number += 1
            return number
        }
        let machine = WebSocketProxyMachine(policy, handshake, date: { "today" }, number: next)
        var run = ProxyRun(machine, recordsAtOnce: recordsAtOnce)
        run.feed(.accepted)
        return run
    }

    /// One whose frames go on.
    private static func opened(
        recordsAtOnce: Bool = true,
        _ change: (inout ProxyPolicy) -> Void = { _ in }
    ) -> ProxyRun {
        var run = run(recordsAtOnce: recordsAtOnce, change)
        run.feed(client(question), .connected, server(answer))
        return run
    }

    private static func client(_ bytes: [UInt8], end isEnd: Bool = false) -> ProxyMachine.Event {
        .received(bytes, from: .client, isEnd: isEnd)
    }

    private static func server(_ bytes: [UInt8], end isEnd: Bool = false) -> ProxyMachine.Event {
        .received(bytes, from: .server, isEnd: isEnd)
    }

    private static func frame(
        _ opcode: WebSocketFrame.Opcode,
        _ text: String = "",
        final isFinal: Bool = true,
        _ role: WebSocketRole = .client
    ) -> [UInt8] {
        WebSocketFrame(opcode, Array(text.utf8), isFinal: isFinal).encoded(mask: role == .client ? mask : nil)
    }

    private static func reply(
        _ opcode: WebSocketFrame.Opcode,
        _ text: String = "",
        final isFinal: Bool = true
    ) -> [UInt8] {
        frame(opcode, text, final: isFinal, .server)
    }

    private static func close(_ close: WebSocketClose, _ role: WebSocketRole) -> [UInt8] {
        WebSocketFrame(.close, close.payload).encoded(mask: role == .client ? mask : nil)
    }

    // MARK: What passes

    @Test("passes on and records the same, at every cut, however long the recording takes", arguments: [true, false])
    func cuts(recordsAtOnce: Bool) {
        let sent =
            Self.question + Self.frame(.text, "{\"a\":", final: false) + Self.frame(.ping, "p")
            + Self.frame(.continuation, "1}") + Self.frame(.binary, "\u{0}") + Self.frame(.pong, "q")
        let requests = Array(sent.dropFirst(Self.question.count))
        let received =
            Self.reply(.pong, "p") + Self.reply(.text, "Ok") + Self.reply(.ping, "q")
            + Self.reply(.text, "a", final: false) + Self.reply(.ping) + Self.reply(.continuation, "b")
            + Self.close(WebSocketClose(.normal, "end"), .server)
        let whole = Self.answer + received
        for (index, cut) in (0...max(sent.count, whole.count)).enumerated() {
            var run = Self.run(recordsAtOnce: recordsAtOnce)
            for part in [sent.prefix(cut), sent.dropFirst(cut)] where !part.isEmpty {
                run.feed(Self.client(Array(part)))
                if run.serverLink == .connecting { run.feed(.connected) }
            }
            for part in [whole.prefix(cut), whole.dropFirst(cut)] where !part.isEmpty {
                run.feed(Self.server(Array(part)))
                // Nothing that comes meanwhile is read.
                while run.unrecorded > 0 { run.feed(.recorded) }
            }
            let head = run.toServer.first.map { $0.dropLast(requests.count) } ?? []
            #expect(Array(head).suffix(4) == Array("\r\n\r\n".utf8), "cut at \(index)")
            #expect(run.toServer.first?.suffix(requests.count) == requests[...])
            #expect(run.toClient.suffix(received.count) == received[...])
            #expect(
                run.recorded.map(\.request) == [
                    RequestFrame(Array("{\"a\":1}".utf8)), RequestFrame([0], ending: .binary),
                ]
            )
            #expect(run.recorded.map { $0.response.map { String(decoding: $0.bytes, as: UTF8.self) } } == ["Ok", "ab"])
            run.feed(Self.client(Self.close(WebSocketClose(.normal, "end"), .client)), Self.server([], end: true))
            run.feed(Self.client([], end: true))
            #expect(run.machine.isOver)
            #expect(run.violations.isEmpty)
        }
    }

    enum Ending: String, CaseIterable {
        case serverEnds, serverResets, serverCloses, clientEnds, clientResets, clientCloses, cancel, idle, drain
        case silence

        var events: [ProxyMachine.Event] {
            switch self {
            case .serverEnds: [server([], end: true), client([], end: true)]
            case .serverResets: [.broken(.server)]
            case .serverCloses:
                [
                    server(close(WebSocketClose(.internalError), .server), end: true),
                    client(close(WebSocketClose(.internalError), .client), end: true),
                ]
            case .clientEnds: [client([], end: true), server([], end: true)]
            case .clientResets: [.broken(.client), server([], end: true)]
            case .clientCloses:
                [
                    client(close(WebSocketClose(.normal), .client)),
                    server(close(WebSocketClose(.normal), .server), end: true), client([], end: true),
                ]
            case .cancel: [.cancel]
            case .idle, .drain:
                [
                    self == .idle ? .idle : .drain, client(close(WebSocketClose(.goingAway), .client), end: true),
                    server(close(WebSocketClose(.goingAway), .server), end: true),
                ]
            case .silence: [.idle, .elapsed(.farewell), .elapsed(.departure)]
            }
        }

        private func server(_ bytes: [UInt8], end: Bool = false) -> ProxyMachine.Event {
            WebSocketProxyMachineTests.server(bytes, end: end)
        }
        private func client(_ bytes: [UInt8], end: Bool = false) -> ProxyMachine.Event {
            WebSocketProxyMachineTests.client(bytes, end: end)
        }
        private func close(_ close: WebSocketClose, _ role: WebSocketRole) -> [UInt8] {
            WebSocketProxyMachineTests.close(close, role)
        }
    }

    @Test("ends both connections, whoever begins", arguments: Ending.allCases)
    func endings(_ ending: Ending) {
        for beginnings: [ProxyMachine.Event] in [
            [], [Self.client(Self.frame(.text, "x")), Self.server(Self.reply(.text, "y"))],
            [Self.client(Array(Self.frame(.text, "x").dropLast()))], [Self.server([0x81])],
            [Self.server([0x81, 0x02, 0x61])],
        ] {
            var run = Self.opened()
            for event in beginnings { run.feed(event) }
            for event in ending.events where run.isPossible(event) { run.feed(event) }
            #expect(run.machine.isOver, "\(ending) behind \(beginnings.map(\.words))")
            #expect(run.violations.isEmpty)
        }
    }

    @Test("records what is not answered, with the end that it has had")
    func unanswered() {
        let rows: [(ProxyMachine.Event, FailureCode, WebSocketClose?)] = [
            (Self.server([], end: true), .closedWithoutResponse, .abnormal),
            (Self.server([0x81], end: true), .closedWithoutResponse, .abnormal),
            (
                Self.server(Self.close(WebSocketClose(.internalError, "why"), .server)), .closedWithoutResponse,
                WebSocketClose(.internalError, "why")
            ),
            (.broken(.server), .reset, .abnormal), (.cancel, .cancelled, nil),
            (Self.server([0x8F, 0x00], end: true), .protocolViolation, .abnormal),
        ]
        for (event, failure, close) in rows {
            var run = Self.opened()
            run.feed(Self.client(Self.frame(.text, "a") + Self.frame(.text, "b")), event)
            #expect(run.recorded.map(\.failure) == [failure, failure], "\(event.words)")
            #expect(run.recorded.map(\.close) == [close, close])
            #expect(run.violations.isEmpty)
        }
    }

    @Test("a client that leaves is waited for, 60 s at the most")
    func departure() {
        for isAnswered in [true, false] {
            var run = Self.opened()
            run.feed(Self.client(Self.frame(.text, "a")), .broken(.client))
            #expect(!run.hasEndedRequests)
            #expect(run.timers[.departure] == .seconds(60))
            if isAnswered {
                run.feed(Self.server(Self.reply(.text, "b")))
                #expect(run.hasEndedRequests)
                run.feed(Self.server([], end: true))
            } else {
                run.feed(.elapsed(.departure))
            }
            #expect(run.recorded.map(\.failure) == [isAnswered ? nil : .cancelled])
            #expect(run.recorded.map(\.note) == ["the client had left before its answer"])
            #expect(run.machine.isOver)
            #expect(run.violations.isEmpty)
        }
    }

    @Test("an answer that takes too long ends the connection, and the server is told when it has answered")
    func timeout() {
        var run = Self.opened { $0.timeout = .seconds(1) }
        run.feed(Self.client(Self.frame(.text, "a")), .elapsed(.answer))
        #expect(run.recorded.map(\.failure) == [.timeout])
        #expect(run.toServer.first?.suffix(7) == Self.frame(.text, "a")[...], "no Close yet")
        let close = WebSocketClose(.internalError, "no answer within \(Duration.seconds(1))")
        #expect(run.toClient.suffix(close.payload.count + 2) == Self.close(close, .server)[...])
        run.feed(Self.client(Self.close(close, .client), end: true), Self.server(Self.reply(.text, "late")))
        #expect(run.hasEndedRequests)
        run.feed(Self.server([], end: true))
        #expect(run.machine.isOver)
        #expect(run.violations.isEmpty)
    }

    // MARK: Handshakes

    @Test("a connection that is refused or reset before the handshake is answered is made again")
    func retries() {
        var run = Self.run()
        run.feed(Self.client(Self.question), .refused, .elapsed(.retry), .connected, .broken(.server))
        run.feed(.elapsed(.retry), .connected, Self.server(Self.answer))
        run.feed(Self.client(Self.frame(.text, "a")), Self.server(Self.reply(.text, "b")))
        #expect(run.connects == 3)
        #expect(run.toServer.count == 2)
        #expect(run.recorded.map(\.attempts) == [3])
        #expect(run.violations.isEmpty)
    }

    @Test("what is no handshake in time is none")
    func slowHandshake() {
        var run = Self.run()
        run.feed(Self.client(Array(Self.question.dropLast())), .elapsed(.handshake), Self.client([], end: true))
        #expect(run.connects == 0)
        #expect(run.machine.isOver)
        #expect(run.violations.isEmpty)
    }

    // MARK: Any order

    @Test("does only what sockets can do, whatever happens in whatever order", arguments: 0..<300)
    func anyOrder(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let faults = ["reset", "close", "silent", "slice:1,1ms", "late-pong", "fragment:1", "truncate:1", "bad-utf8"]
        let fault = try Fault(faults[seed % faults.count] + "@every=2")
        var run = Self.run(recordsAtOnce: seed.isMultiple(of: 3)) { policy in
            if seed.isMultiple(of: 2) { policy.disturbances.set([fault], exchanges: 0, connections: 0) }
            if seed.isMultiple(of: 5) { policy.disturbances.set(.uniform(.milliseconds(1)...(.milliseconds(1)))) }
            policy.frameLimit = 64
            policy.timeout = .seconds(1)
        }
        let fromClient =
            Self.question + Self.frame(.text, "a") + Self.frame(.ping) + Self.frame(.text, "quit")
            + Self.frame(.text, String(repeating: "x", count: 200)) + Self.frame(.text, "b") + Self.frame(.close)
        let fromServer =
            Self.answer + Self.reply(.text, "A") + Self.reply(.pong) + Self.reply(.text, "bye") + Self.reply(.ping)
            + Self.reply(.text, String(repeating: "y", count: 300)) + Self.reply(.text, "B") + Self.reply(.close)
        var left = [fromClient[...], fromServer[...]]
        for _ in 0..<200 where !run.machine.isOver {
            let event: ProxyMachine.Event
            switch Int.random(in: 0..<20, using: &random) {
            case 0..<14:
                let index = Int.random(in: 0...1, using: &random)
                let count = Int.random(in: 1...120, using: &random)
                let side: ProxyMachine.Side = index == 0 ? .client : .server
                guard !left[index].isEmpty, run.machine.wantsInput(from: side) else { continue }
                event = .received(Array(left[index].prefix(count)), from: side, isEnd: false)
                guard run.isPossible(event) else { continue }
                left[index] = left[index].dropFirst(count)
            case 14: event = .recorded
            case 15: event = run.timers.keys.min { $0.rawValue < $1.rawValue }.map { .elapsed($0) } ?? .idle
            case 16: event = .connected
            case 17: event = .received([], from: .client, isEnd: true)
            case 18: event = .received([], from: .server, isEnd: true)
            default:
                let rare: [ProxyMachine.Event] = [.drain, .broken(.client), .broken(.server), .idle, .refused]
                event = rare[Int.random(in: rare.indices, using: &random)]
            }
            if run.isPossible(event) { run.feed(event) }
        }
        run.feed(.cancel)
        while run.unrecorded > 0 { run.feed(.recorded) }
        if run.isPossible(.broken(.client)) { run.feed(.broken(.client)) }
        #expect(run.machine.isOver)
        #expect(run.violations.isEmpty)
    }
}
