/// Finds the messages and control frames in what passes over one direction of a connection, and changes nothing.
///
/// Does no I/O. Of a message that is longer than the limit it keeps nothing, but still finds its end. Behind a Close, and
/// once a rule is broken, nothing is told apart any more: the peer will have its say about it.
package struct WebSocketTracker {
    /// What ends with a part.
    package enum Event: Hashable, Sendable {
        /// A message, joined and inflated; `nil` when it was too long to be kept.
        case message(WebSocketMessage?)
        case ping([UInt8])
        case pong([UInt8])
        case close(WebSocketClose)
        /// The rules are broken, from here on.
        case violation(WebSocketError)
    }

    /// Bytes that belong together, as they came.
    package struct Part: Hashable, Sendable {
        package var bytes: [UInt8]
        /// Whether they are of a message, and not of a frame between messages.
        package var isMessage: Bool
        package var event: Event?
    }

    /// A frame whose head has come.
    private struct Frame {
        var isFinal: Bool
        var mask: UInt32?
        /// Of its payload.
        var left: UInt64
    }

    /// The message under way.
    private struct Partial {
        var message: WebSocketMessage
        var isCompressed: Bool
        /// Whether a piece of it was inflated.
        var hasInflated = false
        var isTooLong = false
    }

    /// The most compressed bytes that are inflated together: a thousand times as many may come of them.
    private static let inflatedTogether = 1024

    private let sender: WebSocketRole
    private let limit: Int
    private let inflater: Inflater?
    /// The head of a frame, or a control frame, that has not come whole.
    private var head: [UInt8] = []
    private var frame: Frame?
    private var partial: Partial?
    private var isBlind = false

    /// - Parameters:
    ///   - sender: whose frames they are.
    ///   - limit: the longest message that is kept, in bytes, inflated.
    ///   - deflate: what was agreed about compression, if anything.
    package init(of sender: WebSocketRole, limit: Int, deflate: WebSocketDeflate? = nil) {
        self.sender = sender
        self.limit = limit
        inflater = deflate.map { Inflater(keepsContext: $0.keepsContext(of: sender)) }
    }

    /// Whether a message is under way.
    package var isMidway: Bool { partial != nil || frame != nil }

    /// What came and was not handed out, as it is no whole head. Nothing follows it.
    package mutating func takeRest() -> [UInt8] {
        defer { head = [] }
        return head
    }

    /// Takes in what has come together.
    ///
    /// - Returns: all of it that can be told apart, in its order.
    package mutating func parts(of bytes: [UInt8]) -> [Part] {
        var parts: [Part] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            if isBlind {
                parts.append(Part(bytes: Array(rest), isMessage: false, event: nil))
                break
            }
            let part: Part?
            do throws(WebSocketError) {
                part = try frame == nil ? takeHead(&rest) : takePayload(&rest)
            } catch {
                isBlind = true
                partial = nil
                part = Part(bytes: head + rest, isMessage: false, event: .violation(error))
                head = []
                rest = []
            }
            if let part { Self.add(part, to: &parts) }
        }
        return parts
    }

    private static func add(_ part: Part, to parts: inout [Part]) {
        guard part.isMessage, let last = parts.last, last.isMessage, last.event == nil else {
            return parts.append(part)
        }
        parts[parts.count - 1].bytes += part.bytes
        parts[parts.count - 1].event = part.event
    }

    // MARK: Heads

    private mutating func takeHead(_ rest: inout ArraySlice<UInt8>) throws(WebSocketError) -> Part? {
        while head.count < headSize {
            guard let byte = rest.popFirst() else { return nil }
            head.append(byte)
        }
        guard let opcode = WebSocketFrame.Opcode(rawValue: head[0] & 0x0F) else { throw .violation("invalid opcode") }
        guard (head[1] & 0x80 != 0) == (sender == .client) else { throw .violation("incorrect masking") }
        let isCompressed = head[0] & 0x40 != 0
        guard head[0] & 0x30 == 0, !isCompressed || inflater != nil && (opcode == .text || opcode == .binary) else {
            throw .violation("reserved bits must be 0")
        }
        return opcode.isControl ? try takeControl(opcode, &rest) : try begin(opcode, isCompressed)
    }

    /// Of the frame whose head is coming: two bytes, and more when these say so.
    private var headSize: Int {
        guard head.count >= 2 else { return 2 }
        let short = head[1] & 0x7F
        return 2 + (short == 126 ? 2 : short == 127 ? 8 : 0) + (head[1] & 0x80 != 0 ? 4 : 0)
    }

    private var mask: UInt32? {
        head[1] & 0x80 == 0 ? nil : head.suffix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    private mutating func takeControl(
        _ opcode: WebSocketFrame.Opcode,
        _ rest: inout ArraySlice<UInt8>
    ) throws(WebSocketError) -> Part? {
        let count = Int(head[1] & 0x7F)
        guard count <= WebSocketFrame.longestControl else { throw .violation("control frame too long") }
        guard head[0] & 0x80 != 0 else { throw .violation("fragmented control frame") }
        let size = 2 + (sender == .client ? 4 : 0)
        let missing = size + count - head.count
        guard rest.count >= missing else {
            head += rest
            rest = []
            return nil
        }
        var payload = Array(head[size...] + rest.prefix(missing))
        let key = sender == .client ? head[2..<6].reduce(0) { $0 << 8 | UInt32($1) } : nil
        if let key { payload.withUnsafeMutableBytes { WebSocketMask.apply(key, to: $0) } }
        let event: Event
        switch opcode {
        case .ping: event = .ping(payload)
        case .pong: event = .pong(payload)
        case .close, .continuation, .text, .binary: event = .close(try WebSocketClose(payload: payload))
        }
        defer {
            rest = rest.dropFirst(missing)
            head = []
            if opcode == .close { isBlind = true }
        }
        return Part(bytes: head + rest.prefix(missing), isMessage: false, event: event)
    }

    private mutating func begin(_ opcode: WebSocketFrame.Opcode, _ isCompressed: Bool) throws(WebSocketError) -> Part? {
        let isFirst = opcode != .continuation
        guard isFirst == (partial == nil) else {
            throw .violation(isFirst ? "expected a continuation frame" : "unexpected continuation frame")
        }
        var length = UInt64(head[1] & 0x7F)
        if length > 125 {
            let bytes = head[2..<(length == 126 ? 4 : 10)]
            length = bytes.reduce(0) { $0 << 8 | UInt64($1) }
        }
        if isFirst {
            let message = WebSocketMessage(opcode == .text ? .text : .binary, [])
            partial = Partial(message: message, isCompressed: isCompressed)
        }
        frame = Frame(isFinal: head[0] & 0x80 != 0, mask: mask, left: length)
        defer { head = [] }
        return Part(bytes: head, isMessage: true, event: length == 0 ? try endOfFrame([]) : nil)
    }

    // MARK: Payloads

    private mutating func takePayload(_ rest: inout ArraySlice<UInt8>) throws(WebSocketError) -> Part? {
        guard var frame else { return nil }
        let count = Int(min(frame.left, UInt64(rest.count)))
        let bytes = Array(rest.prefix(count))
        frame.left -= UInt64(count)
        var payload = bytes
        if let mask = frame.mask {
            payload.withUnsafeMutableBytes { WebSocketMask.apply(mask, to: $0) }
            // The next byte goes on where this one has left off.
            let turned = UInt32(8 * (count % 4))
            if turned > 0 { frame.mask = mask << turned | mask >> (32 - turned) }
        }
        self.frame = frame
        var event: Event?
        if frame.left == 0 { event = try endOfFrame(payload) } else { try keep(payload, isLast: false) }
        rest = rest.dropFirst(count)
        return Part(bytes: bytes, isMessage: true, event: event)
    }

    /// - Parameter payload: its last piece.
    private mutating func endOfFrame(_ payload: [UInt8]) throws(WebSocketError) -> Event? {
        let isFinal = frame?.isFinal == true
        try keep(payload, isLast: isFinal)
        frame = nil
        guard isFinal, let whole = partial.take() else { return nil }
        return .message(whole.isTooLong ? nil : whole.message)
    }

    private mutating func keep(_ payload: [UInt8], isLast: Bool) throws(WebSocketError) {
        guard partial?.isCompressed == true, let inflater else { return add(payload) }
        var start = 0
        repeat {
            let end = min(payload.count, start + Self.inflatedTogether)
            do throws(Inflater.Failure) {
                let inflated = try inflater.inflate(
                    Array(payload[start..<end]),
                    limit: .max,
                    isFirst: partial?.hasInflated == false,
                    isLast: isLast && end == payload.count
                )
                add(inflated)
            } catch {
                throw .violation("decompression failed")
            }
            partial?.hasInflated = true
            start = end
        } while start < payload.count
    }

    private mutating func add(_ bytes: [UInt8]) {
        guard partial?.isTooLong == false else { return }
        if (partial?.message.bytes.count ?? 0) + bytes.count > limit {
            partial?.isTooLong = true
            partial?.message.bytes = []
        } else {
            partial?.message.bytes += bytes
        }
    }
}
