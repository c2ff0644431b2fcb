import IPCFraming
import Platform

/// One try of an exchange, over one connection.
struct Attempt: ExchangeAttempt, ~Copyable {
    /// What the answer of a server begins with that speaks HTTP.
    private static let http = Array("HTTP/1.".utf8)

    private var socket: Socket
    var deadline: Instant
    private let request: RequestFrame
    private let answerEnd: AnswerEnd
    private(set) var messages: [ReceivedMessage] = []
    let terms: Terms
    /// Where received bytes are put first.
    private let buffer: UnsafeMutableRawBufferPointer
    private var decoder: ResponseDecoder
    private var phase = ExchangeError.Phase.sending
    private var requestIsSent = false
    private var hasAcknowledged = false
    var lateResponse: ResponseFrame?
    var close: WebSocketClose? { nil }

    init(
        _ request: RequestFrame,
        _ answerEnd: AnswerEnd,
        on socket: consuming Socket,
        until deadline: Instant,
        _ terms: Terms,
        _ buffer: UnsafeMutableRawBufferPointer
    ) {
        self.request = request
        self.answerEnd = terms.policy.mode == .keepAlive ? answerEnd : .firstMessage
        self.socket = socket
        self.deadline = deadline
        self.terms = terms
        self.buffer = buffer
        decoder = ResponseDecoder(mode: terms.policy.mode, limit: terms.policy.responseLimit)
    }

    mutating func run() throws(ExchangeError) -> ResponseFrame? {
        // The side that closes first keeps the port in TIME_WAIT, and the vendor's server cannot bind it again then:
        // in one-shot mode it must be this side. In keep-alive mode a half-close would end the connection, so only a
        // request that ends with the stream makes one.
        let halfCloses = terms.policy.mode == .oneShot || request.ending == .endOfStream
        if let response = try send(closing: halfCloses) { return response }
        requestIsSent = true
        if phase == .sending { phase = .waiting }
        if halfCloses { halfClose() }
        return answerEnd.count == 0 ? nil : try receive()
    }

    /// Waits for messages that nobody has asked for, in keep-alive mode.
    mutating func collect() throws(ExchangeError) {
        requestIsSent = true
        phase = .waiting
        while true {
            try wait(for: POLLIN)
            if let count = try receiveSome(), try decode(count) != nil { return }
        }
    }

    private func halfClose() {
        socket.halfClose()
        terms.trace?(.halfClosed)
    }

    mutating func prepareToLinger(_ cancelDescriptor: Int32) {
        // The server answers a part of the request with an error, executes nothing, and goes on.
        if phase == .sending { halfClose() }
        socket.cancelDescriptor = cancelDescriptor
    }

    /// The vendor's server does not survive a client that is gone when it answers, unless it is in keep-alive mode: as it
    /// is when it keeps a connection open behind a response.
    func endsServerByLeaving(_ failure: ExchangeError) -> Bool {
        guard terms.policy.mode == .oneShot, request.ending != .abort, !decoder.endsWithTerminator else { return false }
        return failure.code == .timeout || failure.code == .cancelled
    }

    mutating func partialResponse() -> ResponseFrame? {
        decoder.remainder(.noClose)
    }

    /// Whether bytes came behind the response.
    var holdsMore: Bool { !decoder.isEmpty }

    /// The connection, when it can carry another exchange.
    ///
    /// - Returns: `nil` when bytes came behind the response: they belong to no request, so the connection is out of
    ///   step.
    consuming func reusableSocket() -> Socket? {
        guard terms.policy.mode == .keepAlive, requestIsSent, decoder.isEmpty else { return nil }
        return socket
    }

