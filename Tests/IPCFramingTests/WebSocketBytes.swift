import IPCFraming

/// One frame as a test writes it, right or wrong.
struct RawFrame {
    /// Four bytes that are all different.
    static let mask: UInt32 = 0x0102_0304

    /// The first byte: FIN, the reserved bits, the opcode.
    var head: UInt8
    var payload: [UInt8] = []
    var mask: UInt32? = Self.mask
    /// How many bytes the length takes on the wire: 1, 3 or 9; the shortest without it.
    var lengthSize: Int?
    /// What the length says, if it lies.
    var length: UInt64?

    init(
        _ head: UInt8,
        _ payload: [UInt8] = [],
        mask: UInt32? = Self.mask,
        lengthSize: Int? = nil,
        length: UInt64? = nil
    ) {
        self.head = head
        self.payload = payload
        self.mask = mask
        self.lengthSize = lengthSize
        self.length = length
    }

    init(_ head: UInt8, _ text: String, mask: UInt32? = Self.mask) {
        self.init(head, Array(text.utf8), mask: mask)
    }

    var bytes: [UInt8] {
        let length = length ?? UInt64(payload.count)
        let size = lengthSize ?? (length < 126 ? 1 : length < 0x1_0000 ? 3 : 9)
        let maskBit: UInt8 = mask == nil ? 0 : 0x80
        var bytes = [head, maskBit | (size == 1 ? UInt8(length) : size == 3 ? 126 : 127)]
        for shift in stride(from: (size - 1) * 8 - 8, through: 0, by: -8) where size > 1 {
            bytes.append(UInt8(length >> UInt64(shift) & 0xFF))
        }
        guard let mask else { return bytes + payload }
        let key = (0..<4).map { UInt8(mask >> (24 - 8 * UInt32($0)) & 0xFF) }
        return bytes + key + payload.enumerated().map { $0.element ^ key[$0.offset % 4] }
    }
}

extension [RawFrame] {
    var bytes: [UInt8] { flatMap(\.bytes) }
}

/// What a decoder makes of bytes that come in pieces.
struct Decoded: Equatable {
    var events: [WebSocketEvent] = []
    var error: WebSocketError?

    init(_ events: [WebSocketEvent], _ error: WebSocketError? = nil) {
        self.events = events
        self.error = error
    }

    init(_ pieces: [ArraySlice<UInt8>], by decoder: WebSocketDecoder) {
        var decoder = decoder
        for piece in pieces {
            decoder.append(Array(piece))
            do throws(WebSocketError) {
                while let event = try decoder.next() { events.append(event) }
            } catch {
                self.error = error
            }
        }
    }
}

extension [UInt8] {
    /// All ways to cut it into two pieces, and into pieces of one byte.
    var cuts: [[ArraySlice<UInt8>]] {
        (0...count).map { [self[..<$0], self[$0...]] } + [indices.map { self[$0...$0] }]
    }
}
