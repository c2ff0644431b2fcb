/// What comes over a WebSocket connection.
public enum WebSocketEvent: Hashable, Sendable {
    /// A whole message, joined and inflated.
    case message(WebSocketMessage)
    /// To be answered by a pong with the same bytes.
    case ping([UInt8])
    case pong([UInt8])
    /// The peer ends the connection. Nothing comes after it.
    case close(WebSocketClose)
}

/// Bytes in, messages and control frames out, for either side of a WebSocket connection.
///
/// Does no I/O. Push what arrives with `append`, pull with ``next()``. It keeps no more than a message of the limit
/// and one that is being joined. Not to be copied: with permessage-deflate all copies share one window.
public struct WebSocketDecoder {
    private struct Partial {
        var message: WebSocketMessage
        var isCompressed: Bool
    }

    /// The longest message accepted, in bytes, inflated.
    public let limit: Int
    private let validatesText: Bool
    private let inflater: Inflater?
    private var frames: WebSocketFrameDecoder
    /// The frames so far of a message that has more.
    private var partial: Partial?
    /// Set when nothing more is to be read: behind a Close, or a fault.
    private var end: Result<Void, WebSocketError>?

    /// - Parameters:
    ///   - role: whose decoder it is.
    ///   - limit: the longest message accepted, in bytes, inflated.
    ///   - deflate: what was agreed about compression, if anything.
    ///   - validatesText: whether a text that is not UTF-8 is an error; without it see ``WebSocketMessage/textError``.
    public init(role: WebSocketRole, limit: Int, deflate: WebSocketDeflate? = nil, validatesText: Bool = true) {
        precondition(limit >= 0, "a limit is not negative")
        self.limit = limit
        self.validatesText = validatesText
        frames = WebSocketFrameDecoder(role: role)
        inflater = deflate.map { Inflater(keepsContext: $0.keepsContext(of: role.peer)) }
    }

    /// The bytes that are kept.
    public var heldCount: Int { frames.heldCount + (partial?.message.bytes.count ?? 0) }

    /// Whether nothing has arrived that was not handed out.
    public var isEmpty: Bool { frames.heldCount == 0 && partial == nil }

    /// Takes in bytes from the peer.
    public mutating func append(_ bytes: UnsafeRawBufferPointer) {
        if end == nil { frames.append(bytes) }
    }

    /// Takes in bytes from the peer.
    public mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { append($0) }
    }

    /// What comes next, or `nil` when more bytes are needed, and behind a Close.
    ///
    /// - Throws: ``WebSocketError`` when the peer breaks the rules or a message is longer than the limit, whether or not
    ///   its end has arrived; again at each further call.
    public mutating func next() throws(WebSocketError) -> WebSocketEvent? {
        if let end {
            try end.get()
            return nil
        }
        if frames.heldCount < WebSocketFrame.shortest { return nil }
        do throws(WebSocketError) {
            while let frame = try nextFrame() {
                if let event = try take(frame) { return event }
            }
            return nil
        } catch {
            stop(.failure(error))
            throw error
        }
    }

    /// The text that some bytes are, if they are all of one, and nothing has come before that was not handed out.
    ///
    /// - Returns: `nil` when they are anything else, however right or wrong: then they are to be appended.
    package func onlyText(in bytes: UnsafeRawBufferPointer) -> WebSocketMessage? {
        guard isEmpty, end == nil, inflater == nil, let payload = frames.onlyText(in: bytes), payload.count <= limit
        else { return nil }
        return WebSocketMessage(.text, payload)
    }

    private mutating func nextFrame() throws(WebSocketError) -> WebSocketFrame? {
        let before = partial?.message.bytes.count
        let inflates = inflater != nil
        let isJoiningCompressed = partial?.isCompressed == true
        return try frames.next(limit: limit - (before ?? 0), before: before) { opcode throws(WebSocketError) in
            switch opcode {
            case .text, .binary: return inflates
            case .continuation where isJoiningCompressed: throw .violation("RSV1 bit set in continuation frame")
            case .continuation, .close, .ping, .pong: return false
            }
        }
    }

    private mutating func take(_ frame: WebSocketFrame) throws(WebSocketError) -> WebSocketEvent? {
        switch frame.opcode {
        case .ping: return .ping(frame.payload)
        case .pong: return .pong(frame.payload)
        case .close:
            let close = try WebSocketClose(payload: frame.payload)
            if partial != nil { throw .violation("incomplete fragmented message") }
            stop(.success(()))
            return .close(close)
        case .text, .binary:
            let kind: WebSocketMessage.Kind = frame.opcode == .text ? .text : .binary
            let payload = frame.isCompressed ? try inflate(frame, before: nil) : frame.payload
            // A fault of compression comes before that of the order, as the vendor's servers have it.
            if partial != nil { throw .violation("expected a continuation frame") }
            let message = WebSocketMessage(kind, payload)
            if frame.isFinal { return try whole(message) }
            partial = Partial(message: message, isCompressed: frame.isCompressed)
            return nil
        case .continuation:
            guard var joined = partial.take() else { throw .violation("unexpected continuation frame") }
            if joined.isCompressed {
                joined.message.bytes += try inflate(frame, before: joined.message.bytes.count)
            } else {
                joined.message.bytes += frame.payload
            }
            if frame.isFinal { return try whole(joined.message) }
            partial = joined
            return nil
        }
    }

    private func whole(_ message: WebSocketMessage) throws(WebSocketError) -> WebSocketEvent {
        if validatesText, let error = message.textError { throw error }
        return .message(message)
    }

    private func inflate(_ frame: WebSocketFrame, before: Int?) throws(WebSocketError) -> [UInt8] {
        guard let inflater else { return frame.payload }
        let room = limit - (before ?? 0)
        do throws(Inflater.Failure) {
            return try inflater.inflate(
                frame.payload,
                limit: room,
                isFirst: frame.opcode != .continuation,
                isLast: frame.isFinal
            )
        } catch {
            switch error {
            case .invalid: throw .violation("decompression failed")
            case .tooLong: throw .tooBig(nil, before: before, limit: limit)
            }
        }
    }

    private mutating func stop(_ result: Result<Void, WebSocketError>) {
        end = result
        frames.removeAll()
        partial = nil
    }
}

extension WebSocketRole {
    /// The other side.
    var peer: WebSocketRole { self == .client ? .server : .client }
}
