import IPCClient
import IPCFraming
import InspectProtocol
import MockCore
import Platform
import Sessions

/// Records what a server was asked and what it answered. When ``append(_:_:_:attempts:note:start:)`` returns, the line
/// is in the file, or its loss was told and counted.
final class Journal: Sendable {
    fileprivate struct State {
        var writer: SessionWriter
        var status = RecordingStatus(recorded: 0, total: 0)
        /// Whether what was written is gone, so that nothing more is written.
        var isGone = false
    }

    private let path: String
    private let state: Guarded<State>
    private let redaction: Redaction?
    /// What counts as an error, and what does by the header of a file that was there before.
    private let rule: SuccessRule
    private let fileRule: SuccessRule
    private let began = ContinuousClock.now
    private let log: @Sendable (MockEvent) -> Void

    /// - Throws: ``SessionError`` when the file cannot be written.
    init(
        path: String,
        header: SessionHeader,
        redaction: Redaction?,
        sync: SyncPolicy,
        log: @escaping @Sendable (MockEvent) -> Void
    ) throws(SessionError) {
        let writer = try SessionWriter(path: path, header: header, redaction: redaction, sync: sync)
        fileRule = writer.rule
        rule = header.rule
        state = Guarded(State(writer: writer))
        self.path = path
        self.redaction = redaction
        self.log = log
    }

    /// How much was written so far.
    var status: RecordingStatus { state.withLock { $0.status } }

    /// Writes an exchange, as a client has seen it. A large one takes time, but others wait only while it is written.
    ///
    /// - Parameters:
    ///   - close: why a WebSocket server closed the connection, if it did.
    ///   - attempts: how often a connection was tried for it.
    ///   - note: words for whoever reads the recording.
    ///   - start: when it began.
    func append(
        _ request: RequestFrame,
        _ response: ResponseFrame?,
        _ error: FailureCode?,
        close: WebSocketClose? = nil,
        attempts: Int = 1,
        note: String? = nil,
        start: ContinuousClock.Instant
    ) {
        var exchange = RecordedExchange(number: 0, request: request, response: response, error: error)
        exchange.close = close
        exchange.attempts = attempts
        append(exchange, pushed: [], note: note, start: start)
    }

    /// Writes an exchange as it was with another server, and what that has sent behind it.
    func append(_ exchange: Exchange, start: ContinuousClock.Instant) {
        let pushed = exchange.pushed.map { Delivery.Message($0.frame.bytes, isBinary: $0.frame.ending == .binary) }
        append(RecordedExchange(asked: exchange), pushed: pushed, start: start)
    }

    /// Writes an exchange, and what was sent unasked behind it.
    func append(_ reply: Reaction.Reply, _ outcome: Delivery.Outcome, start: ContinuousClock.Instant) {
        let exchange = outcome.recorded(reply.request, attempts: reply.attempts, delay: reply.delay)
        append(exchange, pushed: outcome.pushed, start: start)
    }

    private func append(
        _ exchange: RecordedExchange,
        pushed: [Delivery.Message],
        note: String? = nil,
        start: ContinuousClock.Instant
    ) {
        let duration = ContinuousClock.now - start
        var exchange = exchange
        exchange.headerRule = rule
        exchange.settle(under: fileRule)
        let line = PreparedLine(exchange, note: note, redaction)
        write { writer throws(SessionError) in
            try writer.append(line, start: start - began, duration: duration)
            var time = start - began + duration
            for message in pushed {
                time += message.pause
                try writer.append(pushed: ResponseFrame(message), at: time)
            }
        }
    }

    /// Writes what a server has sent unasked.
    func append(pushed message: ResponseFrame, at time: ContinuousClock.Instant) {
        write { writer throws(SessionError) in try writer.append(pushed: message, at: time - began) }
    }

    private func write(_ append: (SessionWriter) throws(SessionError) -> Void) {
        let loss = state.withLock { state in
            state.status.total += 1
            if state.isGone { return nil as SessionError? }
            do throws(SessionError) {
                try append(state.writer)
                state.status.recorded += 1
                try state.checkPresence()
                return nil
            } catch {
                return state.take(error)
            }
        }
        tell(loss)
    }

    /// Writes the line that tells a clean end from an interruption, unless something is missing.
    func finish() {
        let loss = state.withLock { state -> SessionError? in
            guard state.status.isComplete else { return nil }
            do throws(SessionError) {
                try state.checkPresence()
                try state.writer.finish()
                return nil
            } catch {
                return state.take(error)
            }
        }
        tell(loss)
    }

    private func tell(_ loss: SessionError?) {
        if let loss { log(.trouble("NOT RECORDED: \(loss)")) }
    }
}

extension Journal.State {
    /// - Throws: ``SessionError`` when what was written so far is lost.
    fileprivate mutating func checkPresence() throws(SessionError) {
        do throws(SessionError) {
            try writer.checkPresence()
        } catch {
            isGone = true
            status.recorded = 0
            throw error
        }
    }

    /// - Returns: the error if it is the first.
    fileprivate mutating func take(_ error: SessionError) -> SessionError? {
        guard status.reason == nil else { return nil }
        status.reason = error.reason
        return error
    }
}
