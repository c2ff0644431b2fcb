import WireJSON

/// A whole message of a WebSocket connection.
public struct WebSocketMessage: Hashable, Sendable {
    /// What a message is.
    public enum Kind: Hashable, Sendable {
        case text
        case binary
    }

    /// What it is.
    public var kind: Kind
    /// Its bytes.
    public var bytes: [UInt8]

    /// Creates a message, for sending or comparing.
    public init(_ kind: Kind, _ bytes: [UInt8]) {
        self.kind = kind
        self.bytes = bytes
    }

    /// What is wrong with a text that is not UTF-8, in the words of the vendor's servers (they are Python's).
    public var textError: WebSocketError? {
        guard kind == .text, let offset = UTF8Bytes.firstInvalidOffset(in: bytes) else { return nil }
        return WebSocketError(.invalidData, "\(Self.reason(in: bytes[offset...])) at position \(offset)")
    }

    /// - Parameter rest: begins with what is no UTF-8.
    private static func reason(in rest: ArraySlice<UInt8>) -> String {
        let first = rest.first ?? 0
        let second: ClosedRange<UInt8>
        switch first {
        case 0xE0: second = 0xA0...0xBF
        case 0xED: second = 0x80...0x9F
        case 0xF0: second = 0x90...0xBF
        case 0xF4: second = 0x80...0x8F
        case 0xC2...0xF4: second = 0x80...0xBF
        default: return "invalid start byte"
        }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        for (index, byte) in rest.prefix(length).enumerated().dropFirst() {
            let isRight = index == 1 ? second.contains(byte) : UTF8Bytes.isContinuation(byte)
            if !isRight { return "invalid continuation byte" }
        }
        return "unexpected end of data"
    }
}
