import IPCFraming
import Testing

@Suite struct RequestDecoderTests {
    /// A stream of the peer's bytes, and the requests it holds.
    struct Stream: CustomTestStringConvertible {
        var bytes: [UInt8]
        var requests: [RequestFrame]
        var testDescription: String { "\(bytes.count) bytes, \(requests.count) requests" }

        init(_ text: String, _ requests: RequestFrame...) {
            bytes = Array(text.utf8)
            self.requests = requests
        }
    }

    static let streams = [
        Stream("{\"a\": 1}\u{4}", RequestFrame(Array("{\"a\": 1}".utf8)), RequestFrame([], ending: .endOfStream)),
        Stream("{\"a\": 1}", RequestFrame(Array("{\"a\": 1}".utf8), ending: .endOfStream)),
        Stream("", RequestFrame([], ending: .endOfStream)),
        Stream("\u{4}", RequestFrame([]), RequestFrame([], ending: .endOfStream)),
        Stream(
            "a\u{4}\u{4}b\u{4}c",
            RequestFrame([97]),
            RequestFrame([]),
            RequestFrame([98]),
            RequestFrame([99], ending: .endOfStream)
        ),
        Stream(
            "größe\u{4}\u{1A}x\u{4}",
            RequestFrame(Array("größe".utf8)),
            RequestFrame([0x1A, 120]),
            RequestFrame([], ending: .endOfStream)
        ),
        Stream(
            String(repeating: "x", count: 300) + "\u{4}",
            RequestFrame(Array(repeating: 120, count: 300)),
            RequestFrame([], ending: .endOfStream)
        ),
    ]

    private func decode(_ pieces: [ArraySlice<UInt8>], limit: Int = 1024) throws -> [RequestFrame] {
        var decoder = RequestDecoder(limit: limit)
        var frames: [RequestFrame] = []
        for piece in pieces {
            decoder.append(piece)
            while let frame = try decoder.next() { frames.append(frame) }
        }
        return frames + [decoder.endOfStream()]
    }

    @Test("finds the same requests wherever the bytes are cut", arguments: streams)
    func cutAtEveryByte(stream: Stream) throws {
        for cut in 0...stream.bytes.count {
            #expect(try decode([stream.bytes[..<cut], stream.bytes[cut...]]) == stream.requests, "cut at \(cut)")
        }
        let bytes = stream.bytes.indices.map { stream.bytes[$0...$0] }
        #expect(try decode(bytes) == stream.requests, "byte by byte")
    }

    @Test("a lone 0x1A is an abort, at the end of a packet and at the end of the stream")
    func abort() throws {
        var decoder = RequestDecoder()
        decoder.append([Framing.abort])
        #expect(try decoder.next() == nil)
        #expect(decoder.endOfPacket() == RequestFrame([], ending: .abort))
        #expect(decoder.rest.isEmpty)

        decoder.append([Framing.abort])
        #expect(decoder.endOfStream() == RequestFrame([], ending: .abort))

        decoder.append([Framing.abort, 120])
        #expect(decoder.endOfPacket() == nil)
        #expect(decoder.rest == [Framing.abort, 120])
    }

    @Test("a request as long as the limit passes, one byte more does not, however it is cut")
    func limit() throws {
        let whole = Array(repeating: UInt8(ascii: "x"), count: 10) + [Framing.requestTerminator]
        let long = Array(repeating: UInt8(ascii: "x"), count: 11) + [Framing.requestTerminator]
        for cut in 0...whole.count {
            #expect(try decode([whole[..<cut], whole[cut...]], limit: 10).count == 2)
        }
        for cut in 0...long.count {
            #expect(throws: FramingError(code: .tooLarge, limit: 10)) {
                try decode([long[..<cut], long[cut...]], limit: 10)
            }
        }
        #expect(throws: FramingError.self) { try decode([long[..<11]], limit: 10) }
    }

    @Test("what follows a terminator can be dropped")
    func drop() throws {
        var decoder = RequestDecoder()
        decoder.append(Array("a\u{4}junk".utf8))
        #expect(try decoder.next() == RequestFrame([97]))
        #expect(decoder.rest.elementsEqual("junk".utf8))
        decoder.dropFirst(2)
        #expect(decoder.rest.elementsEqual("nk".utf8))
        decoder.dropFirst(1000)
        decoder.append(Array("b\u{4}".utf8))
        #expect(try decoder.next() == RequestFrame([98]))
    }

    @Test("many requests in one piece cost time in proportion")
    func manyFrames() throws {
        let bytes = Array(repeating: Framing.requestTerminator, count: 1_000_000)
        #expect(try decode([bytes[...]]).count == 1_000_001)
    }

    @Test("what is encoded is what is decoded", arguments: streams.flatMap(\.requests))
    func roundTrip(frame: RequestFrame) throws {
        var decoder = RequestDecoder()
        decoder.append(frame.encoded)
        #expect(try (decoder.next() ?? decoder.endOfStream()) == frame)
    }
}
