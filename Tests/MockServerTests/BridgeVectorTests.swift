import IPCFraming
import MockCore
import MockServer
import TestSupport
import Testing

/// Both bridges before our mock answer as the vendor's servers of the client's kind do.
@Suite struct BridgeVectorTests {
    @Test(arguments: ["vectors.jsonl", "more-vectors.jsonl"], WireVectorTests.Arrival.allCases)
    func `a socket client of a WebSocket server has the socket server's answers`(
        file: String,
        arrival: WireVectorTests.Arrival
    ) throws {
        // A bridge takes a request as a whole, however it was cut up.
        let vectors = try Vector.load(file).filter { !$0.dependsOnArrival && !$0.straddles }
        #expect(vectors.count > 50)
        var random = SeededRandom(seed: 3)
        try Mock.run(Mock.webSocket { $0.files = .disk(root: Vector.files) }) { (server, _) throws in
            let run = try ProxyRun(to: server.endpoint)
            for vector in vectors {
                let peer = try Peer(run.endpoint)
                for piece in arrival.pieces(vector.request, &random) { try peer.send(piece) }
                peer.halfClose()
                let (bytes, ending) = try peer.receiveAll()
                #expect(ending == .closed, "\(vector.name)")
                switch vector.outcome {
                case .response(let expected): #expect(bytes == expected, "\(vector.name)")
                case .silent, .terminates: #expect(bytes.isEmpty, "\(vector.name)")
                }
            }
        }
    }

    /// What only one of the two servers does, or answers.
    private static func differs(_ vector: WebSocketVector) -> Bool {
        // Silence is a socket server's word for two things: it lives on, and it dies.
        let isSilent = vector.endsTCP && vector.close == nil && vector.received.isEmpty
        // Within JSON, `quit` is nothing to a socket server.
        return isSilent || !vector.endsTCP && vector.received.contains { $0.text == Array("bye".utf8) }
    }

    @Test(arguments: WireVectorTests.Arrival.allCases)
    func `a WebSocket client of a socket server has the WebSocket server's answers`(
        arrival: WireVectorTests.Arrival
    ) throws {
        let vectors = WebSocketVector.all.filter {
            $0.profile == .example && !$0.dependsOnHost && !Self.differs($0)
        }
        #expect(vectors.count > 20)
        var random = SeededRandom(seed: 3)
        try Mock.run(Mock.with { $0.files = .disk(root: Vector.files) }) { (server, _) throws in
            let run = try ProxyRun(to: server.endpoint) {
                $0.listen = .webSocket(WebSocketAddress(host: "127.0.0.1", port: 0))
                // A busy machine may take longer than that.
                $0.pingInterval = nil
            }
            for vector in vectors { try WebSocketVectorTests().check(vector, arrival, run.endpoint, &random) }
        }
    }
}
