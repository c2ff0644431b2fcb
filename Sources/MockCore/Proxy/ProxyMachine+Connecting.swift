import IPCFraming

/// The way to the server: made, and made again as our client does.
extension ProxyMachine {
    mutating func connect(_ now: ContinuousClock.Instant) {
        server = .connecting
        budget.begin(at: now)
        actions.append(.connect(within: budget.limit))
    }

    mutating func connected(_ now: ContinuousClock.Instant) {
        guard server == .connecting else { return }
        budget.end(at: now)
        server = .open
        switch client {
        case .gone, .closed:
            // Nobody asks any more. Closed at once, the connection would end the vendor's server; half-closed it does not.
            leave()
        case .open, .ended:
            // What waits because of a fault comes behind it, and so does the end.
            hasEndedRequests = client == .ended && endsRequests && outlet.isIdle
            if !unsent.isEmpty || hasEndedRequests || outlet.isIdle {
                actions.append(.send(unsent, to: .server, isEnd: hasEndedRequests))
            }
            unsent = []
        }
    }

    mutating func connectFailed(_ code: FailureCode, _ reason: String, _ now: ContinuousClock.Instant) {
        guard server == .connecting else { return }
        budget.end(at: now)
        switch client {
        case .gone, .closed:
            server = .closed
        case .open, .ended:
            let isRepeatable = code == .refused || code == .reset || code == .timeout
            if isRepeatable, pause(now) { return }
            server = .closed
            actions.append(.report("cannot connect to \(policy.to): \(reason)"))
            fail(code)
        }
    }

    /// The server has reset the connection, or cannot be sent to.
    mutating func serverBroken(_ now: ContinuousClock.Instant) {
        switch server {
        case .open:
            if policy.resendsAfterReset, client != .gone, outlet.isIdle, let request = tracker.repeatable, pause(now) {
                unsent = request
                return
            }
            server = .closed
            fail(.reset)
        case .leaving:
            server = .closed
            stopWaiting(for: .departure)
        case .none, .connecting, .pausing, .closed:
            break
        }
    }

    mutating func retry(_ now: ContinuousClock.Instant) {
        guard server == .pausing else { return }
        budget.end(at: now)
        attempts += 1
        connect(now)
    }

    /// - Returns: whether there is time for another attempt.
    private mutating func pause(_ now: ContinuousClock.Instant) -> Bool {
        guard let pause = budget.nextPause() else { return false }
        server = .pausing
        hasEndedRequests = false
        budget.begin(at: now)
        wait(pause, for: .retry)
        return true
    }
}
