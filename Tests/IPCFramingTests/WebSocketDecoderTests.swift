import IPCFraming
import TestSupport
import Testing

@Suite struct WebSocketDecoderTests {
    struct Row: CustomTestStringConvertible {
        var name: String
        var frames: [RawFrame]
        var expected: Decoded
        var testDescription: String { name }

        init(
            _ name: String,
            _ frames: [RawFrame],
            _ events: [WebSocketEvent] = [],
            _ code: UInt16? = nil,
            _ reason: String = ""
        ) {
            self.name = name
            self.frames = frames
            expected = Decoded(events, code.map { WebSocketError(WebSocketClose.Code(rawValue: $0), reason) })
        }

        /// The same for the other side.
        var unmasked: Row {
            var row = self
            row.frames = frames.map { frame in
                var frame = frame
                frame.mask = nil
                return frame
            }
            return row
        }
    }

    private static func text(_ text: String) -> WebSocketEvent { .message(WebSocketMessage(.text, Array(text.utf8))) }
    private static func close(_ code: UInt16, _ reason: String = "") -> WebSocketEvent {
        .close(WebSocketClose(WebSocketClose.Code(rawValue: code), reason))
    }
    private static func closing(_ code: UInt16, _ reason: [UInt8] = []) -> [RawFrame] {
        [RawFrame(0x88, [UInt8(code >> 8), UInt8(code & 0xFF)] + reason)]
    }
    private static let limit = 300
    private static let long = Array(repeating: UInt8(ascii: "x"), count: 300)

