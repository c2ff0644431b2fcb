import IPCFraming

extension Client {
    /// Waits for messages that a server sends unasked, over the connection that is open, or a new one.
    ///
    /// It is for WebSocket servers, and for keep-alive mode: a server in one-shot mode takes a connection for a request.
    ///
    /// - Parameters:
    ///   - end: which of them is the last one.
    ///   - time: how long to wait, once there is a connection. That it has passed is no failure.
    /// - Returns: what came.
    public func receive(until end: AnswerEnd, for time: Duration) -> Reception {
        var reception = Reception()
        // What is there before anybody waits is as much what came as what comes then.
        var early: [WebSocketMessage] = []
        let opening = Terms(endpoint, terms.policy, trace: terms.trace) { [terms] notice in
            if case .pushed(let message, _) = notice { early.append(message) } else { terms.notice?(notice) }
        }
        do throws(ExchangeError) {
            if endpoint.isWebSocket {
                try withoutRequest(until: end, for: time, opening: opening) { attempt throws(ExchangeError) in
                    defer { reception.messages = attempt.messages }
                    let first = early
                    early = []
                    try attempt.collect(behind: first)
                }
            } else {
                try receive(until: end, for: time, &reception)
            }
        } catch {
            let isOver = error.code == .timeout && error.phase > .sending
            if !isOver { reception.failure = error }
        }
        // Where there was no connection to wait on.
        for message in early { terms.notice?(.pushed(message)) }
        return reception
    }

    private func receive(
        until end: AnswerEnd,
        for time: Duration,
        _ reception: inout Reception
    ) throws(ExchangeError) {
        guard terms.policy.mode == .keepAlive else {
            throw terms.failure(.wrongServer, .connecting, "a server in one-shot mode sends nothing unasked")
        }
        if !isConnected { try connect() }
        guard let socket = connector.takeKept() else { throw terms.failure(.closedWithoutResponse, .connecting) }
        var attempt = Attempt(RequestFrame([]), end, on: socket, until: .now + time, terms, buffer)
        var failure: ExchangeError?
        do throws(ExchangeError) {
            try attempt.collect()
        } catch {
            failure = error
        }
        reception.messages = attempt.messages
        // A part of a message would be taken for the start of the next answer.
        if failure == nil || failure?.code == .timeout { connector.keep(attempt.reusableSocket()) }
        if let failure { throw failure }
    }
}
