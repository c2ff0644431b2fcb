import IPCFraming
import Platform

/// The opening handshake on a new connection.
struct WebSocketOpening: ~Copyable {
    /// How long a server that did not answer is listened to when nothing more is sent to it.
    private static let lastWait: Nanoseconds = 250_000_000

    private var socket: Socket
    private let deadline: Instant
    private let terms: Terms
    private let buffer: UnsafeMutableRawBufferPointer
    private var handshake: WebSocketClientHandshake

    init(
        _ address: WebSocketAddress,
        on socket: consuming Socket,
        until deadline: Instant,
        _ terms: Terms,
        _ buffer: UnsafeMutableRawBufferPointer
    ) {
        self.socket = socket
        self.deadline = deadline
        self.terms = terms
        self.buffer = buffer
        var random = SystemRandomNumberGenerator()
        let key = (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) }
        handshake = WebSocketClientHandshake(to: address, terms.policy.webSocket, key: key)
    }

    /// It may take as long as the exchange: a server that executes the command of another client answers behind it.
    consuming func run() throws(ExchangeError) -> WebSocketConnection {
        var sentCount = 0
        let request = handshake.request
        while true {
            do throws(SystemError) {
                while sentCount < request.count, let count = try send(request[sentCount...]) { sentCount += count }
            } catch {
                throw failure(error)
            }
            try wait(for: sentCount < request.count ? POLLIN | POLLOUT : POLLIN)
            guard let count = try receive() else { continue }
            if let agreement = try next(count) {
                let rest = handshake.rest
                return WebSocketConnection(socket, agreement, rest: rest, limit: terms.policy.responseLimit)
            }
        }
    }

    private func send(_ bytes: ArraySlice<UInt8>) throws(SystemError) -> Int? {
        let sent: Result<Int?, SystemError> = bytes.withUnsafeBytes { bytes in
            Result { () throws(SystemError) in try socket.send(bytes) }
        }
        return try sent.get()
    }

    private func receive() throws(ExchangeError) -> Int? {
        do throws(SystemError) {
            return try socket.receive(into: buffer)
        } catch {
            throw failure(error)
        }
    }

    /// - Parameter count: how many bytes came; 0 is the end of the stream.
    private mutating func next(_ count: Int) throws(ExchangeError) -> WebSocketClientHandshake.Agreement? {
        guard count > 0 else { throw terms.failure(.closedWithoutResponse, .connecting) }
        handshake.append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        do throws(WebSocketClientHandshake.Failure) {
            return try handshake.next()
        } catch {
            switch error {
            case .notHTTP: throw terms.failure(.wrongServer, .connecting)
            case .refused(let status): throw terms.failure(.handshakeRefused, .connecting, status.harmless)
            case .invalid(let reason): throw terms.failure(.handshakeRefused, .connecting, reason)
            }
        }
    }

    private mutating func wait(for events: Int32) throws(ExchangeError) {
        // One that sends byte after byte does not get past the deadline.
        if !handshake.isEmpty, deadline <= .now { throw timeout() }
        switch socket.wait(for: events, until: deadline) {
        case .ready: break
        case .timedOut:
            try hearLastWord()
            throw timeout()
        case .cancelled:
            try hearLastWord()
            throw terms.failure(.cancelled, .connecting)
        }
    }

    /// A plain socket server waits for the end of what it takes for a request: once it has that, it says what it is. One
    /// whose client were just gone would not live through it.
    private mutating func hearLastWord() throws(ExchangeError) {
        guard handshake.isEmpty else { return }
        socket.halfClose()
        socket.cancelDescriptor = -1
        guard case .ready = socket.wait(for: POLLIN, until: .now + Self.lastWait) else { return }
        if let count = try? receive(), count > 0 { _ = try next(count) }
    }

    private func timeout() -> ExchangeError {
        terms.failure(.timeout, .connecting, terms.policy.timeout.inWords)
    }

    private func failure(_ error: SystemError) -> ExchangeError {
        error.isReset
            ? terms.failure(.reset, .connecting, error.reason)
            : terms.failure(.unreachable, .connecting, error.reason)
    }
}