    static let rows: [Row] =
        [
            Row("a text", [RawFrame(0x81, "hi")], [text("hi")]),
            Row("an empty text", [RawFrame(0x81)], [text("")]),
            Row("bytes", [RawFrame(0x82, [0xFF, 0])], [.message(WebSocketMessage(.binary, [0xFF, 0]))]),
            Row("texts behind each other", [RawFrame(0x81, "a"), RawFrame(0x81, "b")], [text("a"), text("b")]),
            Row(
                "125 bytes",
                [RawFrame(0x82, Array(long[..<125]))],
                [.message(WebSocketMessage(.binary, Array(long[..<125])))]
            ),
            Row(
                "126 bytes",
                [RawFrame(0x82, Array(long[..<126]))],
                [.message(WebSocketMessage(.binary, Array(long[..<126])))]
            ),
            Row("16 bits of length for 2", [RawFrame(0x81, Array("hi".utf8), lengthSize: 3)], [text("hi")]),
            Row("64 bits of length for 2", [RawFrame(0x81, Array("hi".utf8), lengthSize: 9)], [text("hi")]),
            Row(
                "64 bits of length for 300",
                [RawFrame(0x82, long, lengthSize: 9)],
                [.message(WebSocketMessage(.binary, long))]
            ),
            Row("three fragments", [RawFrame(0x01, "a"), RawFrame(0x00, "b"), RawFrame(0x80, "c")], [text("abc")]),
            Row("empty fragments", [RawFrame(0x01), RawFrame(0x00), RawFrame(0x80)], [text("")]),
            Row(
                "fragments of bytes",
                [RawFrame(0x02, [1]), RawFrame(0x80, [2])],
                [.message(WebSocketMessage(.binary, [1, 2]))]
            ),
            Row(
                "control frames between fragments",
                [
                    RawFrame(0x01, "a"), RawFrame(0x89, "p"), RawFrame(0x00, "b"), RawFrame(0x8A, "q"),
                    RawFrame(0x80, "c"),
                ],
                [.ping([0x70]), .pong([0x71]), text("abc")]
            ),
            Row("a character cut by fragments", [RawFrame(0x01, [0xC3]), RawFrame(0x80, [0xB6])], [text("ö")]),
            Row("an empty ping", [RawFrame(0x89)], [.ping([])]),
            Row("the longest ping", [RawFrame(0x89, Array(long[..<125]))], [.ping(Array(long[..<125]))]),
            Row("a ping too long", [RawFrame(0x89, Array(long[..<126]))], [], 1002, "control frame too long"),
            Row("a pong too long", [RawFrame(0x8A, Array(long[..<126]))], [], 1002, "control frame too long"),
            Row("a close too long", [RawFrame(0x88, Array(long[..<126]))], [], 1002, "control frame too long"),
            Row("a ping in fragments", [RawFrame(0x09, "p")], [], 1002, "fragmented control frame"),
            Row("a pong in fragments", [RawFrame(0x0A, "p")], [], 1002, "fragmented control frame"),
            Row("a close in fragments", [RawFrame(0x08, [3, 0xE8])], [], 1002, "fragmented control frame"),
            Row("a continuation of nothing", [RawFrame(0x80, "a")], [], 1002, "unexpected continuation frame"),
            Row("one of nothing that goes on", [RawFrame(0x00, "a")], [], 1002, "unexpected continuation frame"),
            Row(
                "a text in a text",
                [RawFrame(0x01, "a"), RawFrame(0x81, "b")],
                [],
                1002,
                "expected a continuation frame"
            ),
            Row(
                "bytes in a text",
                [RawFrame(0x01, "a"), RawFrame(0x02, "b")],
                [],
                1002,
                "expected a continuation frame"
            ),
            Row("a close in a text", [RawFrame(0x01, "a")] + closing(1000), [], 1002, "incomplete fragmented message"),
            Row("an error behind a text", [RawFrame(0x81, "a"), RawFrame(0x83)], [text("a")], 1002, "invalid opcode"),
            Row("a frame of the limit", [RawFrame(0x82, long)], [.message(WebSocketMessage(.binary, long))]),
            Row(
                "one byte more",
                [RawFrame(0x82, long + [0])],
                [],
                1009,
                "frame with 301 bytes exceeds limit of 300 bytes"
            ),
            Row(
                "more announced than there is",
                [RawFrame(0x82, [], lengthSize: 9, length: 100_000_000)],
                [],
                1009,
                "frame with 100000000 bytes exceeds limit of 300 bytes"
            ),
            Row(
                "the top bit of the length",
                [RawFrame(0x82, [], lengthSize: 9, length: 1 << 63)],
                [],
                1009,
                "frame with 9223372036854775808 bytes exceeds limit of 300 bytes"
            ),
            Row(
                "one byte more in a fragment",
                [RawFrame(0x02, long), RawFrame(0x80, [0])],
                [],
                1009,
                "frame with 1 bytes after reading 300 bytes exceeds limit of 300 bytes"
            ),
            Row(
                "the limit in fragments",
                [RawFrame(0x02, Array(long[1...])), RawFrame(0x80, [0x78])],
                [.message(WebSocketMessage(.binary, long))]
            ),
            Row("a close", closing(1000), [close(1000)]),
            Row("a close with a reason", closing(4999, Array("größe".utf8)), [close(4999, "größe")]),
            Row("a close without a code", [RawFrame(0x88)], [.close(WebSocketClose(.none))]),
            Row("a close of one byte", [RawFrame(0x88, [3])], [], 1002, "close frame too short"),
            Row("a close whose reason is cut", closing(1000, [0xC3]), [], 1007, "unexpected end of data at position 0"),
            Row("frames behind a close", closing(1000) + [RawFrame(0x83), RawFrame(0x81, "a")], [close(1000)]),
        ] + (3...7).map { Row("opcode \($0)", [RawFrame(0x80 | $0)], [], 1002, "invalid opcode") }
        + (0xB...0xF).map { Row("opcode \($0)", [RawFrame(0x80 | $0)], [], 1002, "invalid opcode") }
        + [0x40, 0x20, 0x10, 0x70].flatMap { bits in
            [0x81, 0x82, 0x88, 0x89, 0x8A].map { opcode in
                Row("\(bits) with \(opcode)", [RawFrame(bits | opcode)], [], 1002, "reserved bits must be 0")
            }
        }
        + [0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535].map {
            Row("close \($0)", closing($0), [], 1002, "invalid status code")
        }
        + [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999].map {
            Row("close \($0)", closing($0), [close($0)])
        }

