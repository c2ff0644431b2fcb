import WireJSON

/// Why a WebSocket connection ends: what a Close frame carries.
public struct WebSocketClose: Hashable, Sendable {
    /// A close code (RFC 6455, section 7.4).
    public struct Code: RawRepresentable, Hashable, Sendable {
        public var rawValue: UInt16

        public init(rawValue: UInt16) {
            self.rawValue = rawValue
        }

        public static let normal = Code(rawValue: 1000)
        public static let goingAway = Code(rawValue: 1001)
        public static let protocolError = Code(rawValue: 1002)
        /// Stands for a Close frame without a code; never on the wire.
        public static let none = Code(rawValue: 1005)
        /// Stands for a connection that ended without a Close frame; never on the wire.
        public static let abnormal = Code(rawValue: 1006)
        public static let invalidData = Code(rawValue: 1007)
        public static let messageTooBig = Code(rawValue: 1009)
        public static let internalError = Code(rawValue: 1011)

        /// Whether a Close frame may carry it.
        public var isValidOnWire: Bool {
            switch rawValue {
            case 1000...1003, 1007...1014, 3000...4999: true
            default: false
            }
        }
    }

    /// The longest reason, in bytes of UTF-8.
    public static let longestReason = WebSocketFrame.longestControl - 2

    /// The code; ``Code/none`` when there was none.
    public var code: Code
    /// The reason in words, which may be none. The peer chose it: not safe for a terminal.
    public var reason: String

    /// Creates what a Close frame carries, for sending or comparing.
    public init(_ code: Code, _ reason: String = "") {
        self.code = code
        self.reason = reason
    }

    /// What a connection that ended without a Close frame counts as.
    public static let abnormal = WebSocketClose(.abnormal)

    /// Reads the payload of a Close frame.
    ///
    /// - Throws: ``WebSocketError`` when it is none.
    init(payload: [UInt8]) throws(WebSocketError) {
        guard payload.count != 1 else { throw .violation("close frame too short") }
        guard payload.count > 1 else {
            self.init(.none)
            return
        }
        let reason = Array(payload.dropFirst(2))
        if let error = WebSocketMessage(.text, reason).textError { throw error }
        let code = Code(rawValue: UInt16(payload[0]) << 8 | UInt16(payload[1]))
        guard code.isValidOnWire else { throw .violation("invalid status code") }
        self.init(code, String(decoding: reason, as: UTF8.self))
    }

    /// The payload of its Close frame: empty for ``Code/none``. A reason that is too long is cut behind a character.
    public var payload: [UInt8] {
        guard code != .none else { return [] }
        var reason = Array(reason.utf8.prefix(Self.longestReason))
        reason.removeLast(reason.count - (UTF8Bytes.firstInvalidOffset(in: reason) ?? reason.count))
        return [UInt8(code.rawValue >> 8), UInt8(code.rawValue & 0xFF)] + reason
    }
}
