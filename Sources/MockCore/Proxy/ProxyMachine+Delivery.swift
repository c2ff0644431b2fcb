import IPCFraming

/// Answers that are kept back until they are whole.
extension ProxyMachine {
    /// Sends one, now or when its time has come.
    mutating func deliver(_ next: HeldAnswer) {
        switch client {
        case .gone, .closed:
            record([next.ended])
        case .open, .ended:
            let delay = next.interference?.delay ?? .zero
            guard delay > .zero else { return send(next) }
            answer = .delayed(next)
            wait(delay, for: .delivery)
        }
    }

    mutating func deliveryTimeElapsed() {
        switch answer {
        case .delayed(let held):
            answer = .passing
            send(held)
        case .slicing(let rest, let delivery):
            sendSlice(of: rest, delivery)
        case .passing, .ending, .silent:
            break
        }
    }

    /// The client has gone: nothing need be kept back.
    mutating func releaseHeld() {
        stopWaiting(for: .delivery)
        let before = answer
        answer = .passing
        if case .delayed(let held) = before { record([held.ended]) }
        while let next = held.popFirst() { record([next.ended]) }
    }

    /// Nothing that is held goes out any more.
    mutating func dropHeld(_ failure: FailureCode) {
        stopWaiting(for: .delivery)
        stopWaiting(for: .close)
        var ended: [ExchangeTracker.Ended] = []
        if case .delayed(let held) = answer { ended.append(held.ended) }
        while let next = held.popFirst() { ended.append(next.ended) }
        answer = .passing
        record(ended.map { .init(pending: $0.pending, response: nil, failure: failure) })
    }

    private mutating func send(_ held: HeldAnswer) {
        var ended = held.ended
        var delivery = Delivery(response: ended.response, failure: ended.failure)
        if var interference = held.interference {
            delivery = interference.fault?.kind.applied(to: delivery, &interference.random) ?? delivery
            if interference.fault?.kind == .down { actions.append(.takeDown) }
            let outcome = delivery.outcome(policy.mode)
            ended.response = outcome.response
            ended.failure = outcome.error
        }
        record([ended], fault: held.interference?.fault)
        delivery = delivery.limited(behind: sentCount)
        sentCount += delivery.bytes.count
        if delivery.slices == nil {
            sendToClient(delivery.bytes)
            finish(delivery)
        } else {
            sendSlice(of: delivery.bytes[...], delivery)
        }
    }

    /// All of an answer has gone out.
    private mutating func finish(_ delivery: Delivery) {
        guard let delay = delivery.closeDelay else { return end(delivery.ending) }
        var rest = delivery
        rest.closeDelay = nil
        answer = .slicing([], rest)
        wait(delay, for: .delivery)
    }

    private mutating func sendSlice(of rest: ArraySlice<UInt8>, _ delivery: Delivery) {
        let size = delivery.slices?.size ?? rest.count
        sendToClient(Array(rest.prefix(size)))
        let rest = rest.dropFirst(size)
        guard !rest.isEmpty else {
            answer = .passing
            return finish(delivery)
        }
        answer = .slicing(rest, delivery)
        wait(delivery.slices?.pause ?? .zero, for: .delivery)
    }

    /// What becomes of the connection behind an answer.
    private mutating func end(_ ending: Delivery.Ending) {
        switch ending {
        case .usual:
            return
        case .close:
            cancelRest()
            close()
        case .hold:
            cancelRest()
            closeServer()
            answer = .silent
        case .reset:
            cancelRest()
            closeServer()
            resetClient()
        }
        owesEnd = false
    }

    private mutating func cancelRest() {
        dropHeld(.cancelled)
        record(tracker.end(.cancelled))
    }
}
