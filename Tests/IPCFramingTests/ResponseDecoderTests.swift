import IPCFraming
import Testing

@Suite struct ResponseDecoderTests {
    /// A stream of the server's bytes, and the responses it holds in either mode.
    struct Stream: CustomTestStringConvertible {
        var bytes: [UInt8]
        var oneShot: ResponseFrame?
        var keepAlive: [ResponseFrame]
        var testDescription: String { String(decoding: bytes.prefix(40), as: UTF8.self).debugDescription }

        init(_ text: String, oneShot: ResponseFrame?, keepAlive: [ResponseFrame]) {
            bytes = Array(text.utf8)
            self.oneShot = oneShot
            self.keepAlive = keepAlive
        }
    }

    static func frame(_ text: String, _ ending: ResponseFrame.Ending = .complete) -> ResponseFrame {
        ResponseFrame(Array(text.utf8), ending: ending)
    }

    static let streams = [
        Stream("O.k.\r\n", oneShot: frame("O.k."), keepAlive: [frame("O.k.")]),
        Stream("", oneShot: nil, keepAlive: []),
        Stream("\r\n", oneShot: frame(""), keepAlive: [frame("")]),
        Stream("O.k.", oneShot: frame("O.k.", .noTerminator), keepAlive: [frame("O.k.", .noTerminator)]),
        Stream("O.k.\r", oneShot: frame("O.k.\r", .noTerminator), keepAlive: [frame("O.k.\r", .noTerminator)]),
        Stream("O.k.\n", oneShot: frame("O.k.\n", .noTerminator), keepAlive: [frame("O.k.\n", .noTerminator)]),
        Stream("a\r\nb\r\n", oneShot: frame("a\r\nb"), keepAlive: [frame("a"), frame("b")]),
        Stream("a\nb\r\n", oneShot: frame("a\nb"), keepAlive: [frame("a\nb")]),
        Stream("a\r\r\n\r\n", oneShot: frame("a\r\r\n"), keepAlive: [frame("a\r"), frame("")]),
        Stream("größe\r\n", oneShot: frame("größe"), keepAlive: [frame("größe")]),
        Stream(
            "O.k.\r\ngarbage",
            oneShot: frame("O.k.\r\ngarbage", .noTerminator),
            keepAlive: [frame("O.k."), frame("garbage", .noTerminator)]
        ),
    ]

    private func decode(
        _ pieces: [ArraySlice<UInt8>],
        mode: ConnectionMode,
        limit: Int = 1024
    ) throws -> [ResponseFrame] {
        var decoder = ResponseDecoder(mode: mode, limit: limit)
        var frames: [ResponseFrame] = []
        for piece in pieces {
            decoder.append(piece)
            while let frame = try decoder.next() { frames.append(frame) }
        }
        if let last = try decoder.endOfStream() { frames.append(last) }
        return frames
    }

    @Test("finds the same responses wherever the bytes are cut", arguments: streams)
    func cutAtEveryByte(stream: Stream) throws {
        let oneShot = stream.oneShot.map { [$0] } ?? []
        for cut in 0...stream.bytes.count {
            let pieces = [stream.bytes[..<cut], stream.bytes[cut...]]
            #expect(try decode(pieces, mode: .oneShot) == oneShot, "cut at \(cut)")
            #expect(try decode(pieces, mode: .keepAlive) == stream.keepAlive, "cut at \(cut)")
        }
        let bytes = stream.bytes.indices.map { stream.bytes[$0...$0] }
        #expect(try decode(bytes, mode: .oneShot) == oneShot, "byte by byte")
        #expect(try decode(bytes, mode: .keepAlive) == stream.keepAlive, "byte by byte")
    }

    @Test(
        "a response as long as the limit passes, one byte more does not, however it is cut",
        arguments: [ConnectionMode.oneShot, .keepAlive]
    )
    func limit(mode: ConnectionMode) throws {
        let whole = Array("0123456789\r\n".utf8)
        let long = Array("0123456789x\r\n".utf8)
        for cut in 0...whole.count {
            #expect(try decode([whole[..<cut], whole[cut...]], mode: mode, limit: 10).count == 1)
        }
        for cut in 0...long.count {
            #expect(throws: FramingError(code: .tooLarge, limit: 10)) {
                try decode([long[..<cut], long[cut...]], mode: mode, limit: 10)
            }
        }
        #expect(throws: FramingError.self, "without an end") {
            try decode([Array(repeating: 120, count: 13)[...]], mode: mode, limit: 10)
        }
    }

    @Test("a response that the server does not close is told apart from one that it cuts off")
    func remainder() {
        var decoder = ResponseDecoder(mode: .oneShot)
        decoder.append(Array("O.k.\r\n".utf8))
        #expect(decoder.remainder(.noClose) == Self.frame("O.k.", .noClose))
        #expect(decoder.remainder(.noClose) == nil)
        decoder.append(Array("O.k".utf8))
        #expect(decoder.remainder(.noClose) == Self.frame("O.k", .noTerminator))
    }

    @Test("what is encoded is what is decoded", arguments: streams.compactMap(\.oneShot))
    func roundTrip(frame: ResponseFrame) throws {
        #expect(try decode([frame.encoded[...]], mode: .oneShot) == [frame])
    }
}
