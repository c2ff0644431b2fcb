import Foundation
import IPCFraming
import InspectProtocol
import MockCore
import MockServer
import TestSupport
import Testing

@Suite("Whatever comes is answered")
struct ResponderFuzzTests {
    private static let rounds = ProcessInfo.processInfo.environment["IPCSH_LONG_TESTS"] == nil ? 5_000 : 2_000_000

    private static let pieces: [[UInt8]] = [
        "{", "}", "[", "]", ",", ":", "\"", "\\u", "d83d", "\"image\":{", "\"elements\":{", "\"file\":", "\"name\":",
        "\"focal_length\":", "\"import_mode\":", "\"a.jpg\"", "\"a.gxml\"", "1", "-", ".", "e9", "null", "true", "NaN",
        " ", "\n", "é", "😀", "\u{1}", "\u{4}", "\u{1A}", "{\"image\":{\"file\":\"a\",\"name\":1,\"focal_length\":2}}",
    ].map { Array($0.utf8) }

    private static func request(_ random: inout SeededRandom) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0..<16, using: &random) {
            if Int.random(in: 0..<12, using: &random) == 0 {
                bytes.append(UInt8.random(in: 0...255, using: &random))
            } else {
                bytes += pieces.randomElement(using: &random) ?? []
            }
        }
        if Int.random(in: 0..<20, using: &random) == 0 {
            bytes += repeatElement(0x20, count: 1024 - bytes.count % 1024)
        }
        return bytes
    }

    @Test("with text, with silence or with the reason why it terminates the vendor's server")
    func answers() throws {
        var random = SeededRandom(seed: 7)
        var responder = Responder(files: .any)
        for round in 0..<Self.rounds {
            var decoder = RequestDecoder()
            decoder.append(Self.request(&random))
            let frame = try decoder.next() ?? decoder.endOfPacket() ?? decoder.endOfStream()
            switch responder.answer(frame) {
            case .response(let text):
                let text = String(validating: text, as: UTF8.self)
                #expect(text == "O.k." || text?.hasPrefix("Error: ") == true, "round \(round)")
            case .silence:
                #expect(frame.bytes.contains(UInt8(ascii: "\\")), "round \(round)")
            case .termination(let termination):
                #expect(!termination.description.contains("\n"), "round \(round)")
            case .delivery:
                Issue.record("the simulated project answers otherwise, round \(round)")
            }
        }
    }

    @Test("over TCP, too, and the server stays")
    func overTCP() throws {
        var random = SeededRandom(seed: 8)
        try Mock.run { (server, _) throws in
            for _ in 0..<(Self.rounds / 10) {
                let peer = try Peer(server.endpoint)
                try? peer.send(Self.request(&random))
                switch Int.random(in: 0..<4, using: &random) {
                case 0: peer.reset()
                case 1: peer.close()
                default:
                    peer.halfClose()
                    #expect(try peer.receiveAll().ending == .closed)
                }
            }
            #expect(try Peer.ask(server.endpoint, Mock.image) == Mock.ok)
        }
    }
}
