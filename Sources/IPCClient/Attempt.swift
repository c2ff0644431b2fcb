import IPCFraming

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// One try of an exchange, over one connection.
struct Attempt: ~Copyable {
    private let socket: Socket
    private let client: Context
    private var decoder: ResponseDecoder
    private var phase = ExchangeError.Phase.sending
    private var requestIsSent = false

    /// What every attempt of an exchange has in common.
    struct Context {
        var endpoint: Endpoint
        var policy: ExchangePolicy
        var deadline: Instant
        /// Where received bytes are put first.
        var buffer: UnsafeMutableRawBufferPointer
        var trace: ((TraceEvent) -> Void)?

        func failure(_ code: ExchangeError.Code, _ phase: ExchangeError.Phase, _ detail: String = "") -> ExchangeError {
            ExchangeError(code, phase, endpoint, detail)
        }
    }

    init(on socket: consuming Socket, _ context: Context) {
        self.socket = socket
        client = context
        decoder = ResponseDecoder(mode: context.policy.mode, limit: context.policy.responseLimit)
    }

    /// Sends the request and waits for its response.
    mutating func run(_ bytes: [UInt8], _ ending: RequestFrame.Ending) throws(ExchangeError) -> ResponseFrame {
        // The side that closes first keeps the port in TIME_WAIT, and the vendor's server cannot bind it again then:
        // in one-shot mode it must be this side. In keep-alive mode a half-close would end the connection, so only a
        // request that ends with the stream makes one.
        let halfCloses = client.policy.mode == .oneShot || ending == .endOfStream
        if let response = try send(bytes, closing: halfCloses) { return response }
        requestIsSent = true
        if phase == .sending { phase = .waiting }
        if halfCloses {
            socket.halfClose()
            client.trace?(.halfClosed)
        }
        return try receive()
    }

    /// The part of a response that came before a failure.
    mutating func partialResponse() -> ResponseFrame? {
        decoder.remainder(.noClose)
    }

    /// The connection, when it can carry another exchange.
    ///
    /// - Returns: `nil` when bytes came behind the response: they belong to no request, so the connection is out of
    ///   step.
    consuming func reusableSocket() -> Socket? {
        guard client.policy.mode == .keepAlive, requestIsSent, decoder.isEmpty else { return nil }
        return socket
    }

    /// Sends all of the bytes. Takes in what the server sends meanwhile: it may answer without having read everything.
    ///
    /// - Returns: the response, if it came whole before everything was sent.
    private mutating func send(_ bytes: [UInt8], closing: Bool) throws(ExchangeError) -> ResponseFrame? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count: Int?
            do throws(SystemError) {
                count = try socket.send(rest, closing: closing)
            } catch {
                return try responseBefore(error)
            }
            if let count {
                if let trace = client.trace { trace(.sent(Array(rest.prefix(count)))) }
                rest = rest.dropFirst(count)
            } else {
                try wait(for: POLLIN | POLLOUT)
                if let received = try receiveSome(), let response = try decode(received) { return response }
            }
        }
        return nil
    }

    /// What the server said before it broke the connection.
    private mutating func responseBefore(_ error: SystemError) throws(ExchangeError) -> ResponseFrame {
        while let count = try receiveSome(), count > 0 {
            if let response = try decode(count) { return response }
        }
        throw failure(error)
    }

    private mutating func receive() throws(ExchangeError) -> ResponseFrame {
        // The response takes its time; the end of the stream mostly comes with it: one `poll` for two `recv`.
        var mustWait = true
        while true {
            if mustWait { try wait(for: POLLIN) }
            let count = try receiveSome()
            mustWait = count == nil || !mustWait
            if let count, let response = try decode(count) { return response }
        }
    }

    private func wait(for events: Int32) throws(ExchangeError) {
        // A response that is there, however late, is welcome; one that never ends is not.
        if phase == .receiving, client.deadline <= .now { throw timeout() }
        switch socket.wait(for: events, until: client.deadline) {
        case .ready: break
        case .timedOut: throw timeout()
        case .cancelled: throw client.failure(.cancelled, phase)
        }
    }

    private func receiveSome() throws(ExchangeError) -> Int? {
        do throws(SystemError) {
            return try socket.receive(into: client.buffer)
        } catch {
            throw failure(error)
        }
    }

    /// Takes in the bytes at the start of the buffer; a count of 0 is the end of the stream.
    private mutating func decode(_ count: Int) throws(ExchangeError) -> ResponseFrame? {
        let response: ResponseFrame?
        do throws(FramingError) {
            if count > 0 {
                phase = .receiving
                let bytes = UnsafeRawBufferPointer(rebasing: client.buffer[..<count])
                if let trace = client.trace { trace(.received(Array(bytes))) }
                decoder.append(bytes)
                return try decoder.next()
            }
            client.trace?(.closedByServer)
            response = try decoder.endOfStream()
        } catch {
            // Not worth keeping, and large.
            decoder = ResponseDecoder(mode: client.policy.mode)
            throw client.failure(.tooLarge, .receiving, "\(error.limit) bytes")
        }
        if let response { return response }
        // A server that had closed before the request reached it resets the connection then: seen as an end of stream
        // with an error behind it.
        let error = socket.pendingError
        throw error.isReset ? failure(error) : client.failure(.closedWithoutResponse, phase)
    }

    private func timeout() -> ExchangeError {
        client.failure(.timeout, phase, client.policy.timeout.inWords)
    }

    private func failure(_ error: SystemError) -> ExchangeError {
        error.isReset ? client.failure(.reset, phase) : client.failure(.unreachable, phase, error.reason)
    }
}
