import IPCFraming

/// How connections end that do not end by themselves.
extension WebSocketProxyMachine {
    /// Both connections end: the client is told why, and the server when it has answered what it was asked.
    ///
    /// - Parameter failure: what becomes of what is under way.
    func sayGoodbye(_ close: WebSocketClose, _ failure: FailureCode = .cancelled) {
        // A Close within a frame would be a part of it.
        let isMidway = hasBegun && !isHolding
        leave(failure)
        if isMidway || client != .open { return sendToClient([], isEnd: true) }
        awaitsClose = true
        sendToClient(toClient.encode(close))
        output.wait(Self.farewellTime, for: .farewell)
    }

    /// Nothing goes on any more from one side to the other.
    func leave(_ failure: FailureCode = .cancelled) {
        if case .leaving = phase { return }
        owedByServer = awaited
        releaseParting(nil)
        dropWaiting(failure, nil)
        flush()
        phase = .leaving
        hasCutRequest = hasCutRequest || outlet.isMidway
        outlet.clear()
        output.stopWaiting(for: .request)
        guard server == .open else { return closeServer() }
        server = .leaving
        guard owedByServer > 0 else { return closeTowardsServer() }
        output.wait(ProxyMachine.departureTime, for: .departure)
    }

    /// The server is told that nobody is there any more.
    func closeTowardsServer() {
        output.wait(Self.farewellTime, for: .departure)
        if requests.isMidway || heldClose != nil || hasCutRequest {
            sendToServer(heldClose ?? [])
        } else {
            sendToServer(toServer.encode(WebSocketClose(.goingAway)))
        }
        guard !hasEndedRequests else { return }
        hasEndedRequests = true
        output.append(.send([], to: .server, isEnd: true))
    }

    /// The exchange has taken too long.
    func answerTimeElapsed() {
        guard let timeout = policy.timeout, let start = pending.first?.start else { return }
        let left = start + timeout - now
        guard left <= .zero else { return output.wait(left, for: .answer) }
        report("no answer from \(policy.to) within \(timeout)")
        sayGoodbye(WebSocketClose(.internalError, "no answer within \(timeout)"), .timeout)
    }

    func idle() {
        switch (server, answer) {
        // The proxy itself has let it wait.
        case (_, .delayed), (_, .slicing), (.connecting, _), (.pausing, _): return
        // That is limited already.
        case (_, _) where client == .gone || outlet.isWaiting, (.leaving, _): return
        case (.none, _), (.open, _), (.closed, _): break
        }
        report("a connection was silent for too long")
        switch phase {
        case .open where owed == 0 && client != .closed: sayGoodbye(WebSocketClose(.goingAway))
        case .asking, .answering, .refusing, .open, .leaving: cancel()
        }
    }

    func drain() {
        isDraining = true
        switch phase {
        case .asking, .answering: failHandshake("this proxy ends")
        case .refusing, .open, .leaving: break
        }
    }

    func cancel() {
        for timer in [Timer.handshake, .farewell] { output.stopWaiting(for: timer) }
        releaseParting(nil)
        flush()
        dropWaiting(.cancelled, nil)
        phase = .leaving
        closeServer()
        // Never a clean end of an answer that was cut off.
        cutClient()
    }
}
