import IPCFraming
import Testing

@Suite struct WebSocketDeflateTests {
    private static let words = Array("Error: Unknown request:\n{'foo': 1}".utf8)

    private static func agreement(_ change: (inout WebSocketDeflate) -> Void = { _ in }) -> WebSocketDeflate {
        var agreement = WebSocketDeflate()
        agreement.serverMaxWindowBits = 12
        change(&agreement)
        return agreement
    }

    static let agreements = [
        agreement(), agreement { $0.serverNoContextTakeover = true }, agreement { $0.clientNoContextTakeover = true },
        agreement { $0.clientMaxWindowBits = 9 }, agreement { $0.serverMaxWindowBits = 9 }, WebSocketDeflate(),
    ]

    @Test(arguments: agreements, [WebSocketRole.client, .server])
    func `messages go through it, one by one and cut anywhere`(agreement: WebSocketDeflate, role: WebSocketRole) {
        var encoder = WebSocketEncoder(role: role, deflate: agreement)
        let texts = [[], Self.words, Self.words, [], [], Array(repeating: 0x41, count: 50_000), Self.words]
        let messages = texts.map { WebSocketMessage(.text, $0) }
        let whole = messages.flatMap { encoder.encode($0) }
        let fragments = messages.flatMap { encoder.encode($0, fragments: 5) }
        let bytes = whole + encoder.encode(.ping, [1]) + fragments
        let events = messages.map(WebSocketEvent.message) + [.ping([1])] + messages.map(WebSocketEvent.message)
        for size in [1, 2, 17, bytes.count] {
            let decoder = WebSocketDecoder(role: role == .client ? .server : .client, limit: 50_000, deflate: agreement)
            let pieces = stride(from: 0, to: bytes.count, by: size).map { bytes[$0..<min($0 + size, bytes.count)] }
            #expect(Decoded(pieces, by: decoder) == Decoded(events))
        }
    }

    /// The bytes are those of the vendor's server.
    @Test func `a server compresses as the vendor's does, and refers to the message before`() {
        var encoder = WebSocketEncoder(role: .server, deflate: Self.agreement())
        let message = WebSocketMessage(.text, Self.words)
        let payload: [UInt8] = [
            0x72, 0x2D, 0x2A, 0xCA, 0x2F, 0xB2, 0x52, 0x08, 0xCD, 0xCB, 0xCE, 0xCB, 0x2F, 0xCF, 0x53, 0x28, 0x4A, 0x2D,
            0x2C, 0x4D, 0x2D, 0x2E, 0xB1, 0xE2, 0xAA, 0x56, 0x4F, 0xCB, 0xCF, 0x57, 0xB7, 0x52, 0x30, 0xAC, 0x05, 0x00,
        ]
        #expect(encoder.encode(message) == [0xC1, 36] + payload)
        #expect(encoder.encode(message).count < 12)
        encoder = WebSocketEncoder(role: .server, deflate: Self.agreement { $0.serverNoContextTakeover = true })
        for _ in 0..<2 { #expect(encoder.encode(message) == [0xC1, 36] + payload) }
    }

    @Test func `what inflates to more than the limit is refused`() {
        var encoder = WebSocketEncoder(role: .client, deflate: WebSocketDeflate())
        let bomb = encoder.encode(WebSocketMessage(.binary, Array(repeating: 0, count: 1_000_000)))
        for (limit, isRefused) in [(1_000_000, false), (999_999, true), (10_000, true)] {
            let decoder = WebSocketDecoder(role: .server, limit: limit, deflate: WebSocketDeflate())
            let error = WebSocketError(.messageTooBig, "frame exceeds limit of \(limit) bytes")
            #expect(Decoded([bomb[...]], by: decoder).error == (isRefused ? error : nil))
        }
    }

    @Test(arguments: [
        ([RawFrame(0xC1, [0xFF, 0xFF])], "decompression failed"),
        ([RawFrame(0x41, [0xAB]), RawFrame(0xC0, [0x56])], "RSV1 bit set in continuation frame"),
        ([RawFrame(0x01, "a"), RawFrame(0xC0, "b")], "reserved bits must be 0"),
        ([RawFrame(0xC9, "a")], "reserved bits must be 0"),
        ([RawFrame(0xE1, "a")], "reserved bits must be 0"),
    ])
    func `says what is wrong with`(frames: [RawFrame], reason: String) {
        for pieces in frames.bytes.cuts {
            let decoder = WebSocketDecoder(role: .server, limit: 99, deflate: WebSocketDeflate())
            #expect(Decoded(pieces, by: decoder) == Decoded([], WebSocketError(.protocolError, reason)))
        }
    }

    @Test func `a message that is not compressed is taken as it is`() {
        let decoder = WebSocketDecoder(role: .server, limit: 99, deflate: WebSocketDeflate())
        let message = WebSocketMessage(.text, Self.words)
        #expect(Decoded([RawFrame(0x81, Self.words).bytes[...]], by: decoder) == Decoded([.message(message)]))
    }

    @Test func `a message may end its stream`() {
        // The stored block "a", said to be the last, and what RFC 7692, section 7.2.3.4, has behind it.
        let last = RawFrame(0xC1, [1, 1, 0, 0xFE, 0xFF, 0x61, 0])
        let decoder = WebSocketDecoder(role: .server, limit: 99, deflate: WebSocketDeflate())
        let message = WebSocketEvent.message(WebSocketMessage(.text, [0x61]))
        #expect(Decoded([[last, last].bytes[...]], by: decoder) == Decoded([message, message]))
    }
}
