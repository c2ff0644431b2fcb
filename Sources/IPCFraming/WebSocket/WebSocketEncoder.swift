/// Messages and control frames in, bytes out, for either side of a WebSocket connection.
///
/// Not to be copied: with permessage-deflate all copies share one window.
public struct WebSocketEncoder {
    private let role: WebSocketRole
    private let deflater: Deflater?
    private var keys = MaskKeys()

    /// - Parameters:
    ///   - role: whose encoder it is: a client masks.
    ///   - deflate: what was agreed about compression, if anything: then each message is compressed.
    public init(role: WebSocketRole, deflate: WebSocketDeflate? = nil) {
        self.role = role
        deflater = deflate.map { Deflater(bits: $0.windowBits(of: role), keepsContext: $0.keepsContext(of: role)) }
    }

    /// The bytes on the wire of a message.
    ///
    /// - Parameter fragments: how many bytes, compressed, a frame carries at the most; `nil` is one frame for all.
    public mutating func encode(_ message: WebSocketMessage, fragments: Int? = nil) -> [UInt8] {
        let payload = deflater?.deflate(message.bytes) ?? message.bytes
        let opcode: WebSocketFrame.Opcode = message.kind == .text ? .text : .binary
        let size = max(1, fragments ?? .max)
        var bytes: [UInt8] = []
        var start = 0
        repeat {
            let end = payload.count - start > size ? start + size : payload.count
            let isFirst = start == 0
            WebSocketFrame(
                isFirst ? opcode : .continuation,
                isFirst && end == payload.count ? payload : Array(payload[start..<end]),
                isFinal: end == payload.count,
                isCompressed: isFirst && deflater != nil
            ).append(to: &bytes, mask: mask())
            start = end
        } while start < payload.count
        return bytes
    }

    /// The bytes on the wire of a frame that others would have to follow, with all of a message's bytes.
    public mutating func encodeBeginning(of message: WebSocketMessage) -> [UInt8] {
        let payload = deflater?.deflate(message.bytes) ?? message.bytes
        let opcode: WebSocketFrame.Opcode = message.kind == .text ? .text : .binary
        return WebSocketFrame(opcode, payload, isFinal: false, isCompressed: deflater != nil).encoded(mask: mask())
    }

    /// The bytes on the wire of a control frame; what does not fit is cut off.
    public mutating func encode(_ opcode: WebSocketFrame.Opcode, _ payload: [UInt8]) -> [UInt8] {
        let payload = payload.count <= WebSocketFrame.longestControl ? payload : Array(payload.prefix(125))
        return WebSocketFrame(opcode, payload).encoded(mask: mask())
    }

    /// The bytes on the wire of a Close frame.
    public mutating func encode(_ close: WebSocketClose) -> [UInt8] {
        encode(.close, close.payload)
    }

    private mutating func mask() -> UInt32? {
        role == .client ? keys.next() : nil
    }
}
