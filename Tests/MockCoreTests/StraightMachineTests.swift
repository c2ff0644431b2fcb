import IPCFraming
import MockCore
import Testing

/// The straight way of an exchange against that of events: they must lead to the same.
@Suite struct StraightMachineTests {
    /// What comes in one go, and whether it goes the straight way.
    static let packets: [(bytes: [UInt8], isStraight: Bool)] = [
        (Array("{}\u{4}".utf8), true),
        (Array(#"{"image": {"file": "ä"}}"#.utf8) + [4], true),
        ([4], true),
        ([UInt8](repeating: 0x20, count: 1023) + [4], true),
        // More than one read of the vendor's server.
        ([UInt8](repeating: 0x20, count: 1024) + [4], false),
        (Array("{}".utf8), false),
        (Array("{}\u{4}{}".utf8), false),
        (Array("{}\u{4}{}\u{4}".utf8), false),
        ([0x1A], false),
        ([0x7B, 0xFF, 0x7D, 4], false),
        ([], false),
    ]

    static let settings: [ConnectionMachine.Settings] = ConnectionMode.allCases.flatMap { mode in
        [false, true].map { isLenient in
            var settings = ConnectionMachine.Settings()
            (settings.mode, settings.isLenient) = (mode, isLenient)
            return settings
        }
    }

    @Test(arguments: packets, settings)
    func `a request that is all that came is the one that events lead to`(
        _ packet: (bytes: [UInt8], isStraight: Bool),
        _ settings: ConnectionMachine.Settings
    ) {
        var (straight, other) = (ConnectionMachine(settings), ConnectionMachine(settings))
        let request = packet.bytes.withUnsafeBytes { straight.takeOnly($0) }
        #expect((request != nil) == packet.isStraight)
        guard let request else { return }
        guard case .ask(let asked)? = other.handle(.bytes(packet.bytes)).first else {
            Issue.record("nothing is asked")
            return
        }
        #expect(request == asked)
        #expect(straight.isLast == other.isLast)
        #expect(straight.isReceiving == other.isReceiving)
    }

    @Test(arguments: settings)
    func `what follows an answer is what events lead to`(_ settings: ConnectionMachine.Settings) {
        var (straight, other) = (ConnectionMachine(settings), ConnectionMachine(settings))
        let reply = MachineWorld.reply("O.k.\r\n")
        let packet = Array("{}\u{4}".utf8)
        _ = packet.withUnsafeBytes { straight.takeOnly($0) }
        #expect(straight.bytes(of: reply) == reply.delivery.bytes)
        let actions = straight.finish(.now)
        _ = other.handle(.bytes(packet))
        _ = other.handle(.answered(reply))
        _ = other.handle(.recorded)
        let expected = other.handle(.sent).dropFirst()
        #expect("\(actions)" == "\(Array(expected))")
        #expect(straight.hasEnded == other.hasEnded)
        #expect(straight.isReceiving == other.isReceiving)
    }

    static let others = [
        MachineWorld.reply("O.k.\r\n") { $0.delay = .seconds(1) },
        MachineWorld.reply("O.k.\r\n") { $0.delivery.ending = .hold },
        MachineWorld.reply("O.k.\r\n") { $0.delivery.slices = Delivery.Slices(size: 4, pause: .seconds(1)) },
        MachineWorld.reply("O.k.\r\n") { $0.delivery.closeDelay = .seconds(1) },
        MachineWorld.reply("O.k.\r\n") { $0.delivery.connectionLimit = 3 },
        MachineWorld.reply(""),
    ]

    @Test(arguments: others)
    func `an answer with more to it does not go the straight way`(_ reply: Reaction.Reply) {
        var machine = ConnectionMachine(ConnectionMachine.Settings())
        _ = Array("{}\u{4}".utf8).withUnsafeBytes { machine.takeOnly($0) }
        #expect(machine.bytes(of: reply) == nil)
    }

    @Test func `what a connection that waits for its answer is sent does not go the straight way`() {
        var machine = ConnectionMachine(ConnectionMachine.Settings())
        let packet = Array("{}\u{4}".utf8)
        #expect(packet.withUnsafeBytes { machine.takeOnly($0) } != nil)
        #expect(packet.withUnsafeBytes { machine.takeOnly($0) } == nil)
    }

    private static func frame(_ message: WebSocketMessage, fragments: Int? = nil) -> [UInt8] {
        var encoder = WebSocketEncoder(role: .client)
        return encoder.encode(message, fragments: fragments)
    }

    /// What comes over a WebSocket in one go, and whether it goes the straight way.
    static let frames: [(bytes: [UInt8], isStraight: Bool)] = [
        (frame(WebSocketMessage(.text, Array("{}".utf8))), true),
        (frame(WebSocketMessage(.text, [])), true),
        (frame(WebSocketMessage(.text, [UInt8](repeating: 0x20, count: 125))), true),
        (frame(WebSocketMessage(.text, [UInt8](repeating: 0x20, count: 126))), true),
        (frame(WebSocketMessage(.text, [UInt8](repeating: 0x20, count: 10_000))), true),
        (frame(WebSocketMessage(.text, [UInt8](repeating: 0x20, count: 70_000))), false),
        (frame(WebSocketMessage(.binary, Array("{}".utf8))), false),
        (frame(WebSocketMessage(.text, Array("{}".utf8)), fragments: 1), false),
        (frame(WebSocketMessage(.text, Array("{}".utf8))) + [0x81], false),
        (Array(frame(WebSocketMessage(.text, Array("{}".utf8))).dropLast()), false),
    ]

    @Test(arguments: frames)
    func `a message that is all that came is the one that events lead to`(_ frame: (bytes: [UInt8], isStraight: Bool)) {
        let straight = WebSocketMachineTests.World()
        var other = WebSocketMachineTests.World()
        let request = frame.bytes.withUnsafeBytes { straight.machine.takeOnly($0) }
        #expect((request != nil) == frame.isStraight)
        guard let request else { return }
        other.handle(.bytes(frame.bytes))
        #expect([request] == other.asked)
        #expect(straight.machine.isBusy == other.machine.isBusy)
        #expect(straight.machine.isReceiving == other.machine.isReceiving)
    }
}
