import IPCFraming
import TestSupport
import Testing

/// What passes is the same, and what is seen in it is what the peer will see.
@Suite struct WebSocketTrackerTests {
    /// What a tracker makes of bytes that come in pieces.
    private struct Tracked: Equatable {
        var bytes: [UInt8] = []
        var events: [WebSocketTracker.Event] = []

        init(_ pieces: [ArraySlice<UInt8>], by tracker: WebSocketTracker) {
            var tracker = tracker
            for piece in pieces {
                for part in tracker.parts(of: Array(piece)) {
                    bytes += part.bytes
                    if let event = part.event { events.append(event) }
                }
            }
            bytes += tracker.takeRest()
        }
    }

    /// The same as events of a tracker.
    private static func expected(_ decoded: Decoded) -> [WebSocketTracker.Event] {
        let events = decoded.events.map { event -> WebSocketTracker.Event in
            switch event {
            case .message(let message): .message(message)
            case .ping(let payload): .ping(payload)
            case .pong(let payload): .pong(payload)
            case .close(let close): .close(close)
            }
        }
        return events + (decoded.error.map { [.violation($0)] } ?? [])
    }

    /// It has no limit of its own, nor an opinion about texts.
    private static let rows = WebSocketDecoderTests.rows.filter { row in
        guard let error = row.expected.error else { return true }
        return error.code == .protocolError && error.reason != "incomplete fragmented message"
    }

    @Test(arguments: rows, [WebSocketRole.client, .server])
    func `sees what a decoder sees, however it is cut, and changes nothing`(
        row: WebSocketDecoderTests.Row,
        sender: WebSocketRole
    ) {
        let row = sender == .client ? row : row.unmasked
        // A side that masks, or does not, is wrong on the other.
        guard row.expected.error?.reason != "incorrect masking" else { return }
        let bytes = row.frames.bytes
        for cut in bytes.count < 500 ? bytes.cuts : [[bytes[...]]] {
            let tracked = Tracked(cut, by: WebSocketTracker(of: sender, limit: 300))
            #expect(tracked.bytes == bytes)
            #expect(tracked.events == Self.expected(row.expected))
        }
    }

    @Test func `a message that is too long is passed on, and the next one is seen`() {
        let long = Array(repeating: UInt8(ascii: "x"), count: 11)
        let frames = [RawFrame(0x01, long), RawFrame(0x89, "p"), RawFrame(0x80, "y"), RawFrame(0x81, "next")]
        for cut in frames.bytes.cuts {
            let tracked = Tracked(cut, by: WebSocketTracker(of: .client, limit: 10))
            #expect(tracked.bytes == frames.bytes)
            #expect(
                tracked.events == [
                    .ping(Array("p".utf8)), .message(nil), .message(WebSocketMessage(.text, Array("next".utf8))),
                ]
            )
        }
    }

    @Test(arguments: [false, true])
    func `what is compressed is inflated, also behind a message that is too long`(keepsContext: Bool) throws {
        var deflate = WebSocketDeflate()
        deflate.clientNoContextTakeover = !keepsContext
        var encoder = WebSocketEncoder(role: .client, deflate: deflate)
        var random = SeededRandom(seed: 1)
        let long = (0..<5000).map { _ in UInt8.random(in: 0x61...0x64, using: &random) }
        let texts = [Array("größe".utf8), long, Array(long.prefix(900)), []]
        let bytes = texts.flatMap { encoder.encode(WebSocketMessage(.text, $0), fragments: 700) }
        for pieces in [[bytes[...]], bytes.indices.map { bytes[$0...$0] }] {
            let tracker = WebSocketTracker(of: .client, limit: 1000, deflate: deflate)
            let tracked = Tracked(pieces, by: tracker)
            #expect(tracked.bytes == bytes)
            #expect(
                tracked.events == texts.map { .message($0.count > 1000 ? nil : WebSocketMessage(.text, $0)) }
            )
        }
    }

    @Test func `a length of all bits is no message to keep`() {
        var tracker = WebSocketTracker(of: .client, limit: 10)
        let head = RawFrame(0x82, [], lengthSize: 9, length: .max).bytes
        #expect(tracker.parts(of: head + [1, 2, 3]).map(\.bytes) == [head + [1, 2, 3]])
        #expect(tracker.isMidway)
    }

    @Test func `frames and control frames are told apart`() {
        var tracker = WebSocketTracker(of: .server, limit: 10)
        let frames = [RawFrame(0x01, "a"), RawFrame(0x89, "p"), RawFrame(0x80, "b")].map { frame in
            RawFrame(frame.head, frame.payload, mask: nil).bytes
        }
        let parts = tracker.parts(of: frames.flatMap { $0 })
        #expect(parts.map(\.bytes) == frames)
        #expect(parts.map(\.isMessage) == [true, false, true])
    }
}
