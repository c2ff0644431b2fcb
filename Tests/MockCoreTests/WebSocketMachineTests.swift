import IPCFraming
import MockCore
import TestSupport
import Testing

@Suite struct WebSocketMachineTests {
    /// One connection, with a clock that a test sets.
    struct World {
        private(set) var machine: WebSocketMachine
        private(set) var now = ContinuousClock.now
        private(set) var asked: [ReceivedRequest] = []
        private(set) var recorded: [Delivery.Outcome] = []
        private(set) var log: [String] = []
        private(set) var hasHalfClosed = false
        private(set) var hasClosed = false
        private(set) var wasReset = false
        private(set) var hasDied = false
        /// Until it is to be woken.
        private(set) var wait: Duration?
        private var decoder = WebSocketDecoder(role: .client, limit: 1 << 20)
        private var head: [UInt8] = []
        /// Whether the client takes what is sent.
        var isTaking = true

        private static let handshake = Array(
            ("GET / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n").utf8
        )

        init(isOpen: Bool = true, _ change: (inout WebSocketMachine.Settings) -> Void = { _ in }) {
            var settings = WebSocketMachine.Settings()
            change(&settings)
            machine = WebSocketMachine(settings, now: now) { "today" }
            handle(.elapsed)
            if isOpen { handle(.bytes(Self.handshake)) }
        }

        mutating func handle(_ event: ConnectionMachine.Event) {
            var events = [event]
            while !events.isEmpty {
                for action in machine.handle(events.removeFirst(), now: now) {
                    switch action {
                    case .admit: events.append(.admitted(isRefused: false))
                    case .ask(let request): asked.append(request)
                    case .wait(let duration): wait = duration
                    case .record(_, let outcome):
                        recorded.append(outcome)
                        events.append(.recorded)
                    case .send(let bytes, _):
                        if head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
                            decoder.append(bytes)
                        } else {
                            head += bytes
                        }
                        if isTaking { events.append(.sent) }
                    case .finish: break
                    case .log(let event): log.append("\(event)")
                    case .halfClose: hasHalfClosed = true
                    case .close: hasClosed = true
                    case .reset: wasReset = true
                    case .die: hasDied = true
                    }
                }
            }
        }

        mutating func send(_ opcode: WebSocketFrame.Opcode, _ payload: [UInt8] = []) {
            handle(.bytes(WebSocketFrame(opcode, payload).encoded(mask: 1)))
        }

        mutating func send(_ text: String) { send(.text, Array(text.utf8)) }

        mutating func answer(_ text: String, _ change: (inout Reaction.Reply) -> Void = { _ in }) {
            let delivery = Delivery(response: Array(text.utf8))
            var reply = Reaction.Reply(number: 1, request: RequestFrame([]), delivery: delivery)
            change(&reply)
            handle(.answered(reply))
        }

        /// What the client has received since the last time.
        mutating func received() -> [WebSocketEvent] {
            var events: [WebSocketEvent] = []
            while let event = try? decoder.next() { events.append(event) }
            return events
        }

