/// One frame of a WebSocket connection (RFC 6455, section 5.2), unmasked.
public struct WebSocketFrame: Hashable, Sendable {
    /// What a frame is. The raw value is its four bits on the wire.
    public enum Opcode: UInt8, Hashable, Sendable, CaseIterable {
        case continuation = 0x0
        case text = 0x1
        case binary = 0x2
        case close = 0x8
        case ping = 0x9
        case pong = 0xA

        /// Whether it stands between, and not in, messages.
        public var isControl: Bool { rawValue & 0x8 != 0 }
    }

    /// The most bytes that a control frame carries.
    public static let longestControl = 125

    /// The least bytes that a frame has.
    static let shortest = 2

    /// What it is.
    public var opcode: Opcode
    /// What it carries.
    public var payload: [UInt8]
    /// Whether it is the last of its message.
    public var isFinal: Bool
    /// The first reserved bit: the message is compressed, where that was agreed.
    public var isCompressed: Bool

    /// Creates a frame, for sending or comparing.
    public init(_ opcode: Opcode, _ payload: [UInt8], isFinal: Bool = true, isCompressed: Bool = false) {
        self.opcode = opcode
        self.payload = payload
        self.isFinal = isFinal
        self.isCompressed = isCompressed
    }

    /// The bytes on the wire, with the shortest form of the length.
    ///
    /// - Parameter mask: the key of a client's frame; `nil` for a server's.
    public func encoded(mask: UInt32?) -> [UInt8] {
        var bytes: [UInt8] = []
        append(to: &bytes, mask: mask)
        return bytes
    }

    /// Appends the bytes on the wire.
    func append(to bytes: inout [UInt8], mask: UInt32?) {
        bytes.reserveCapacity(bytes.count + 14 + payload.count)
        bytes.append((isFinal ? 0x80 : 0) | (isCompressed ? 0x40 : 0) | opcode.rawValue)
        let maskBit: UInt8 = mask == nil ? 0 : 0x80
        switch payload.count {
        case ..<126: bytes.append(maskBit | UInt8(truncatingIfNeeded: payload.count))
        case ..<0x1_0000:
            bytes.append(maskBit | 126)
            withUnsafeBytes(of: UInt16(truncatingIfNeeded: payload.count).bigEndian) { bytes.append(contentsOf: $0) }
        default:
            bytes.append(maskBit | 127)
            withUnsafeBytes(of: UInt64(truncatingIfNeeded: payload.count).bigEndian) { bytes.append(contentsOf: $0) }
        }
        guard let mask else { return bytes.append(contentsOf: payload) }
        withUnsafeBytes(of: mask.bigEndian) { bytes.append(contentsOf: $0) }
        let start = bytes.count
        bytes.append(contentsOf: payload)
        bytes.withUnsafeMutableBytes {
            WebSocketMask.apply(mask, to: UnsafeMutableRawBufferPointer(rebasing: $0[start...]))
        }
    }
}

/// Whose side of a connection it is: a client masks what it sends, a server does not.
public enum WebSocketRole: Hashable, Sendable {
    case client
    case server
}
