import IPCFraming
import MockCore
import Sessions
import Testing

/// Several messages for one request, and what is pushed behind it, as a session has them.
@Suite struct SeveralMessagesTests {
    private static func recorded(_ messages: [(String, Double)], error: FailureCode? = nil) -> RecordedExchange {
        var exchange = RecordedExchange(number: 1, request: RequestFrame([]), response: nil, error: error)
        exchange.responses = messages.map { RecordedMessage(ResponseFrame(Array($0.0.utf8)), milliseconds: $0.1) }
        exchange.milliseconds = messages.last?.1 ?? 0
        return exchange
    }

    private static func push(_ text: String, _ gap: Double) -> RecordedPush {
        RecordedPush(number: 2, ResponseFrame(Array(text.utf8)), gap: gap)
    }

    private static func text(_ text: String) -> WebSocketEvent { .message(WebSocketMessage(.text, Array(text.utf8))) }

    private static let several = recorded([("a", 5), ("b", 105), ("c", 300)])

    @Test func `a WebSocket has them with their pauses, and is recorded before the last`() {
        var world = WebSocketMachineTests.World()
        world.send("{}")
        world.answer("") { $0.delivery = Delivery(Self.several) }
        #expect(world.received() == [Self.text("a")])
        world.pass(.milliseconds(99))
        #expect(world.received() == [] && world.recorded.isEmpty)
        world.pass(.milliseconds(1))
        #expect(world.received() == [Self.text("b")])
        // Pings are answered, and requests wait.
        world.send(.ping, [1])
        world.send("next")
        #expect(world.received() == [.pong([1])])
        #expect(world.asked.count == 1)
        world.pass(.milliseconds(195))
        #expect(world.received() == [Self.text("c")])
        #expect(world.recorded.first?.messages?.map(\.text) == ["a", "b", "c"].map { Array($0.utf8) })
        #expect(world.asked.count == 2)
    }

    @Test func `what is pushed comes in its time, or behind the next answer`() {
        let delivery = Delivery(Self.recorded([("a", 0)]), pushed: [Self.push("p", 1), Self.push("q", 2)])
        for asks in [false, true] {
            var world = WebSocketMachineTests.World()
            world.send("{}")
            world.answer("") { $0.delivery = delivery }
            #expect(world.received() == [Self.text("a")])
            if asks {
                world.send("next")
                #expect(world.received() == [])
                #expect(world.asked.count == 2)
                world.answer("b")
                #expect(world.received() == [Self.text("b"), Self.text("p"), Self.text("q")])
            } else {
                world.pass(.milliseconds(999))
                #expect(world.received() == [])
                world.pass(.milliseconds(1))
                #expect(world.received() == [Self.text("p")])
                world.pass(.seconds(1))
                #expect(world.received() == [Self.text("q")])
            }
            #expect(world.recorded.first?.messages == nil)
            #expect(world.recorded.first?.pushed.map(\.text) == ["p", "q"].map { Array($0.utf8) })
        }
    }

    @Test func `no message at all is no failure, and leaves the connection open`() {
        var world = WebSocketMachineTests.World()
        world.send("{}")
        world.answer("") { $0.delivery = Delivery(Self.recorded([])) }
        #expect(world.received() == [] && !world.hasHalfClosed)
        #expect(world.recorded.first?.messages == [])
        #expect(world.recorded.first?.error == nil)
        world.send("next")
        #expect(world.asked.count == 2)
    }

    @Test func `those of an exchange that was given up are all that comes for it`() {
        var world = WebSocketMachineTests.World()
        world.send("{}")
        world.answer("") { $0.delivery = Delivery(Self.recorded([("a", 0), ("b", 0)], error: .timeout)) }
        #expect(world.received() == [Self.text("a"), Self.text("b")])
        #expect(!world.hasHalfClosed)
        world.send("next")
        #expect(world.asked.count == 2)
    }

    @Test(arguments: ConnectionMode.allCases)
    func `a socket has them one behind the other`(mode: ConnectionMode) {
        var settings = ConnectionMachine.Settings()
        settings.mode = mode
        var machine = ConnectionMachine(settings)
        var sent: [String] = []
        var waits: [Duration] = []
        var outcome: Delivery.Outcome?
        var events: [ConnectionMachine.Event] = [.bytes(Array("{}\u{4}".utf8))]
        while !events.isEmpty {
            for action in machine.handle(events.removeFirst()) {
                switch action {
                case .ask(let request):
                    let delivery = Delivery(Self.several, pushed: [Self.push("p", 1)])
                    events.append(.answered(Reaction.Reply(number: 1, request: request.frame, delivery: delivery)))
                case .wait(let duration):
                    waits.append(duration)
                    events.append(.elapsed)
                case .send(let bytes, _):
                    sent.append(String(decoding: bytes, as: UTF8.self))
                    events.append(.sent)
                case .record(_, let recorded):
                    outcome = recorded
                    events.append(.recorded)
                case .admit, .finish, .log, .halfClose, .close, .reset, .die: break
                }
            }
        }
        let pushed = mode == .keepAlive ? ["p\r\n"] : []
        #expect(sent == ["a\r\n", "b\r\n", "c\r\n"] + pushed)
        #expect(waits.prefix(2) == [.milliseconds(100), .milliseconds(195)])
        #expect(outcome?.messages?.count == 3)
        #expect(machine.hasEnded == (mode == .oneShot))
    }

    @Test(arguments: [[0, 0], [1, 0.5], [1e300, 2e300]])
    func `times that a file makes up are no trouble`(times: [Double]) {
        let messages = times.map { ("a", $0) }
        let pushed = [("p", 0.0), ("q", 1e299)]
        let delivery = Delivery(Self.recorded(messages), pushed: pushed.map { Self.push($0.0, $0.1) })
        for message in delivery.further { #expect((.zero)...(.seconds(3600)) ~= message.pause) }
    }
}
