/// Bytes in, frames out, for either side of a WebSocket connection.
///
/// Does no I/O. What a frame's head says is judged as soon as the head is there, so that a frame that is refused is not
/// waited for; the order of the checks, and their words, are those of the vendor's servers.
struct WebSocketFrameDecoder: Sendable {
    /// A frame's first bytes.
    private struct Head {
        var opcode: WebSocketFrame.Opcode
        var isFinal: Bool
        var isCompressed: Bool
        var mask: UInt32?
        var size: Int
        /// Of the payload.
        var count: Int
    }

    private let role: WebSocketRole
    private var buffer: [UInt8] = []
    /// Where the frame under way begins; what is before it has been handed out.
    private var start = 0

    /// - Parameter role: whose decoder it is.
    init(role: WebSocketRole) {
        self.role = role
    }

    /// The bytes that are kept.
    var heldCount: Int { buffer.count - start }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        if start > 0 {
            buffer.removeFirst(start)
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    mutating func removeAll() {
        buffer = []
        start = 0
    }

    /// The next whole frame, or `nil` when more bytes are needed.
    ///
    /// - Parameters:
    ///   - limit: the longest payload.
    ///   - before: how much of the same message came before, `nil` at its beginning: for the words of an error.
    ///   - isCompressible: whether the first reserved bit means something, given what the frame is.
    mutating func next(
        limit: Int,
        before: Int?,
        isCompressible: (WebSocketFrame.Opcode) throws(WebSocketError) -> Bool
    ) throws(WebSocketError) -> WebSocketFrame? {
        guard let head = try head(limit: limit, before: before, isCompressible) else { return nil }
        let end = start + head.size + head.count
        guard buffer.count >= end else { return nil }
        var payload = Array(buffer[(start + head.size)..<end])
        if let mask = head.mask { payload.withUnsafeMutableBytes { WebSocketMask.apply(mask, to: $0) } }
        if end == buffer.count {
            buffer.removeAll(keepingCapacity: buffer.capacity <= 64 * 1024)
            start = 0
        } else {
            start = end
        }
        return WebSocketFrame(head.opcode, payload, isFinal: head.isFinal, isCompressed: head.isCompressed)
    }

    /// The payload of a text, if some bytes are all of its only frame; not of 64 KiB or more.
    func onlyText(in bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        let maskSize = role == .server ? 4 : 0
        guard bytes.count >= 2 + maskSize, bytes[0] == 0x81, (bytes[1] & 0x80 != 0) == (role == .server) else {
            return nil
        }
        var count = Int(bytes[1] & 0x7F)
        var size = 2 + maskSize
        if count == 126, bytes.count > size + count {
            count = Int(bytes[2]) << 8 | Int(bytes[3])
            size += 2
        }
        guard count < 126 || size > 2 + maskSize, bytes.count == size + count else { return nil }
        var payload = Array(bytes[size...])
        if maskSize > 0 {
            let mask = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: size - 4, as: UInt32.self))
            payload.withUnsafeMutableBytes { WebSocketMask.apply(mask, to: $0) }
        }
        return payload
    }

    private func head(
        limit: Int,
        before: Int?,
        _ isCompressible: (WebSocketFrame.Opcode) throws(WebSocketError) -> Bool
    ) throws(WebSocketError) -> Head? {
        guard heldCount >= WebSocketFrame.shortest else { return nil }
        let first = buffer[start]
        let second = buffer[start + 1]
        guard let opcode = WebSocketFrame.Opcode(rawValue: first & 0x0F) else { throw .violation("invalid opcode") }
        let isMasked = second & 0x80 != 0
        guard isMasked == (role == .server) else { throw .violation("incorrect masking") }
        let lengthSize = second & 0x7F == 126 ? 2 : second & 0x7F == 127 ? 8 : 0
        guard heldCount >= 2 + lengthSize else { return nil }
        var length = UInt64(second & 0x7F)
        if lengthSize > 0 {
            length = buffer[(start + 2)..<(start + 2 + lengthSize)].reduce(0) { $0 << 8 | UInt64($1) }
        }
        guard let count = Int(exactly: length), count <= limit else {
            throw .tooBig(length, before: before, limit: limit + (before ?? 0))
        }
        let isCompressed = first & 0x40 != 0
        let isMeaningful = isCompressed ? try isCompressible(opcode) : true
        guard isMeaningful, first & 0x30 == 0 else { throw .violation("reserved bits must be 0") }
        if opcode.isControl {
            guard count <= WebSocketFrame.longestControl else { throw .violation("control frame too long") }
            guard first & 0x80 != 0 else { throw .violation("fragmented control frame") }
        }
        let size = 2 + lengthSize + (isMasked ? 4 : 0)
        guard heldCount >= size else { return nil }
        let mask = isMasked ? buffer[(start + size - 4)..<(start + size)].reduce(0) { $0 << 8 | UInt32($1) } : nil
        return Head(
            opcode: opcode,
            isFinal: first & 0x80 != 0,
            isCompressed: isCompressed,
            mask: mask,
            size: size,
            count: count
        )
    }
}
