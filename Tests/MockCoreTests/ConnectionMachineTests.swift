import IPCFraming
import InspectProtocol
import MockCore
import Testing

@Suite("A connection's machine")
struct ConnectionMachineTests {
    struct Setting: CustomTestStringConvertible, Sendable {
        var mode: ConnectionMode
        var isLenient: Bool
        var admits: Bool

        var testDescription: String {
            "\(mode.rawValue)\(isLenient ? ", lenient" : "")\(admits ? ", refusing" : "")"
        }

        var settings: ConnectionMachine.Settings {
            var settings = ConnectionMachine.Settings()
            (settings.mode, settings.isLenient, settings.admits) = (mode, isLenient, admits)
            return settings
        }

        static let all = ConnectionMode.allCases.flatMap { mode in
            [false, true].flatMap { lenient in
                [false, true].map { Setting(mode: mode, isLenient: lenient, admits: $0) }
            }
        }
    }

    private static let replies = [
        MachineWorld.reply("O.k.\r\n"),
        MachineWorld.reply("O.k.\r\n") { $0.delay = .seconds(1) },
        MachineWorld.reply("O.k.\r\n") { $0.delivery.slices = Delivery.Slices(size: 4, pause: .seconds(1)) },
        MachineWorld.reply("O.k.\r\n") { $0.delivery.slices = Delivery.Slices(size: 3, pause: .zero) },
        MachineWorld.reply("") { $0.delivery.ending = .close },
        MachineWorld.reply("") { $0.delivery.ending = .hold },
        MachineWorld.reply("O.k") { $0.delivery.ending = .reset },
    ]

    /// How many events in a row are tried in every order that can happen.
    private static let depth = 6

    @Test("keeps its contract in every order of events", arguments: Setting.all)
    func everyOrder(_ setting: Setting) {
        var count = 0
        func go(on world: MachineWorld, _ depth: Int) -> [String] {
            count += 1
            var end = world
            end.settle()
            var breaches = end.breaches
            if !end.machine.hasEnded { breaches.append("it does not end") }
            if !end.hasClosed { breaches.append("the connection stays open") }
            let answered = end.recorded.count
            if end.finished != answered { breaches.append("\(answered) recorded, \(end.finished) finished") }
            if breaches.isEmpty, depth > 0 {
                for event in world.possible(Self.replies) {
                    var next = world
                    next.handle(event)
                    let found = go(on: next, depth - 1)
                    if !found.isEmpty { return ["\(event)"] + found }
                }
            }
            return breaches
        }
        let breaches = go(on: MachineWorld(setting.settings), Self.depth)
        #expect(breaches == [])
        #expect(count > 10_000)
    }

    /// Drives a machine with packets until it asks for an answer or ends.
    private func read(_ packets: [[UInt8]], _ setting: Setting, closes: Bool = true) -> MachineWorld {
        var world = MachineWorld(setting.settings)
        for packet in packets { world.handle(.bytes(packet)) }
        if closes { world.handle(.inputClosed) }
        return world
    }

    private static let strict = Setting(mode: .oneShot, isLenient: false, admits: false)
    private static let lenient = Setting(mode: .oneShot, isLenient: true, admits: false)

