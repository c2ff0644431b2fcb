import Foundation
import TestSupport

/// Whether the tests may take minutes.
let isLong = ProcessInfo.processInfo.environment["IPCSH_LONG_TESTS"] != nil

/// Bytes that look like JSON often enough to get past a parser's first character. The same ones for the same seed.
struct RandomBytes {
    private var numbers: SeededRandom

    private static let pieces: [[UInt8]] = [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "d83d", "\\ude00", "\"a\":", "1", "-", ".", "e", "0", "null",
        "true", "false", "NaN", "Infinity", " ", "\n", "é", "😀", "\u{1}", "\"key\"", "12345678901234567890",
    ].map { Array($0.utf8) }

    init(seed: UInt64) {
        numbers = SeededRandom(seed: seed)
    }

    mutating func next(below bound: Int) -> Int {
        numbers.next(below: bound)
    }

    mutating func document() -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<next(below: 20) {
            if next(below: 12) == 0 {
                bytes.append(UInt8(next(below: 256)))
            } else {
                bytes += Self.pieces[next(below: Self.pieces.count)]
            }
        }
        return bytes
    }
}
