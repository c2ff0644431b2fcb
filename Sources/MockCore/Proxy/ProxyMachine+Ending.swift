import IPCFraming

/// How connections end that do not end by themselves.
extension ProxyMachine {
    /// The server has failed: the client sees a reset, as it does of a server that it is connected to itself.
    mutating func fail(_ failure: FailureCode) {
        tracker.sentAll(number)
        clearOutlet()
        sendEnding()
        dropHeld(failure)
        record(tracker.end(failure))
        resetClient()
    }

    /// The exchange has taken too long.
    mutating func answerTimeElapsed(_ now: ContinuousClock.Instant) {
        guard let timeout = policy.timeout, let start = tracker.pending.first?.start ?? tracker.begin else { return }
        let left = start + timeout - now
        guard left <= .zero else { return wait(left, for: .answer) }
        actions.append(.report("no answer from \(policy.to) within \(timeout)"))
        tracker.sentAll(number)
        sendEnding()
        dropHeld(.timeout)
        record(tracker.end(.timeout))
        resetClient()
        switch server {
        case .none, .pausing, .closed: closeServer()
        // Is left when it is there.
        case .connecting: unsent = []
        case .open: leave()
        case .leaving: break
        }
    }

    /// Nobody waits for the server any more. The vendor's would end if it were left while it works on a request.
    mutating func leave() {
        clearOutlet()
        switch policy.mode {
        case .keepAlive:
            closeServer()
        case .oneShot:
            server = .leaving
            endRequests()
            wait(Self.departureTime, for: .departure)
        }
    }

    mutating func departureTimeElapsed() {
        endOpenly(.cancelled)
        closeServer()
    }

    mutating func idle() {
        switch (server, answer) {
        // The proxy itself has let it wait.
        case (_, .delayed), (_, .slicing), (.connecting, _), (.pausing, _): return
        // That is limited already.
        case (_, _) where client == .gone || outlet.isWaiting, (.leaving, _): return
        case (.none, _), (.open, _), (.closed, _): break
        }
        actions.append(.report("a connection was silent for too long"))
        if client == .closed {
            cutClient()
        } else if tracker.isIdle || isAnswered {
            sendEnding()
            endOpenly(.cancelled)
            answer = .passing
            close()
        } else {
            cancel()
        }
    }

    mutating func drain() {
        isDraining = true
        switch server {
        case .none:
            close()
        case .connecting, .pausing, .open:
            guard tracker.pending.isEmpty, tracker.begin != nil else { break }
            // Half a request: it may never become a whole one.
            resetClient()
            clientDeparted()
        case .leaving, .closed:
            break
        }
    }

    mutating func cancel() {
        dropHeld(.cancelled)
        endOpenly(.cancelled)
        tracker.dropPartial()
        closeServer()
        owesEnd = false
        // Never a clean end of an answer that was cut off.
        cutClient()
    }

    /// Records what is under way.
    private mutating func endOpenly(_ failure: FailureCode) {
        record(isAnswered ? tracker.endWithoutClose() : tracker.end(failure))
    }

    /// What was kept back as it may have been the end goes out.
    private mutating func sendEnding() {
        stopWaiting(for: .close)
        if case .ending(let bytes) = answer {
            answer = .passing
            sendToClient(bytes)
        }
    }
}
