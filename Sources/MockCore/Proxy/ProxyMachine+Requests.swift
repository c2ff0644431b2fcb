import IPCFraming

/// What goes to the server.
extension ProxyMachine {
    /// Passes on what the client sends, and sees the requests in it.
    mutating func forward(_ bytes: [UInt8], _ isEnd: Bool, _ now: ContinuousClock.Instant) {
        if outlet.isIdle, !policy.hasUpstreamFaults {
            watch(bytes, now)
            if isEnd { tracker.sentAll(number) }
            return send(bytes, isEnd)
        }
        var rest = bytes[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: Framing.requestTerminator).map { $0 + 1 } ?? rest.endIndex
            forward(part: Array(rest[..<end]), now)
            rest = rest[end...]
        }
        guard isEnd else { return }
        tracker.sentAll(number)
        releaseRequest()
        if endsRequests { outlet.end() }
    }

    @discardableResult
    private mutating func watch(_ bytes: [UInt8], _ now: ContinuousClock.Instant) -> Bool {
        let known = tracker.pending.count
        let isTooLong = tracker.sent(bytes, at: now, number)
        if isTooLong {
            actions.append(.report("a request of more than \(policy.frameLimit) bytes is passed on, and not recorded"))
        }
        if tracker.pending.count == known, !bytes.isEmpty { actions.append(.acknowledge(.client)) }
        return isTooLong
    }

    private mutating func send(_ bytes: [UInt8], _ isEnd: Bool) {
        guard server == .open else {
            unsent += bytes
            return
        }
        let isEnd = isEnd && endsRequests
        if !bytes.isEmpty || isEnd { actions.append(.send(bytes, to: .server, isEnd: isEnd)) }
        if isEnd { hasEndedRequests = true }
    }

    // MARK: Faults

    /// Passes on a part that ends with a request, if a request ends in it.
    private mutating func forward(part: [UInt8], _ now: ContinuousClock.Instant) {
        // What has gone out to its first half cannot be kept back.
        if tracker.begin == nil, !tracker.isRequestWhole, policy.hasUpstreamFaults { outlet.held = [] }
        let known = tracker.pending.count
        let isTooLong = watch(part, now)
        guard outlet.held != nil else { return outlet.isSilent ? () : outlet.append(part) }
        outlet.held? += part
        if tracker.pending.count > known || isTooLong { releaseRequest() }
    }

    /// A request that was kept back goes on, or what a fault has made of it.
    private mutating func releaseRequest() {
        guard let bytes = outlet.held.take(), !outlet.isSilent else { return }
        guard tracker.begin == nil, let pending = tracker.pending.last, let request = pending.request,
            var interference = policy.upstream(pending.number, request), let fault = interference.fault
        else { return outlet.append(bytes) }
        tracker.mark(fault)
        let made = fault.kind.applied(to: Delivery(bytes), terminator: request.end, &interference.random)
        let delivery = outlet.limited(made)
        outlet.append(delivery, delivery.bytes, after: interference.delay)
        switch delivery.ending {
        case .usual: break
        // What came of it may still be answered.
        case .close: if delivery.bytes.isEmpty { outlet.append(.close) } else { outlet.end() }
        case .hold: outlet.silence()
        case .reset: outlet.append(.reset)
        }
    }

    /// Sends what has waited, as far as its time has come.
    mutating func pump() {
        while server == .open, let action = outlet.next() {
            switch action {
            case .send(let bytes, let isEnd):
                actions.append(.send(bytes, to: .server, isEnd: isEnd))
                if isEnd { hasEndedRequests = true }
            case .wait(let time):
                outlet.isWaiting = true
                wait(time, for: .request)
            case .close: receivedFromServer([], true)
            case .reset:
                actions.append(.reset(.server))
                server = .closed
                fail(.reset)
            }
        }
    }

    mutating func clearOutlet() {
        outlet.clear()
        stopWaiting(for: .request)
    }

    /// Closes the connection to the server, later where a fault wants that.
    mutating func closeServerInTime() {
        guard let delay = outlet.endDelay, server == .open, !isDraining else { return closeServer() }
        server = .leaving
        wait(delay, for: .departure)
    }
}
