import IPCFraming
import Platform

/// A connection to a WebSocket server, behind its handshake: bytes between the socket and what they mean.
struct WebSocketConnection: ~Copyable {
    /// How long a server may take to close its side, once both have said that they do.
    private static let closingTime: Nanoseconds = 250_000_000
    /// What is sent at once at the most, in bytes.
    private static let largestPart = 256 * 1024

    let deflate: WebSocketDeflate?
    let subprotocol: String?
    private var socket: Socket
    private var decoder: WebSocketDecoder
    private var encoder: WebSocketEncoder
    /// Bytes on their way out, those that went included.
    private var outgoing: [UInt8] = []
    private var sentCount = 0
    /// What the last ping has that is not answered yet; those before it need no answer (RFC 6455, section 5.5.3).
    private var pong: [UInt8]?
    private var hasSentClose = false

    /// - Parameters:
    ///   - rest: what came behind the handshake.
    ///   - limit: the longest message accepted, in bytes.
    init(
        _ socket: consuming Socket,
        _ agreement: WebSocketClientHandshake.Agreement,
        rest: [UInt8],
        limit: Int
    ) {
        socket.sendSmallPackets()
        self.socket = socket
        deflate = agreement.deflate
        subprotocol = agreement.subprotocol
        decoder = WebSocketDecoder(role: .client, limit: limit, deflate: agreement.deflate)
        encoder = WebSocketEncoder(role: .client, deflate: agreement.deflate)
        decoder.append(rest)
    }

    /// For `poll`.
    var descriptor: Int32 { socket.descriptor }

    /// Becomes readable when a wait is to end.
    var cancelDescriptor: Int32 {
        get { socket.cancelDescriptor }
        set { socket.cancelDescriptor = newValue }
    }

    /// The error that the connection has met and nobody was told of yet; its code is 0 when there is none.
    var pendingError: SystemError { socket.pendingError }

    /// Whether all that was to be sent is the system's.
    var isFlushed: Bool { sentCount == outgoing.count && pong == nil }

    /// Whether a part of a message has come.
    var isMidway: Bool { !decoder.isEmpty }

    // MARK: Sending

    mutating func put(_ message: WebSocketMessage) {
        put(encoder.encode(message))
    }

    /// - Parameter event: a control frame.
    mutating func put(_ event: WebSocketEvent) {
        switch event {
        case .message(let message): put(message)
        case .ping(let payload): put(encoder.encode(.ping, payload))
        case .pong(let payload): put(encoder.encode(.pong, payload))
        case .close(let close):
            hasSentClose = true
            // Nothing follows a Close.
            pong = nil
            put(encoder.encode(close))
        }
    }

    private mutating func put(_ bytes: [UInt8]) {
        if sentCount == outgoing.count {
            outgoing = bytes
            sentCount = 0
        } else {
            outgoing += bytes
        }
    }

    /// Sends what the system takes, without waiting; of a large message a part, so that it is heard when the server refuses
    /// it.
    mutating func flush(_ terms: Terms) throws(SystemError) {
        while true {
            if sentCount < outgoing.count {
                let end = min(outgoing.count, sentCount + Self.largestPart)
                let sent: Result<Int?, SystemError> = outgoing.withUnsafeBytes { bytes in
                    Result { () throws(SystemError) in
                        try socket.send(UnsafeRawBufferPointer(rebasing: bytes[sentCount..<end]))
                    }
                }
                sentCount += try sent.get() ?? 0
                if sentCount < outgoing.count { return }
            }
            outgoing = []
            sentCount = 0
            guard let payload = pong.take() else { return }
            put(encoder.encode(.pong, payload))
            terms.trace?(.control(.pong(payload), isSent: true))
        }
    }

    // MARK: Receiving

    /// Whether the server may have sent what is waited for by the time that it is looked for.
    var isServerQuick: Bool { socket.isPeerQuick }

    /// Waits until there is something to receive, or room for what is to be sent.
    mutating func wait(until deadline: Instant) -> Socket.Wait {
        socket.wait(for: isFlushed ? POLLIN : POLLIN | POLLOUT, until: deadline)
    }

    /// Receives what is there, without waiting.
    ///
    /// - Returns: how many bytes were received, 0 at the end of the stream, `nil` when nothing is there yet.
    mutating func receive(_ buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int? {
        let count = try socket.receive(into: buffer)
        if let count, count > 0 { decoder.append(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
        return count
    }

    /// What has come next, or `nil` when more is needed. A ping is answered by the next ``flush(_:)``.
    ///
    /// - Throws: ``WebSocketError`` when the server breaks the rules.
    mutating func next(_ terms: Terms) throws(WebSocketError) -> WebSocketEvent? {
        let event = try decoder.next()
        switch event {
        case .ping(let payload)?:
            pong = payload
            terms.trace?(.control(.ping(payload), isSent: false))
        case .pong?, .close?: event.map { terms.trace?(.control($0, isSent: false)) }
        case .message(let message)?: terms.trace?(.received(message.bytes))
        case nil: break
        }
        return event
    }

    // MARK: Idle

    /// Takes in what came while nothing was asked: answers pings, and hands out what the server has pushed.
    ///
    /// - Parameter deadline: for a server that does not stop sending.
    /// - Returns: why there is no connection any more; `nil` while there is one.
    mutating func pump(_ buffer: UnsafeMutableRawBufferPointer, _ terms: Terms, until deadline: Instant)
        -> WebSocketClose?
    {
        do throws(SystemError) {
            repeat {
                do throws(WebSocketError) {
                    while let event = try next(terms) {
                        if case .message(let message) = event { terms.notice?(.pushed(message)) }
                        guard case .close(let close) = event else { continue }
                        end(close, buffer, terms)
                        return close
                    }
                } catch {
                    end(error.close, buffer, terms)
                    return error.close
                }
                try flush(terms)
                switch try receive(buffer) {
                case nil: return nil
                case 0?:
                    terms.trace?(.closedByServer)
                    return .abnormal
                default: break
                }
            } while .now < deadline
            return nil
        } catch {
            return .abnormal
        }
    }

    /// Says that the connection ends, if that was not said, and lets the server end it first: the side that does keeps
    /// the port for a minute.
    mutating func end(_ close: WebSocketClose, _ buffer: UnsafeMutableRawBufferPointer, _ terms: Terms) {
        if !hasSentClose {
            put(.close(close))
            terms.trace?(.control(.close(close), isSent: true))
        }
        let deadline = Instant.now + Self.closingTime
        do throws(SystemError) {
            while true {
                try flush(terms)
                guard case .ready = wait(until: deadline), .now < deadline else { return }
                if try socket.receive(into: buffer) == 0 {
                    terms.trace?(.closedByServer)
                    return
                }
            }
        } catch {}
    }
}
