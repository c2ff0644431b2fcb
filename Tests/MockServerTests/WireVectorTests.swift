import InspectProtocol
import MockCore
import MockServer
import TestSupport
import Testing

@Suite("The mock answers as the vendor's server does")
struct WireVectorTests {
    /// How a request's bytes are sent.
    enum Arrival: CaseIterable, CustomTestStringConvertible {
        case whole, byteByByte, cutAnywhere

        var testDescription: String { "\(self)" }

        func pieces(_ request: [UInt8], _ random: inout SeededRandom) -> [ArraySlice<UInt8>] {
            var pieces: [ArraySlice<UInt8>] = []
            var rest = request[...]
            while !rest.isEmpty {
                let count =
                    switch self {
                    case .whole: rest.count
                    case .byteByByte: 1
                    case .cutAnywhere: Int.random(in: 1...rest.count, using: &random)
                    }
                pieces.append(rest.prefix(count))
                rest = rest.dropFirst(count)
            }
            return pieces
        }
    }

    /// A server that is not lenient takes packets as the vendor's does: a character that two of them share ends it, and
    /// what comes behind the terminator in a later one is answered by a reset.
    @Test("over TCP", arguments: ["vectors.jsonl", "more-vectors.jsonl"], Arrival.allCases)
    func overTCP(_ file: String, _ arrival: Arrival) throws {
        try check(file, arrival, isLenient: false) { vector in
            arrival == .whole || !vector.dependsOnArrival && vector.isPlain
        }
    }

    @Test("over TCP, lenient", arguments: ["vectors.jsonl", "more-vectors.jsonl"], [Arrival.byteByByte, .cutAnywhere])
    func overTCPLenient(_ file: String, _ arrival: Arrival) throws {
        try check(file, arrival, isLenient: true) { !$0.dependsOnArrival && !$0.straddles }
    }

    private func check(
        _ file: String,
        _ arrival: Arrival,
        isLenient: Bool,
        _ isMeant: (Vector) -> Bool
    ) throws {
        let vectors = try Vector.load(file).filter(isMeant)
        #expect(vectors.count > 50)
        var random = SeededRandom(seed: 1)
        let configuration = Mock.with {
            $0.files = .disk(root: Vector.files)
            $0.isLenient = isLenient
        }
        try Mock.run(configuration) { (server, log) throws in
            var count = 0
            for vector in vectors {
                let peer = try Peer(server.endpoint)
                for piece in arrival.pieces(vector.request, &random) { try peer.send(piece) }
                peer.halfClose()
                let (bytes, ending) = try peer.receiveAll()
                #expect(ending == .closed, "\(vector.name)")
                // A connection without a request is answered, but no exchange.
                if !vector.request.isEmpty { count += 1 }
                check(vector, bytes, vector.request.isEmpty ? nil : log.waitForAnswer(count))
            }
            #expect(server.exchanges == count)
            #expect(log.answers.count == count)
        }
    }

    private func check(_ vector: Vector, _ bytes: [UInt8], _ answer: Answer?) {
        func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

        switch vector.outcome {
        case .response(let expected):
            #expect(text(bytes) == text(expected), "\(vector.name)")
            #expect(bytes == expected, "\(vector.name)")
        case .silent:
            #expect(bytes.isEmpty, "\(vector.name)")
            #expect(answer == .silence, "\(vector.name)")
        case .terminates(let exception):
            #expect(bytes.isEmpty, "\(vector.name)")
            guard case .termination(let termination)? = answer else {
                Issue.record("\(vector.name): \(String(describing: answer)) instead of \(exception)")
                return
            }
            #expect(termination.exception.hasPrefix(exception), "\(vector.name)")
        }
    }
}
