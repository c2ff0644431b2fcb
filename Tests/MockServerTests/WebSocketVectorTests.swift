import IPCFraming
import MockCore
import MockServer
import TestSupport
import Testing

@Suite struct WebSocketVectorTests {
    @Test(arguments: WebSocketProfile.allCases, WireVectorTests.Arrival.allCases)
    func `the mock answers as the vendor's WebSocket servers do`(
        profile: WebSocketProfile,
        arrival: WireVectorTests.Arrival
    ) throws {
        let vectors = WebSocketVector.all.filter { $0.profile == profile && !$0.dependsOnHost }
        #expect(vectors.count > 20)
        var random = SeededRandom(seed: 7)
        let configuration = Mock.webSocket {
            $0.files = .disk(root: Vector.files)
            $0.webSocket.profile = profile
        }
        try Mock.run(configuration) { (server, _) throws in
            for vector in vectors { try check(vector, arrival, server.endpoint, &random) }
        }
    }

    /// What a host takes for an image or for elements is its own matter; a simulated one goes by the name.
    @Test func `and as they do where the host refuses a file`() throws {
        let vectors = WebSocketVector.all.filter { $0.dependsOnHost && !$0.name.contains("import mode") }
        #expect(vectors.count == 2)
        var random = SeededRandom(seed: 7)
        try Mock.run(Mock.webSocket()) { (server, _) throws in
            for vector in vectors { try check(vector, .whole, server.endpoint, &random) }
        }
    }

    /// Sends what a vector has, and compares all that comes.
    func check(
        _ vector: WebSocketVector,
        _ arrival: WireVectorTests.Arrival,
        _ server: Endpoint,
        _ random: inout SeededRandom
    ) throws {
        let peer = try WebSocketPeer(server, offer: vector.offer)
        #expect(peer.extensions == vector.answer, "\(vector)")
        do {
            // A million packets of one byte tell no more than fewer do.
            let arrival = vector.sent.count < 10_000 || arrival == .whole ? arrival : .cutAnywhere
            for piece in arrival.pieces(vector.sent, &random) { try peer.peer.send(piece) }
        } catch {
            // The server need not take all of what it refuses.
            #expect(vector.endsTCP, "\(vector): \(error)")
        }
        var frames: [WebSocketPeer.Frame] = []
        if vector.endsTCP {
            if vector.name.hasPrefix("TCP end") { peer.peer.halfClose() }
            let rest = try peer.rest()
            #expect(rest.ending == .closed, "\(vector)")
            frames = rest.frames
            #expect(frames.last?.close == vector.close, "\(vector)")
            if vector.close != nil { frames.removeLast() }
        } else {
            for _ in vector.received { if let frame = try peer.next() { frames.append(frame) } }
            // It is still open, and nothing else has come.
            try peer.send(.ping, [0x21])
            #expect(try peer.next() == WebSocketPeer.Frame(0x8A, [0x21]), "\(vector)")
        }
        // What comes in front of the Close is answered unless both come together.
        if vector.name.hasPrefix("close right behind"), arrival != .whole { return }
        compare(frames, vector)
    }

    private func compare(_ frames: [WebSocketPeer.Frame], _ vector: WebSocketVector) {
        #expect(frames.count == vector.received.count, "\(vector)")
        let deflate = vector.answer.map { _ in WebSocketDeflate() }
        var decoder = WebSocketDecoder(role: .client, limit: 1 << 21, deflate: deflate)
        for (frame, expected) in zip(frames, vector.received) {
            #expect(frame.opcode == expected.opcode, "\(vector)")
            #expect(frame.head & 0xB0 == 0x80, "\(vector)")
            #expect(frame.isCompressed == expected.isCompressed, "\(vector)")
            if let payload = expected.payload { #expect(frame.payload == payload, "\(vector)") }
            decoder.append(
                WebSocketFrame(expected.opcode, frame.payload, isCompressed: frame.isCompressed).encoded(mask: nil)
            )
            guard case .message(let message)? = try? decoder.next() else { continue }
            if let text = expected.text { #expect(message.bytes == text, "\(vector)") }
            if let length = expected.length { #expect(message.bytes.count == length, "\(vector)") }
        }
    }
}
