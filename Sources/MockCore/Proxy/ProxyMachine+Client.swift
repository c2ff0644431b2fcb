import IPCFraming

/// What the client does.
extension ProxyMachine {
    mutating func receivedFromClient(_ bytes: [UInt8], _ isEnd: Bool, _ now: ContinuousClock.Instant) {
        guard client == .open else { return }
        if isEnd { client = .ended }
        switch server {
        case .none:
            if bytes.isEmpty {
                if isEnd { endBareConnection() }
                return
            }
            begin(now)
            forward(bytes, isEnd, now)
            connect(now)
        case .connecting, .pausing:
            forward(bytes, isEnd, now)
        case .open:
            if !bytes.isEmpty { beginAnother(now) }
            forward(bytes, isEnd, now)
        case .leaving, .closed:
            // It is for nobody.
            break
        }
    }

    mutating func clientBroken() {
        let isNew = client == .open || client == .ended
        loseClient()
        if isNew { clientDeparted() }
    }

    /// The client is not there any more: what becomes of its request?
    mutating func clientDeparted() {
        stopWaiting(for: .close)
        switch server {
        case .none:
            endBareConnection()
        case .connecting, .pausing:
            // The server has not got the request, and need not.
            if !tracker.pending.isEmpty {
                record(tracker.end(.cancelled))
            } else {
                actions.append(.report(Self.halfRequestReport))
            }
            tracker.dropPartial()
            unsent = []
            clearOutlet()
            // A connection that is there, or nearly, must not be closed bare.
            if server == .pausing { closeServer() }
        case .open where policy.mode == .keepAlive && tracker.pending.isEmpty:
            if !tracker.isIdle { actions.append(.report(Self.halfRequestReport)) }
            tracker.dropPartial()
            closeServerInTime()
        case .open where tracker.isIdle:
            closeServerInTime()
        case .open where outlet.isSilent:
            record(tracker.end(.cancelled))
            leave()
        case .open:
            if !isAnswered { actions.append(.report(Self.departureReport)) }
            if policy.mode == .oneShot {
                // What there is of a request is answered as one, and the server lives on.
                tracker.sentAll(number)
                endRequests()
            }
            wait(Self.departureTime, for: .departure)
        case .leaving, .closed:
            break
        }
        releaseHeld()
    }

    /// Ends the request under way, where there is one.
    mutating func endRequests() {
        guard !hasEndedRequests else { return }
        guard outlet.isEmpty, outlet.endDelay == nil || outlet.isSilent else { return outlet.end() }
        hasEndedRequests = true
        actions.append(.send([], to: .server, isEnd: true))
    }

    private static let halfRequestReport = "a client left in the middle of its request"
    private static let departureReport =
        "a client left before its answer, which ends the vendor's server: its connection there is kept until the answer comes, "
        + "60 s at the most"

    /// The server is not told: a bare connect and close ends the vendor's.
    private mutating func endBareConnection() {
        actions.append(.report("a client closed its connection without a byte: the server was not connected to"))
        server = .closed
        closeClient()
    }

    /// An exchange begins.
    private mutating func begin(_ now: ContinuousClock.Instant) {
        budget = ConnectBudget(policy.connectTimeout)
        attempts = 1
        if let timeout = policy.timeout { wait(timeout, for: .answer) }
    }

    /// Before the client's next bytes: do they begin an exchange?
    private mutating func beginAnother(_ now: ContinuousClock.Instant) {
        if case .passing = answer, isAnswered {
            // The server has not closed behind its answer, and the client goes on: one connection for many exchanges.
            if !keepsOpen { actions.append(.hintAtKeepAlive) }
            keepsOpen = true
            record(tracker.endWithoutClose())
        }
        if tracker.isIdle, !tracker.isRequestWhole { begin(now) }
    }

    /// Whether the server is to be told that the client sends no more.
    var endsRequests: Bool {
        switch policy.mode {
        case .oneShot where !keepsOpen: true
        // Else a half-close does harm, but such a request is ended by nothing else.
        case .oneShot, .keepAlive: tracker.pending.last?.endsWithStream == true
        }
    }
}
