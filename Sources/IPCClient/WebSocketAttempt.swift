import IPCFraming
import Platform

/// One try of an exchange over a WebSocket: one message, then the next one that comes is its answer, or the next ones are.
///
/// Nothing but the message is sent while the answer is outstanding, except what a ping asks for; and no Close, which would
/// end the vendor's template server, or cost the answer.
struct WebSocketAttempt: ExchangeAttempt, ~Copyable {
    /// What `quit` asks for comes right behind its answer.
    private static let closingTime: Nanoseconds = 1_000_000_000

    var deadline: Instant
    let terms: Terms
    var lateResponse: ResponseFrame?
    private(set) var close: WebSocketClose?
    private(set) var messages: [ReceivedMessage] = []
    /// What came unasked together with the response, behind it.
    private(set) var pushed: [ReceivedMessage] = []
    private let request: RequestFrame
    private let answerEnd: AnswerEnd
    private var connection: WebSocketConnection
    private let buffer: UnsafeMutableRawBufferPointer
    private var phase = ExchangeError.Phase.sending
    /// Whether anything came since it is waited for.
    private var hasReceived = false
    private var hasEnded = false
    private var isInStep = false
    /// Whether one message is enough, as the exchange has failed.
    private var isLingering = false

    init(
        _ request: RequestFrame,
        _ answerEnd: AnswerEnd,
        on connection: consuming WebSocketConnection,
        until deadline: Instant,
        _ terms: Terms,
        _ buffer: UnsafeMutableRawBufferPointer
    ) {
        self.request = request
        self.answerEnd = answerEnd
        self.connection = connection
        self.deadline = deadline
        self.terms = terms
        self.buffer = buffer
    }

    /// The connection, when it can carry another exchange.
    consuming func reusableConnection() -> WebSocketConnection? {
        guard isInStep, !hasEnded else { return nil }
        return connection
    }

    mutating func run() throws(ExchangeError) -> ResponseFrame? {
        let message = Self.message(request)
        terms.trace?(.sent(message.bytes))
        connection.put(message)
        try flush()
        while !connection.isFlushed {
            // Whatever comes before the server has the whole message is no answer to it.
            while let event = try next() { handOut(event) }
            try advance()
        }
        phase = .waiting
        if answerEnd.count == 0 {
            isInStep = true
            return nil
        }
        return try receive()
    }

    /// Nothing of a response that came before a failure is kept: a message is whole, or none.
    mutating func partialResponse() -> ResponseFrame? { nil }

    private static func message(_ request: RequestFrame) -> WebSocketMessage {
        switch request.ending {
        case .terminator, .endOfStream: WebSocketMessage(.text, request.bytes)
        case .binary: WebSocketMessage(.binary, request.bytes)
        case .abort: WebSocketMessage(.text, Array("quit".utf8))
        }
    }

    mutating func receive() throws(ExchangeError) -> ResponseFrame {
        while true {
            while let event = try next() {
                guard case .message(let message) = event else { continue }
                isInStep = true
                let frame = ResponseFrame(message)
                if answerEnd.isFirstMessage || isLingering { return frame }
                keep(frame)
                if answerEnd.isReached(by: messages) { return frame }
            }
            if connection.isMidway { phase = .receiving }
            try advance()
        }
    }

    /// Takes in what came together with the response, and after a request that ends the connection its Close.
    mutating func finish() {
        do throws(ExchangeError) {
            while let event = try next() { keepBehind(event) }
            try flush()
            guard request.ending == .abort else { return }
            deadline = min(deadline, .now + Self.closingTime)
            while true {
                try advance()
                while let event = try next() { keepBehind(event) }
            }
        } catch {
            // The response is whole all the same.
            close = error.close ?? close
        }
    }

    // MARK: Without a request

    /// Waits for messages that nobody has asked for.
    ///
    /// - Parameter early: those that have come already.
    mutating func collect(behind early: [WebSocketMessage]) throws(ExchangeError) {
        // Not sent, so that a time-out is no failure of it.
        phase = .waiting
        isInStep = true
        for message in early {
            if answerEnd.isReached(by: messages) { handOut(.message(message)) } else { keep(ResponseFrame(message)) }
        }
        if answerEnd.isReached(by: messages) { return try flush() }
        while true {
            while let event = try next() {
                guard case .message(let message) = event else { continue }
                keep(ResponseFrame(message))
                if answerEnd.isReached(by: messages) { return try flush() }
            }
            try advance()
        }
    }

    /// Sends a ping and waits for its pong.
    mutating func ping(_ payload: [UInt8]) throws(ExchangeError) {
        phase = .sending
        try put(.ping(payload))
        while true {
            while let event = try next() {
                if event == .pong(payload), connection.isFlushed {
                    isInStep = true
                    return
                }
                handOut(event)
            }
            try advance()
        }
    }

