import IPCFraming

/// How a message is answered.
extension WebSocketMachine {
    func answered(_ reply: Reaction.Reply, _ now: ContinuousClock.Instant) -> [Action] {
        guard case .asking = work else { return [] }
        if isLost { return lose(reply) }
        var reply = reply
        reply.delivery = reply.delivery.limited(behind: sentCount)
        sentCount += reply.delivery.size
        guard reply.delay > .zero else { return deliver(reply, now) }
        work = .delaying(reply)
        deadlines.answer = now + reply.delay
        return []
    }

    /// The answer will not come: the server was to answer no more than it has.
    func dropped() -> [Action] {
        guard case .asking = work else { return [] }
        work = .none
        return end(.reset)
    }

    private func deliver(_ reply: Reaction.Reply, _ now: ContinuousClock.Instant) -> [Action] {
        send(reply, encode(WebSocketPlan(reply.delivery), reply.delivery)[...], now)
    }

    /// Sends what is left of an answer, or the next piece of it; the journal comes before the last one.
    private func send(
        _ reply: Reaction.Reply,
        _ rest: ArraySlice<UInt8>,
        _ now: ContinuousClock.Instant
    ) -> [Action] {
        if let slices = reply.delivery.slices, rest.count > slices.size {
            work = .sending(reply, rest: rest.dropFirst(slices.size))
            return [send(Array(rest.prefix(slices.size)), .answer)]
        }
        if reply.nextMessage != nil {
            if rest.isEmpty { return goOn(reply, now) }
            work = .sending(reply, rest: [])
            return [send(Array(rest), .answer)]
        }
        work = .recording(reply, rest: Array(rest))
        return [.record(reply, WebSocketPlan.outcome(reply.delivery))]
    }

    /// Waits for the time of the next message.
    private func goOn(_ reply: Reaction.Reply, _ now: ContinuousClock.Instant) -> [Action] {
        if reply.isPushing, !messages.isEmpty { return postpone(reply, now) }
        guard let pause = reply.nextMessage?.pause, pause > .zero else { return sendNext(reply, now) }
        work = .pausing(reply, rest: [])
        deadlines.answer = now + pause
        return []
    }

    private func sendNext(_ reply: Reaction.Reply, _ now: ContinuousClock.Instant) -> [Action] {
        guard let message = reply.nextMessage else { return send(reply, [], now) }
        var reply = reply
        reply.furtherSent += 1
        return send(reply, encode(WebSocketMessage(message))[...], now)
    }

    /// Sends what is left of it behind the answer to the request that waits: before, the client would take it for that.
    func postpone(_ reply: Reaction.Reply, _ now: ContinuousClock.Instant) -> [Action] {
        var reply = reply
        postponed += reply.delivery.further.dropFirst(reply.furtherSent).map { WebSocketMessage($0) }
        reply.furtherSent = reply.delivery.further.count
        return send(reply, [], now)
    }

    func recorded(_ now: ContinuousClock.Instant) -> [Action] {
        switch work {
        case .recording(let reply, let rest):
            if isLost {
                work = .none
                return [.finish(reply)]
            }
            if rest.isEmpty { return complete(reply, now) }
            work = .completing(reply)
            return [send(rest, .answer)]
        case .losing(let reply):
            work = .none
            return [.finish(reply)]
        case .none, .asking, .delaying, .sending, .pausing, .completing: return []
        }
    }

    func sent(_ now: ContinuousClock.Instant) -> [Action] {
        guard !sendings.isEmpty else { return [] }
        guard sendings.removeFirst() == .answer else { return halfCloseWhenSent() }
        switch work {
        case .sending(let reply, let rest) where rest.isEmpty: return goOn(reply, now)
        case .sending(let reply, let rest):
            guard let pause = reply.delivery.slices?.pause, pause > .zero else { return send(reply, rest, now) }
            work = .pausing(reply, rest: rest)
            deadlines.answer = now + pause
            return []
        case .completing(let reply): return complete(reply, now)
        case .none, .asking, .delaying, .recording, .pausing, .losing: return halfCloseWhenSent()
        }
    }

