import Glibc
import Sessions
import TestSupport
import Testing

/// Sessions with random mistakes: whatever comes is exchanges or an error that names a place, never a crash, and what
/// was taken can be written and read again.
@Suite struct ReaderFuzzTests {
    static let isLong = getenv("IPCSH_LONG_TESTS") != nil

    @Test("A mutated session is read or refused", arguments: 0..<4 as Range<UInt64>)
    func mutated(seed: UInt64) throws {
        let originals = try ["minimal", "full", "torn"].map { try SessionFile.bytes(of: SessionFile.fixture($0)) }
        var random = SeededRandom(seed: seed)
        let file = try SessionFile()
        let copy = try SessionFile()
        let deadline = ContinuousClock.now + .seconds(60)
        var rounds = 0
        while rounds < 500 || Self.isLong && ContinuousClock.now < deadline {
            rounds += 1
            let bytes = Self.mutated(originals.randomElement(using: &random) ?? [], &random)
            try file.write(bytes)
            do {
                try Self.check(try file.read().exchanges, copy)
            } catch let error as SessionError {
                #expect(error.path == file.path)
                #expect(!error.reason.isEmpty)
                let lineCount = bytes.count { $0 == UInt8(ascii: "\n") } + 1
                if let line = error.line { #expect(1...lineCount ~= line, "\(error)") }
                if let column = error.column { #expect(1...(bytes.count + 1) ~= column, "\(error)") }
            }
            try CheckTests.expectAgreement(file.path)
            // A recorder takes it or leaves it as it is.
            do {
                try file.writer().append("x")
                #expect(try SessionFile.bytes(of: file.path).last == UInt8(ascii: "\n"))
            } catch is SessionError {
                #expect(try SessionFile.bytes(of: file.path) == bytes)
            }
            unlink(file.path + ".torn")
            // A repair, which waits for the disk, makes it readable, or leaves it as it is.
            guard rounds.isMultiple(of: 10) else { continue }
            try file.write(bytes)
            do {
                let repair = try SessionRepair.run(path: file.path)
                #expect(try file.read().tornLine == nil)
                if repair == nil { #expect(try SessionFile.bytes(of: file.path) == bytes) }
            } catch is SessionError {
                #expect(try SessionFile.bytes(of: file.path) == bytes)
            }
            unlink(file.path + ".damaged")
        }
    }

    private static func check(_ exchanges: [RecordedExchange], _ copy: SessionFile) throws {
        var bytes = Array((SessionFile.header + "\n").utf8)
        for exchange in exchanges {
            exchange.appendLine(to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        try copy.write(bytes)
        let again = try copy.read().exchanges
        #expect(again.map(\.request) == exchanges.map(\.request))
        #expect(again.map(\.response) == exchanges.map(\.response))
        #expect(again.map(\.number) == exchanges.map(\.number))
        #expect(again.map(\.error) == exchanges.map(\.error))
        #expect(again.map(\.others) == exchanges.map(\.others))
    }

    private static func mutated(_ original: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
        let pieces = [
            "\n", "\r\n", "{", "}", "[", "]", "\"", "\\", ",", ":", "null", "-1", "1e999", "NaN", "\\ud800", "\\udc00",
            "#", " ", "ä",
            "\"n\":9007199254740991,", "\"end\":1", "\"ipcsh\":2,", "\"request\":\"\",", "\"request_end\":\"none\",",
            "\u{2028}",
            String(repeating: "[", count: 2000), String(repeating: "9", count: 5000),
        ]
        var bytes = original
        for _ in 0...Int.random(in: 0...3, using: &random) {
            let start = Int.random(in: 0...bytes.count, using: &random)
            let end = min(bytes.count, start + Int.random(in: 0...9, using: &random))
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes.removeSubrange(start..<end)
            case 1: bytes.replaceSubrange(start..<end, with: random.bytes(upTo: 9))
            case 2: bytes.removeLast(bytes.count - start)
            case 3: bytes.insert(contentsOf: bytes[start..<end], at: Int.random(in: 0...bytes.count, using: &random))
            default: bytes.insert(contentsOf: Array((pieces.randomElement(using: &random) ?? "").utf8), at: start)
            }
        }
        return bytes
    }
}
