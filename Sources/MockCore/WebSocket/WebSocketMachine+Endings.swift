import IPCFraming

/// How a connection ends.
extension WebSocketMachine {
    /// The client has sent a Close.
    func closed(_ close: WebSocketClose, _ now: ContinuousClock.Instant) -> [Action] {
        if case .closing = life { return endTCP(now) }
        let echo = send(close)
        return [echo] + loseMessage() + endTCP(now)
    }

    /// The client has broken a rule.
    func violated(_ error: WebSocketError, _ now: ContinuousClock.Instant) -> [Action] {
        if case .closing = life { return endTCP(now) }
        let log = Action.log(.broken("a client broke a rule of WebSocket: \(error)"))
        return [log, send(error.close)] + loseMessage() + endTCP(now)
    }

    /// The vendor's servers execute the first message in front of a Close that came with it, and cannot answer it.
    private func loseMessage() -> [Action] {
        defer { dropMessages() }
        isLost = true
        switch work {
        case .none:
            guard let message = nextMessage() else { return [] }
            work = .asking
            return [.ask(message)] + lostWords()
        case .asking, .delaying, .sending, .pausing: return lostWords()
        case .recording, .completing, .losing: return []
        }
    }

    private func lostWords() -> [Action] {
        var words = "a client closed the connection before its answer"
        guard settings.profile == .basics else { return [.log(.broken(words))] }
        words += "; the vendor's server would have ended by it"
        return [.die, .log(.broken(words))]
    }

    /// Sends a Close and waits for the client's.
    func close(_ close: WebSocketClose, _ now: ContinuousClock.Instant) -> [Action] {
        guard isOpen else { return [] }
        life = .closing
        dropMessages()
        deadlines.ping = nil
        deadlines.pong = nil
        deadlines.closing = now + settings.closingTime
        return [send(close)]
    }

    /// Our side is closed as soon as all has gone out: the server ends TCP first.
    func endTCP(_ now: ContinuousClock.Instant) -> [Action] {
        switch life {
        case .finishing, .lingering, .ended: return []
        case .opening, .admitting, .open, .holding, .closing: break
        }
        dropInput()
        deadlines = Deadlines(answer: deadlines.answer, closing: now + settings.closingTime)
        life = .finishing
        return halfCloseWhenSent()
    }

    func halfCloseWhenSent() -> [Action] {
        guard case .finishing = life, sendings.isEmpty else { return [] }
        if isInputClosed {
            life = .ended
            return [.close]
        }
        life = .lingering
        return [.halfClose]
    }
}