    @Test(arguments: rows)
    func `a server makes the same of frames wherever they are cut`(row: Row) {
        for pieces in row.frames.bytes.cuts {
            #expect(Decoded(pieces, by: WebSocketDecoder(role: .server, limit: Self.limit)) == row.expected)
        }
    }

    @Test(arguments: rows.map(\.unmasked))
    func `so does a client`(row: Row) {
        for pieces in row.frames.bytes.cuts {
            #expect(Decoded(pieces, by: WebSocketDecoder(role: .client, limit: Self.limit)) == row.expected)
        }
    }

    @Test(arguments: rows)
    func `a text that comes alone is the same without a detour`(row: Row) {
        for (role, frames) in [(WebSocketRole.server, row.frames), (.client, row.unmasked.frames)] {
            let decoder = WebSocketDecoder(role: role, limit: Self.limit)
            let whole = frames.bytes
            for count in 0...whole.count {
                guard let text = whole[..<count].withUnsafeBytes({ decoder.onlyText(in: $0) }) else { continue }
                let pieces = [whole[..<count]]
                let events = Decoded(pieces, by: WebSocketDecoder(role: role, limit: Self.limit, validatesText: false))
                #expect(events == Decoded([.message(text)]))
            }
        }
    }

    @Test(arguments: [0, 1, 3, 125, 126, 127, 128, 300])
    func `texts that come alone are seen`(count: Int) {
        let text = Array(repeating: UInt8(ascii: "x"), count: count)
        for role in [WebSocketRole.client, .server] {
            let mask = role == .client ? nil : RawFrame.mask
            let decoder = WebSocketDecoder(role: role, limit: Self.limit)
            let bytes = RawFrame(0x81, text, mask: mask).bytes
            #expect(bytes.withUnsafeBytes { decoder.onlyText(in: $0) } == WebSocketMessage(.text, text))
        }
    }

    @Test func `a client does not mask, a server does: refused by either`() {
        let violation = Decoded([], WebSocketError(.protocolError, "incorrect masking"))
        let masked = RawFrame(0x81, "a").bytes
        let plain = RawFrame(0x81, "a", mask: nil).bytes
        for pieces in masked.cuts {
            #expect(Decoded(pieces, by: WebSocketDecoder(role: .client, limit: 9)) == violation)
        }
        for pieces in plain.cuts {
            #expect(Decoded(pieces, by: WebSocketDecoder(role: .server, limit: 9)) == violation)
        }
    }