    /// Sends all of the bytes. Takes in what the server sends meanwhile: it may answer without having read everything.
    ///
    /// - Returns: the response, if it came whole before everything was sent.
    private mutating func send(closing: Bool) throws(ExchangeError) -> ResponseFrame? {
        var outgoing = OutgoingRequest(request)
        let traced = terms.trace == nil ? [] : request.encoded
        while !outgoing.isSent {
            let start = outgoing.sentCount
            let hasRoom: Bool
            do throws(SystemError) {
                hasRoom = try socket.send(&outgoing, closing: closing)
            } catch {
                return try responseBefore(error)
            }
            if hasRoom {
                terms.trace?(.sent(Array(traced[start..<outgoing.sentCount])))
                // The rest is not to wait until the server has acknowledged this.
                if start == 0, !outgoing.isSent { socket.sendSmallPackets() }
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

    mutating func receive() throws(ExchangeError) -> ResponseFrame {
        // The response takes its time; the end of the stream mostly comes with it: one `poll` for two `recv`.
        var mustWait = !socket.isPeerQuick
        while true {
            if mustWait {
                acknowledgePart()
                try wait(for: POLLIN)
            }
            let count = try receiveSome()
            mustWait = count == nil || !mustWait
            if let count, let response = try decode(count) { return response }
            try refuseRepetition()
        }
    }

    /// - Throws: ``ExchangeError`` when the server is in keep-alive mode and will never end the response; what came before
    ///   the repeated answers is kept.
    private mutating func refuseRepetition() throws(ExchangeError) {
        guard terms.policy.mode == .oneShot,
            let end = RepeatedAnswers.start(in: decoder.unfinished, requestLength: request.bytes.count)
        else { return }
        decoder.cut(to: end)
        throw terms.failure(.endless, .receiving)
    }

    /// A server that writes a response in several pieces may hold the next one back until it knows that we have this one;
    /// the system would tell it after 40 ms.
    private mutating func acknowledgePart() {
        guard phase == .receiving, !hasAcknowledged, !decoder.endsWithTerminator else { return }
        hasAcknowledged = true
        socket.acknowledgeNow()
    }

    private mutating func wait(for events: Int32) throws(ExchangeError) {
        // A response that is there, however late, is welcome; one that never ends is not.
        if phase == .receiving, deadline <= .now { throw timeout() }
        switch socket.wait(for: events, until: deadline) {
        case .ready: break
        case .timedOut: throw timeout()
        case .cancelled: throw terms.failure(.cancelled, phase)
        }
    }

    private func receiveSome() throws(ExchangeError) -> Int? {
        do throws(SystemError) {
            return try socket.receive(into: buffer)
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
                let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
                if let trace = terms.trace { trace(.received(Array(bytes))) }
                decoder.append(bytes)
                response = try decoder.next()
                if response == nil { return nil }
            } else {
                terms.trace?(.closedByServer)
                response = try decoder.endOfStream()
            }
        } catch {
            // Not worth keeping, and large.
            decoder = ResponseDecoder(mode: terms.policy.mode)
            throw terms.failure(.tooLarge, .receiving, "\(error.limit) bytes")
        }
        if let response { return try take(response) }
        // A server that had closed before the request reached it resets the connection then: seen as an end of stream
        // with an error behind it.
        let error = socket.pendingError
        throw error.isReset ? failure(error) : terms.failure(.closedWithoutResponse, phase)
    }

    /// - Returns: `nil` when more is to come.
    private mutating func take(_ response: ResponseFrame) throws(ExchangeError) -> ResponseFrame? {
        if answerEnd.isFirstMessage { return try refuseHTTP(response) }
        var response = try refuseHTTP(response)
        while true {
            let message = ReceivedMessage(response)
            messages.append(message)
            terms.notice?(.message(message))
            if response.ending == .noTerminator || answerEnd.isReached(by: messages) { return response }
            do throws(FramingError) {
                guard let next = try decoder.next() else { return nil }
                response = next
            } catch {
                throw terms.failure(.tooLarge, .receiving, "\(error.limit) bytes")
            }
        }
    }

    /// A server of web pages, or of WebSockets, takes a request for a bad one of its own.
    private func refuseHTTP(_ response: ResponseFrame) throws(ExchangeError) -> ResponseFrame {
        guard response.bytes.starts(with: Self.http) else { return response }
        throw terms.failure(.wrongServer, .receiving)
    }

    private func timeout() -> ExchangeError {
        terms.failure(.timeout, phase, terms.policy.timeout.inWords)
    }

    private func failure(_ error: SystemError) -> ExchangeError {
        error.isReset ? terms.failure(.reset, phase) : terms.failure(.unreachable, phase, error.reason)
    }
}