    /// An answer has gone out, as far as it goes.
    private func complete(_ reply: Reaction.Reply, _ now: ContinuousClock.Instant) -> [Action] {
        work = .none
        var finish = [Action.finish(reply)]
        finish += releasePong()
        finish += releasePushes()
        guard isOpen else { return finish + halfCloseWhenSent() }
        switch WebSocketPlan(reply.delivery).ending {
        case .goOn:
            finish += takeMessage(now)
            return finish
        case .close(let close): return finish + self.close(close, now)
        case .end: return finish + endTCP(now)
        case .reset: return finish + end(.reset)
        case .hold:
            life = .holding
            dropMessages()
            return finish + (isDraining ? close(WebSocketClose(.goingAway), now) : [])
        }
    }

    private func lose(_ reply: Reaction.Reply) -> [Action] {
        deadlines.answer = nil
        work = .losing(reply)
        return [.record(reply, Delivery.Outcome(response: nil, error: .closedWithoutResponse, close: .abnormal))]
    }

    // MARK: The end

    func inputClosed(_ now: ContinuousClock.Instant) -> [Action] {
        isInputClosed = true
        switch life {
        case .opening, .closing, .holding: return endTCP(now)
        case .open: return takeMessage(now)
        case .lingering:
            life = .ended
            return [.close]
        case .admitting, .finishing, .ended: return []
        }
    }

    func idle(_ now: ContinuousClock.Instant) -> [Action] {
        guard isIdle, isOpen else { return [] }
        return [.log(.broken("a connection was silent for too long"))] + close(WebSocketClose(.goingAway), now)
    }

    func drain(_ now: ContinuousClock.Instant) -> [Action] {
        isDraining = true
        switch life {
        case .opening: return endTCP(now)
        case .holding: return close(WebSocketClose(.goingAway), now)
        case .open:
            deadlines.unfinished = now + settings.unfinishedTime
            return takeMessage(now)
        case .closing, .admitting, .finishing, .lingering, .ended: return []
        }
    }

    /// The connection is of no use any more. An exchange that is under way is recorded all the same, once.
    ///
    /// - Parameters:
    ///   - reason: why, for the log, if it matters.
    ///   - ending: what becomes of it.
    func fail(_ reason: String?, _ ending: Action = .reset) -> [Action] {
        var actions: [Action] = []
        switch life {
        case .ended: return []
        case .opening, .admitting, .open:
            if let reason, !isInputClosed || !isIdle { actions = [.log(.broken(reason))] }
        case .holding, .closing, .finishing, .lingering: break
        }
        isLost = true
        switch work {
        case .none, .asking, .recording, .losing: break
        case .delaying(let reply), .sending(let reply, _), .pausing(let reply, _): actions += lose(reply)
        case .completing(let reply):
            work = .none
            actions.append(.finish(reply))
        }
        return actions + end(ending)
    }

    private func end(_ action: Action) -> [Action] {
        if case .ended = life { return [] }
        life = .ended
        sendings = []
        dropInput()
        return [action]
    }

    // MARK: Time

    func elapsed(_ now: ContinuousClock.Instant) -> [Action] {
        var actions: [Action] = []
        if Deadlines.isDue(&deadlines.answer, now) {
            switch work {
            case .delaying(let reply): actions += deliver(reply, now)
            case .pausing(let reply, let rest): actions += rest.isEmpty ? sendNext(reply, now) : send(reply, rest, now)
            case .none, .asking, .recording, .sending, .completing, .losing: break
            }
        }
        if Deadlines.isDue(&deadlines.handshake, now) { actions += endTCP(now) }
        if Deadlines.isDue(&deadlines.unfinished, now) {
            if isIdle {
                actions += close(WebSocketClose(.goingAway), now)
            } else {
                deadlines.unfinished = now + settings.unfinishedTime
            }
        }
        if Deadlines.isDue(&deadlines.closing, now) {
            switch life {
            case .closing: actions += endTCP(now)
            case .finishing, .lingering: actions += end(.reset)
            case .opening, .admitting, .open, .holding, .ended: break
            }
        }
        // A server that does one thing at a time sends no ping meanwhile, nor misses a pong.
        guard isOpen, !isBusy else { return actions }
        if Deadlines.isDue(&deadlines.pong, now) {
            actions += failKeepAlive(now)
        } else if Deadlines.isDue(&deadlines.ping, now) {
            actions += sendPing(now)
        }
        return actions
    }
}

extension WebSocketMessage {
    fileprivate init(_ message: Delivery.Message) {
        self.init(message.isBinary ? .binary : .text, message.text)
    }
}