    /// Sends a Close and waits for the server's.
    mutating func close(_ close: WebSocketClose) throws(ExchangeError) {
        phase = .sending
        try put(.close(close))
        while true {
            do throws(ExchangeError) {
                while let event = try next() { handOut(event) }
                try advance()
            } catch {
                if hasEnded, self.close != nil { return }
                throw error
            }
        }
    }

    private mutating func keep(_ frame: ResponseFrame) {
        let message = ReceivedMessage(frame)
        messages.append(message)
        terms.notice?(.message(message))
    }

    private mutating func put(_ event: WebSocketEvent) throws(ExchangeError) {
        terms.trace?(.control(event, isSent: true))
        connection.put(event)
        try flush()
    }

    private mutating func keepBehind(_ event: WebSocketEvent) {
        guard case .message(let message) = event else { return }
        pushed.append(ReceivedMessage(message))
        terms.notice?(.pushed(message, isBehindAnswer: true))
    }

    private func handOut(_ event: WebSocketEvent) {
        if case .message(let message) = event { terms.notice?(.pushed(message)) }
    }

    // MARK: Failures

    func endsServerByLeaving(_ failure: ExchangeError) -> Bool {
        // What has answered once lives on, and is kept: what comes later is pushed.
        guard !hasEnded, phase >= .waiting, messages.isEmpty else { return false }
        return failure.code == .timeout || failure.code == .cancelled
    }

    mutating func prepareToLinger(_ cancelDescriptor: Int32) {
        hasReceived = false
        isLingering = true
        connection.cancelDescriptor = cancelDescriptor
    }

    // MARK: Steps

    /// - Throws: also when the server closes the connection.
    private mutating func next() throws(ExchangeError) -> WebSocketEvent? {
        let event: WebSocketEvent?
        do throws(WebSocketError) {
            event = try connection.next(terms)
        } catch {
            end(error.close)
            let isTooLong = error.code == .messageTooBig
            throw failure(isTooLong ? .tooLarge : .protocolViolation, isTooLong ? limit : error.reason)
        }
        guard case .close(let close)? = event else { return event }
        self.close = close
        end(close)
        throw failure(.closedWithoutResponse)
    }

    private var limit: String { "\(terms.policy.responseLimit) bytes" }

    private mutating func end(_ close: WebSocketClose) {
        hasEnded = true
        connection.end(close, buffer, terms)
    }

    private mutating func flush() throws(ExchangeError) {
        do throws(SystemError) {
            try connection.flush(terms)
        } catch {
            // It may have said why before.
            while let count = try receiveSome(), count > 0 {
                while let event = try next() { handOut(event) }
            }
            throw broken(error)
        }
    }

    /// Waits, then takes in what is there.
    private mutating func advance() throws(ExchangeError) {
        // What is there, however late, is welcome; what never ends is not.
        if hasReceived, deadline <= .now { throw timeout() }
        // Only the first, so that no flood keeps it from being cancelled.
        if !hasReceived, connection.isServerQuick, let count = try receiveSome() { return try received(count) }
        switch connection.wait(until: deadline) {
        case .ready: break
        case .timedOut: throw timeout()
        case .cancelled: throw failure(.cancelled)
        }
        try received(receiveSome())
    }

    /// - Parameter count: 0 at the end of the stream, `nil` when nothing is there yet.
    private mutating func received(_ count: Int?) throws(ExchangeError) {
        if count != 0 { return try flush() }
        terms.trace?(.closedByServer)
        let error = connection.pendingError
        throw error.isReset ? broken(error) : ended(.closedWithoutResponse)
    }

    private mutating func receiveSome() throws(ExchangeError) -> Int? {
        do throws(SystemError) {
            let count = try connection.receive(buffer)
            if count != nil { hasReceived = true }
            return count
        } catch {
            throw broken(error)
        }
    }

    private func timeout() -> ExchangeError { failure(.timeout, terms.policy.timeout.inWords) }

    private mutating func broken(_ error: SystemError) -> ExchangeError {
        error.isReset ? ended(.reset) : ended(.unreachable, error.reason)
    }

    /// There is no connection any more, and nobody said why.
    private mutating func ended(_ code: FailureCode, _ detail: String = "") -> ExchangeError {
        hasEnded = true
        close = close ?? .abnormal
        return failure(code, detail)
    }

    private func failure(_ code: FailureCode, _ detail: String = "") -> ExchangeError {
        var failure = terms.failure(code, phase, detail)
        // Once the server has the message, even a reset proves nothing.
        failure.mayHaveBeenExecuted = phase >= .waiting
        failure.close = close
        return failure
    }
}