    @Test func `every mask is undone`() {
        for mask: UInt32 in [0, 1, 0xFF00_0000, 0x8040_2010, .max] {
            for count in 0...40 {
                let payload = (0..<count).map { UInt8($0 * 7 % 256) }
                let frame = RawFrame(0x82, payload, mask: mask)
                #expect(
                    Decoded([frame.bytes[...]], by: WebSocketDecoder(role: .server, limit: 99))
                        == Decoded([.message(WebSocketMessage(.binary, payload))])
                )
                #expect(WebSocketFrame(.binary, payload).encoded(mask: mask) == frame.bytes)
            }
        }
    }

    /// As Python's codec says it; the vendor's servers close with these words.
    @Test(
        arguments: [
            ([0xFF], "invalid start byte at position 0"),
            ([0x61, 0x80], "invalid start byte at position 1"),
            ([0x61, 0xC0, 0x80], "invalid start byte at position 1"),
            ([0xC1, 0x80], "invalid start byte at position 0"),
            ([0xF5, 0x80, 0x80, 0x80], "invalid start byte at position 0"),
            ([0xC3], "unexpected end of data at position 0"),
            ([0xC3, 0x28], "invalid continuation byte at position 0"),
            ([0x61, 0xC3, 0xC3], "invalid continuation byte at position 1"),
            ([0xE2, 0x82], "unexpected end of data at position 0"),
            ([0xE2, 0x28, 0xA1], "invalid continuation byte at position 0"),
            ([0xE2, 0x82, 0x28], "invalid continuation byte at position 0"),
            ([0xE0, 0x9F, 0x80], "invalid continuation byte at position 0"),
            ([0xED, 0xA0, 0x80], "invalid continuation byte at position 0"),
            ([0xF0, 0x9F, 0x98], "unexpected end of data at position 0"),
            ([0xF0, 0x8F, 0x80, 0x80], "invalid continuation byte at position 0"),
            ([0xF4, 0x90, 0x80, 0x80], "invalid continuation byte at position 0"),
            ([0xF0, 0x9F, 0x98, 0x28], "invalid continuation byte at position 0"),
        ] as [([UInt8], String)]
    )
    func `a text that is not UTF-8 is refused, wherever it is cut by frames`(bytes: [UInt8], reason: String) {
        let refused = Decoded([], WebSocketError(.invalidData, reason))
        for cut in 0...bytes.count {
            let frames = [RawFrame(0x01, Array(bytes[..<cut])), RawFrame(0x80, Array(bytes[cut...]))]
            #expect(Decoded([frames.bytes[...]], by: WebSocketDecoder(role: .server, limit: 99)) == refused)
            let lax = WebSocketDecoder(role: .server, limit: 99, validatesText: false)
            let message = WebSocketMessage(.text, bytes)
            #expect(Decoded([frames.bytes[...]], by: lax) == Decoded([.message(message)]))
            #expect(message.textError == refused.error)
        }
    }

    @Test func `a text is accepted wherever its characters are cut by frames`() {
        let text = Array("aé€😀\u{0}".utf8)
        for first in 0...text.count {
            for second in first...text.count {
                let frames = [
                    RawFrame(0x01, Array(text[..<first])), RawFrame(0x00, Array(text[first..<second])),
                    RawFrame(0x80, Array(text[second...])),
                ]
                #expect(
                    Decoded([frames.bytes[...]], by: WebSocketDecoder(role: .server, limit: 99))
                        == Decoded([.message(WebSocketMessage(.text, text))])
                )
            }
        }
    }

    @Test func `many small frames in one piece, and a large one in many, cost time in proportion`() {
        let many = RawFrame(0x81, "a").bytes
        let bytes = Array(repeatElement(many, count: 100_000).joined())
        #expect(Decoded([bytes[...]], by: WebSocketDecoder(role: .server, limit: 9)).events.count == 100_000)

        let large = RawFrame(0x82, Array(repeating: 0, count: 1 << 20)).bytes
        let pieces = stride(from: 0, to: large.count, by: 64).map { large[$0..<min($0 + 64, large.count)] }
        #expect(Decoded(pieces, by: WebSocketDecoder(role: .server, limit: 1 << 20)).events.count == 1)
    }

    @Test func `what it keeps is bounded by the limit`() {
        var decoder = WebSocketDecoder(role: .server, limit: 1000)
        decoder.append(RawFrame(0x02, Array(repeating: 1, count: 999)).bytes)
        #expect((try? decoder.next()) == .some(nil))
        #expect(decoder.heldCount == 999)
        decoder.append(RawFrame(0x80, [], length: 2).bytes)
        #expect(throws: WebSocketError.self) { try decoder.next() }
        decoder.append(Array(repeating: 0, count: 100_000))
        #expect(throws: WebSocketError.self) { try decoder.next() }
        #expect(decoder.heldCount == 0)
    }

    @Test func `random bytes neither trap nor go on behind an error`() {
        var random = SeededRandom(seed: 6455)
        for _ in 0..<3000 {
            let bytes = (0..<random.next(below: 60)).map { _ in UInt8(random.next(below: 256)) }
            let whole = Decoded([bytes[...]], by: WebSocketDecoder(role: .server, limit: 50))
            let single = Decoded(bytes.indices.map { bytes[$0...$0] }, by: WebSocketDecoder(role: .server, limit: 50))
            #expect(whole == single, "\(bytes)")
        }
    }
}
