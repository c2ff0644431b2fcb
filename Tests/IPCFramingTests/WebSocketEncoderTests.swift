import IPCFraming
import Testing

@Suite struct WebSocketEncoderTests {
    @Test(arguments: [0, 1, 125, 126, 127, 65535, 65536, 100_000], [WebSocketRole.client, .server])
    func `what is encoded is what is decoded, with the shortest length`(count: Int, role: WebSocketRole) throws {
        var encoder = WebSocketEncoder(role: role)
        let message = WebSocketMessage(.binary, (0..<count).map { UInt8($0 & 0xFF) })
        let bytes = encoder.encode(message)
        let head = 2 + (count < 126 ? 0 : count < 65536 ? 2 : 8) + (role == .client ? 4 : 0)
        #expect(bytes.count == head + count)
        let decoder = WebSocketDecoder(role: role == .client ? .server : .client, limit: count)
        #expect(Decoded([bytes[...]], by: decoder) == Decoded([.message(message)]))
    }

    @Test func `a client masks each frame with another key`() {
        var encoder = WebSocketEncoder(role: .client)
        let keys = Set((0..<200).map { _ in encoder.encode(.ping, [1, 2])[2..<6] })
        #expect(keys.count > 190)
    }

    @Test(arguments: [1, 2, 3, 7, 100])
    func `a message is sent in fragments`(size: Int) {
        var encoder = WebSocketEncoder(role: .server)
        for text in ["", "a", "größe"] {
            let message = WebSocketMessage(.text, Array(text.utf8))
            let bytes = encoder.encode(message, fragments: size)
            let frames = max(1, (text.utf8.count + size - 1) / size)
            #expect(bytes.count == text.utf8.count + 2 * frames)
            let decoder = WebSocketDecoder(role: .client, limit: 99)
            #expect(Decoded([bytes[...]], by: decoder) == Decoded([.message(message)]))
        }
    }

    @Test func `a reason that is too long is cut behind a character`() {
        let reason = String(repeating: "x", count: 122) + "öö"
        let close = WebSocketClose(.internalError, reason)
        #expect(close.payload.count == 124)
        var encoder = WebSocketEncoder(role: .server)
        let decoded = Decoded([encoder.encode(close)[...]], by: WebSocketDecoder(role: .client, limit: 200))
        #expect(decoded == Decoded([.close(WebSocketClose(.internalError, String(reason.prefix(122))))]))
    }
}
