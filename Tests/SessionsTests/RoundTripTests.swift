import IPCFraming
import Sessions
import TestSupport
import Testing
import WireJSON

@Suite struct RoundTripTests {
    @Test("What is recorded comes back to the byte", arguments: 0..<8 as Range<UInt64>)
    func frames(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let file = try SessionFile()
        let writer = try file.writer()
        var expected: [RecordedExchange] = []
        for number in 1...250 {
            let exchange = Self.exchange(number, &random)
            expected.append(exchange)
            try writer.append(
                request: exchange.request,
                response: exchange.response,
                error: exchange.error,
                attempts: exchange.attempts,
                start: .zero,
                duration: .zero
            )
        }
        try writer.finish()
        #expect(try file.read().exchanges == expected)
    }

    private static func exchange(_ number: Int, _ random: inout SeededRandom) -> RecordedExchange {
        let requestEnding = [RequestFrame.Ending.terminator, .terminator, .endOfStream].randomElement(using: &random)
        let endings = [ResponseFrame.Ending.complete, .noTerminator, .noClose, .more]
        let responseEnding = endings.randomElement(using: &random)
        let request =
            Int.random(in: 0..<10, using: &random) == 0
            ? RequestFrame([], ending: .abort) : RequestFrame(content(&random), ending: requestEnding ?? .terminator)
        let response = ResponseFrame(content(&random), ending: responseEnding ?? .complete)
        let hasResponse = Bool.random(using: &random)
        var exchange = RecordedExchange(number: number, request: request, response: hasResponse ? response : nil)
        if !hasResponse || Bool.random(using: &random) { exchange.error = .timeout }
        exchange.attempts = Int.random(in: 1...3, using: &random)
        return exchange
    }

    /// Bytes, text, or JSON as Python writes it, nearly.
    private static func content(_ random: inout SeededRandom) -> [UInt8] {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return random.bytes(upTo: 100)
        case 1: return random.bytes(upTo: 100).map { $0 & 0x7F }
        case 2:
            let text = (0..<Int.random(in: 0...20, using: &random)).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &random))
            }
            return Array(String(String.UnicodeScalarView(text)).utf8)
        default:
            let text = String(decoding: random.bytes(upTo: 20), as: UTF8.self)
            var bytes = JSONWriter.canonical.bytes(of: ["a": .string(text), "b": [1, 2.5, true]])
            if Bool.random(using: &random), let index = bytes.indices.randomElement(using: &random) {
                bytes[index] = UInt8.random(in: 0...255, using: &random)
            }
            return bytes
        }
    }
}