    @Test("reads the same request at every cut", arguments: [strict, lenient])
    func everyCut(_ setting: Setting) {
        let request = Array(#"{"image": {"file": "a.jpg", "name": "x"}}"#.utf8) + [0x04]
        for first in 0...request.count {
            for second in first...request.count {
                let packets = [request[..<first], request[first..<second], request[second...]].map { Array($0) }
                let world = read(packets.filter { !$0.isEmpty }, setting)
                #expect(world.asked == [ReceivedRequest(RequestFrame(Array(request.dropLast())))])
            }
        }
    }

    /// A fact about the vendor's server, and what a lenient one makes of it.
    struct Fact: CustomTestStringConvertible, Sendable {
        var name: String
        var packets: [[UInt8]]
        /// The start of the exception that ends the vendor's server.
        var exception: String?
        var isReset = false
        var lenientException: String?

        var testDescription: String { name }

        init(
            _ name: String,
            _ packets: [String],
            raw: [[UInt8]]? = nil,
            exception: String? = nil,
            isReset: Bool = false,
            lenientException: String? = nil
        ) {
            self.name = name
            self.packets = raw ?? packets.map { Array($0.utf8) }
            self.exception = exception
            self.isReset = isReset
            self.lenientException = lenientException
        }

        private static let long = String(repeating: "x", count: 1017)

        static let all = [
            Fact("a request in one packet", ["{\"a\":1}\u{4}"]),
            Fact("what stands behind the terminator in the same read is dropped", ["{\"a\":1}\u{4}{\"b\":1}\u{4}"]),
            Fact(
                "3,000 bytes behind the terminator reset the connection",
                ["{\"a\":1}\u{4}" + String(repeating: "y", count: 3000)],
                isReset: true
            ),
            Fact("so does a packet behind it", ["{\"a\":1}\u{4}", "{\"b\":1}\u{4}"], isReset: true),
            Fact(
                "Ctrl-Z alone in its packet stops the server",
                ["{\"a\":1}", "\u{1A}"],
                exception: "NameError"
            ),
            Fact("Ctrl-Z within a packet does not", ["{\"a\":\u{1A}1}\u{4}"]),
            Fact(
                "a character that is cut by packets",
                [],
                raw: [[0x7B, 0x22, 0x61, 0x22, 0x3A, 0x22, 0xC3], [0xB6, 0x22, 0x7D, 0x04]],
                exception: "UnicodeDecodeError",
                isReset: true
            ),
            Fact(
                "a character across byte 1,023 dies with unread bytes, and resets",
                ["{\"a\":\"\(long)ö\(long)\"}\u{4}"],
                exception: "UnicodeDecodeError",
                isReset: true
            ),
            Fact(
                "bytes that are no UTF-8",
                [],
                raw: [[0x22, 0xFF, 0x22, 0x04]],
                exception: "UnicodeDecodeError",
                lenientException: "UnicodeDecodeError"
            ),
            Fact(
                "bad UTF-8 behind the terminator in the same read",
                [],
                raw: [[0x7B, 0x7D, 0x04, 0xFF]],
                exception: "UnicodeDecodeError"
            ),
        ]
    }

    @Test("does what the vendor's server does", arguments: Fact.all)
    func facts(_ fact: Fact) throws {
        for setting in [Self.strict, Self.lenient] {
            var world = read(fact.packets, setting, closes: false)
            if world.asked.isEmpty { world.handle(.inputClosed) }
            try #require(world.asked.count == 1)
            let exception = setting.isLenient ? fact.lenientException : fact.exception
            let termination = world.asked[0].termination
            #expect(exception == nil ? termination == nil : termination?.exception.hasPrefix(exception ?? "") == true)
            world.handle(
                .answered(
                    exception == nil
                        ? MachineWorld.reply("O.k.\r\n") : MachineWorld.reply("") { $0.delivery.ending = .close }
                )
            )
            world.handle(.recorded)
            if exception == nil { world.handle(.sent) }
            if world.expected == .time { world.handle(.elapsed) }
            #expect(world.hasClosed)
            #expect(world.wasReset == (fact.isReset && !setting.isLenient))
            #expect(world.breaches == [])
        }
    }

    @Test("a connection without a byte is answered as the vendor's server does, and is no exchange")
    func empty() {
        var world = read([], Self.strict)
        #expect(world.asked.isEmpty)
        #expect(world.sent == Array("Error: Malformed JSON message.\r\n".utf8))
        world.handle(.sent)
        #expect(world.hasClosed)
        #expect(world.recorded.isEmpty)
        world.handle(.left)
        #expect(world.hasDied)
        #expect(world.log == ["a connection was closed without a request; the vendor's server would have ended by it"])
    }

    @Test("a client that leaves before its answer ends the vendor's server, but no lenient one and none of telnet mode")
    func leaves() {
        let telnet = Setting(mode: .keepAlive, isLenient: false, admits: false)
        for setting in [Self.strict, Self.lenient, telnet] {
            var world = read([Array("1\u{4}".utf8)], setting, closes: false)
            world.handle(.broken("a connection broke: connection reset by peer"))
            #expect(world.hasDied == (setting.mode == .oneShot && !setting.isLenient))
            // It was executed: it is recorded when its answer is known.
            world.handle(.answered(MachineWorld.reply("O.k.\r\n")))
            #expect(world.recorded == [Delivery.Outcome(response: nil, error: .reset)])
            world.handle(.recorded)
            #expect(world.finished == 1)
            #expect(world.machine.hasEnded)
        }
    }

    @Test("the handshake of a WebSocket client is named and refused at once")
    func handshake() {
        let handshake = "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
        for cut in 1...handshake.utf8.count {
            let bytes = Array(handshake.utf8)
            let packets = [Array(bytes[..<cut]), Array(bytes[cut...])].filter { !$0.isEmpty }
            let world = read(packets, Self.strict, closes: false)
            #expect(world.hasClosed)
            #expect(world.log.first?.contains("WebSocket") == true)
            #expect(world.asked.isEmpty)
        }
        #expect(!read([Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8)], Self.strict, closes: false).hasClosed)
    }

    @Test("silence is counted only while the client is to do something")
    func idle() {
        var world = read([Array("1\u{4}".utf8)], Self.strict, closes: false)
        world.handle(.idle)
        world.handle(.answered(MachineWorld.reply("O.k.\r\n") { $0.delay = .seconds(4) }))
        world.handle(.idle)
        world.handle(.elapsed)
        world.handle(.recorded)
        #expect(String(decoding: world.sent, as: UTF8.self) == "O.k.\r\n")
        #expect(!world.hasClosed)
        world.handle(.idle)
        #expect(world.hasClosed)
    }

    @Test("draining ends what is idle at once, and lets what is under way end")
    func drain() {
        var idle = MachineWorld(Self.strict.settings)
        idle.handle(.drain)
        #expect(idle.hasClosed)

        var begun = read([Array("[".utf8)], Self.strict, closes: false)
        begun.handle(.drain)
        #expect(!begun.hasClosed && begun.expected == .time)
        begun.handle(.bytes(Array("1]\u{4}".utf8)))
        #expect(begun.asked.count == 1)

        var unfinished = read([Array("[".utf8)], Self.strict, closes: false)
        unfinished.handle(.drain)
        unfinished.handle(.elapsed)
        #expect(unfinished.wasReset)

        var kept = read(
            [Array("1\u{4}".utf8)],
            Setting(mode: .keepAlive, isLenient: false, admits: false),
            closes: false
        )
        kept.handle(.drain)
        kept.handle(.answered(MachineWorld.reply("O.k.\r\n")))
        kept.handle(.recorded)
        kept.handle(.sent)
        #expect(kept.hasClosed && !kept.wasReset)
    }
}
