import Foundation
import InspectProtocol
import Testing

@Suite("Whatever arrives is interpreted")
struct InterpretationFuzzTests {
    private static let rounds = ProcessInfo.processInfo.environment["IPCSH_LONG_TESTS"] == nil ? 5_000 : 3_000_000

    private static let pieces: [[UInt8]] = [
        "{", "}", "[", "]", ",", ":", "\"", "\\u", "dc80", "\"image\":{", "\"elements\":{", "\"file\":", "\"name\":1",
        "\"focal_length\":2", "\"import_mode\":3", "\"a\"", "image", "file name focal_length", "1", "-", ".", "null",
        "NaN", " ", "é", "😀", "\u{1}", "\u{4}", "\u{1A}",
    ].map { Array($0.utf8) }

    @Test("in the same way each time, and JSON alone decides unless a read fails")
    func interprets() {
        var state: UInt64 = 11
        /// SplitMix64 (Steele, Lea, Flood 2014).
        func random(below bound: Int) -> Int {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
        }

        for round in 0..<Self.rounds {
            var bytes: [UInt8] = []
            for _ in 0..<random(below: 16) {
                let isRandom = random(below: 12) == 0
                bytes += isRandom ? [UInt8(random(below: 256))] : Self.pieces[random(below: Self.pieces.count)]
            }
            let interpretation = RequestInterpretation(bytes)
            #expect(RequestInterpretation(bytes) == interpretation, "round \(round)")
            if String(validating: bytes, as: UTF8.self) == nil {
                #expect(interpretation.termination?.cause.hasSuffix("is not UTF-8") == true, "round \(round)")
            }
            if let termination = interpretation.termination {
                #expect(termination.description.utf8.allSatisfy { (0x20..<0x7F).contains($0) }, "round \(round)")
            }
        }
    }
}
