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

    @Test("over TCP", arguments: ["vectors.jsonl", "more-vectors.jsonl"], Arrival.allCases)
    func overTCP(_ file: String, _ arrival: Arrival) throws {
        let vectors = try Vector.load(file).filter { arrival == .whole || !$0.dependsOnArrival }
        #expect(vectors.count > 50)
        var random = SeededRandom(seed: 1)
        try Mock.run(Mock.with { $0.files = .disk(root: Vector.files) }) { (server, log) throws in
            for (index, vector) in vectors.enumerated() {
                let peer = try Peer(server.endpoint)
                for piece in arrival.pieces(vector.request, &random) { try peer.send(piece) }
                peer.halfClose()
                let (bytes, ending) = try peer.receiveAll()
                #expect(ending == .closed, "\(vector.name)")
                check(vector, bytes, log.waitForAnswer(index + 1))
            }
            #expect(server.exchanges == vectors.count)
            #expect(log.answers.count == vectors.count)
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