        /// Lets time pass, to the millisecond: the machine is woken when it wants to be.
        mutating func pass(_ duration: Duration) {
            let end = now + duration
            while let wait, now + wait <= end {
                now += wait
                self.wait = nil
                handle(.elapsed)
            }
            if let wait { self.wait = wait - (end - now) }
            now = end
        }
    }

    private static func text(_ text: String) -> WebSocketEvent { .message(WebSocketMessage(.text, Array(text.utf8))) }

    @Test func `it pings every 20 seconds with 4 bytes, and closes 20 seconds after one without a pong`() throws {
        var world = World()
        world.pass(.milliseconds(19_999))
        #expect(world.received() == [])
        for _ in 0..<3 {
            world.pass(.milliseconds(1))
            guard case .ping(let payload)? = world.received().first else {
                Issue.record("no ping")
                return
            }
            #expect(payload.count == 4)
            world.send(.pong, payload)
            world.pass(.milliseconds(19_999))
            #expect(world.received() == [])
        }
        world.pass(.milliseconds(1))
        #expect(world.received().count == 1)
        // A pong to something else is none.
        world.send(.pong, [1, 2, 3])
        world.pass(.milliseconds(19_999))
        #expect(world.received() == [])
        world.pass(.milliseconds(1))
        #expect(world.received() == [.close(WebSocketClose(.internalError, "keepalive ping timeout"))])
        #expect(world.hasHalfClosed)
        world.handle(.inputClosed)
        #expect(world.machine.hasEnded)
    }

    @Test func `while it works on a request it neither pings nor misses a pong`() {
        var world = World()
        world.pass(.seconds(20))
        guard case .ping(let payload)? = world.received().first else {
            Issue.record("no ping")
            return
        }
        world.send("{}")
        #expect(!world.machine.isReceiving)
        #expect(world.machine.isBusy)
        world.pass(.seconds(45))
        #expect(world.received() == [])
        world.answer("O.k.")
        #expect(world.received() == [Self.text("O.k.")])
        #expect(world.machine.isReceiving)
        world.send(.pong, payload)
        world.pass(.milliseconds(1))
        guard case .ping? = world.received().first else {
            Issue.record("no ping")
            return
        }
    }

    @Test func `one that works for all at once reads on, and answers pings meanwhile`() {
        var world = World { $0.isParallel = true }
        world.send("1")
        #expect(world.machine.isReceiving)
        #expect(!world.machine.isBusy)
        world.send(.ping, [9])
        world.send("2")
        #expect(world.received() == [.pong([9])])
        #expect(world.asked.count == 1)
        world.answer("a")
        #expect(world.asked.count == 2)
        world.answer("b")
        #expect(world.received() == [Self.text("a"), Self.text("b")])
    }

    @Test func `an unfinished handshake ends after 10 seconds, and with the end of the stream at once`() {
        var world = World(isOpen: false)
        world.handle(.bytes(Array("{\"foo\": 1}\u{4}".utf8)))
        world.pass(.milliseconds(9_999))
        #expect(!world.hasHalfClosed)
        world.pass(.milliseconds(1))
        #expect(world.hasHalfClosed)
        // The client does not care.
        world.pass(.seconds(10))
        #expect(world.wasReset)
        #expect(world.machine.hasEnded)

        world = World(isOpen: false)
        world.handle(.bytes([0x7B]))
        world.handle(.inputClosed)
        #expect(world.hasClosed)
        #expect(world.machine.hasEnded)
    }

    @Test(arguments: [true, false])
    func `after its own Close it waits 10 seconds for the client's`(isAnswered: Bool) {
        var world = World()
        world.send(.binary, [1])
        world.answer("") { reply in reply.delivery = Delivery([], .close) }
        #expect(world.received() == [.close(WebSocketClose(.internalError))])
        #expect(
            world.recorded == [
                Delivery.Outcome(response: nil, error: .closedWithoutResponse, close: WebSocketClose(.internalError))
            ]
        )
        #expect(!world.hasHalfClosed)
        world.send("more")
        #expect(world.asked.count == 1)
        if isAnswered {
            world.send(.close, [0x03, 0xF3])
        } else {
            world.pass(.milliseconds(9_999))
            #expect(!world.hasHalfClosed)
            world.pass(.milliseconds(1))
        }
        #expect(world.hasHalfClosed)
    }

    @Test func `a server that ends says so with 1001, behind the answer that is under way`() {
        var world = World()
        world.handle(.drain)
        #expect(world.received() == [.close(WebSocketClose(.goingAway))])
        world.send(.close, [0x03, 0xE9])
        #expect(world.hasHalfClosed)

        world = World()
        world.send("1")
        world.handle(.drain)
        #expect(world.received() == [])
        world.answer("O.k.")
        #expect(world.received() == [Self.text("O.k."), .close(WebSocketClose(.goingAway))])

        // One that must end now does not.
        world = World()
        world.send("1")
        world.handle(.cancel)
        #expect(world.received() == [])
        #expect(world.hasClosed)
        #expect(!world.machine.hasEnded)
        world.answer("O.k.")
        #expect(world.recorded.map(\.error) == [.closedWithoutResponse])
        #expect(world.machine.hasEnded)
    }

    @Test(arguments: [WebSocketProfile.example, .basics])
    func `a Close that comes with a message: it is executed, not answered, and the template ends`(
        profile: WebSocketProfile
    ) {
        var world = World { $0.profile = profile }
        let close = WebSocketClose(.normal)
        world.handle(
            .bytes(
                WebSocketFrame(.text, [0x31]).encoded(mask: 1) + WebSocketFrame(.text, [0x32]).encoded(mask: 1)
                    + WebSocketFrame(.close, close.payload).encoded(mask: 1)
            )
        )
        #expect(world.received() == [.close(close)])
        #expect(world.hasHalfClosed)
        #expect(world.asked.map(\.frame.bytes) == [[0x31]])
        world.answer("Ok")
        #expect(world.received() == [])
        #expect(world.recorded.map(\.error) == [.closedWithoutResponse])
        #expect(world.hasDied == (profile == .basics))
        world.handle(.inputClosed)
        #expect(world.machine.hasEnded)
    }

    @Test func `the answer still comes when the client has closed its side behind the request`() {
        var world = World()
        world.send("1")
        world.handle(.inputClosed)
        #expect(!world.hasClosed)
        world.answer("O.k.")
        #expect(world.received() == [Self.text("O.k.")])
        #expect(world.hasClosed)
        #expect(world.machine.hasEnded)
    }

    @Test func `a client that takes nothing is not read from without end`() {
        var world = World()
        world.isTaking = false
        var count = 0
        while world.machine.isReceiving, count < 1000 {
            world.send(.ping, Array(repeating: 1, count: 125))
            count += 1
        }
        #expect(count < 100)
    }

    @Test func `pings wait until an answer in pieces is out, and a late pong until the answer is`() {
        var world = World { $0.isParallel = true }
        world.send("1")
        world.answer("O.k.") { $0.delivery.slices = Delivery.Slices(size: 1, pause: .seconds(1)) }
        world.send(.ping, [7])
        #expect(world.received() == [])
        world.pass(.seconds(10))
        #expect(world.received() == [Self.text("O.k."), .pong([7])])

        world.send("2")
        world.answer("O.k.") { reply in
            reply.delay = .seconds(5)
            reply.delivery.delaysPongs = true
        }
        world.send(.ping, [8])
        #expect(world.received() == [])
        world.pass(.seconds(5))
        #expect(world.received() == [Self.text("O.k."), .pong([8])])
    }

    /// Whatever comes, in whatever order: it neither traps, nor records an exchange twice, nor loses one.
    @Test func `random events keep the contract`() {
        var random = SeededRandom(seed: 40010)
        for round in 0..<2000 {
            var world = World(isOpen: round % 8 != 0) { $0.isParallel = round % 2 == 0 }
            var answered = 0
            for _ in 0..<30 {
                switch random.next(below: 14) {
                case 0, 1, 2: world.send("\(round)")
                case 3: world.send(.ping, [1])
                case 4: world.send(.close, [0x03, 0xE8])
                case 5: world.handle(.bytes([UInt8(random.next(below: 256))]))
                case 6: world.handle(.inputClosed)
                case 7: world.pass(.milliseconds(random.next(below: 30_000)))
                case 8: world.handle(.broken("gone"))
                case 9: world.handle(.drain)
                case 10: world.send(.binary, [1])
                default:
                    guard world.asked.count > answered else { continue }
                    answered += 1
                    world.answer("O.k.") { reply in
                        switch random.next(below: 8) {
                        case 0: reply.delivery = Delivery([], .hold)
                        case 1: reply.delivery = Delivery([], .reset)
                        case 2: reply.delivery = Delivery([], .close)
                        case 3: reply.delivery = Delivery([0x4F], .close)
                        case 4: reply.delay = .seconds(1)
                        case 5: reply.delivery.slices = Delivery.Slices(size: 1, pause: .milliseconds(1))
                        case 6: reply.delivery.close = WebSocketClose(.normal)
                        default: break
                        }
                    }
                }
            }
            #expect(world.asked.count - answered <= 1, "\(round)")
            world.handle(.cancel)
            if world.asked.count > answered { world.answer("O.k.") }
            world.pass(.seconds(60))
            #expect(world.machine.hasEnded, "\(round)")
            #expect(world.recorded.count == world.asked.count, "\(round)")
            #expect(world.machine.heldCount == 0, "\(round)")
        }
    }
}
