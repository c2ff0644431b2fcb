import IPCFraming

/// What the server sends.
extension WebSocketProxyMachine {
    private static let quit = Array("quit".utf8)

    func receivedFromServer(_ bytes: [UInt8], _ isEnd: Bool) {
        switch server {
        case .none, .connecting, .pausing, .closed: return
        case .open, .leaving: break
        }
        switch phase {
        case .answering: answer(bytes, isEnd)
        case .refusing: passBody(bytes, isEnd)
        case .open: passAnswers(bytes, isEnd)
        case .asking, .leaving: drop(bytes, isEnd)
        }
    }

    /// Passes on what the server sends, and sees the messages in it.
    func passAnswers(_ bytes: [UInt8], _ isEnd: Bool) {
        for part in answers.parts(of: bytes) {
            if case .leaving = phase { return drop([], isEnd) }
            if part.isMessage { take(part) } else { takeControl(part) }
        }
        if isEnd { ended() }
    }

    // MARK: Messages

    /// A message, or a piece of one.
    private func take(_ part: WebSocketTracker.Part) {
        releaseParting(nil)
        if !hasBegun {
            hasBegun = true
            let first = pending.first
            interference = first.flatMap(interference)
            isHolding = isOutOfStep || interference != nil || first.map(isQuit) == true
        }
        guard case .message(let message)? = part.event else { return takePiece(part.bytes) }
        var outgoing = Outgoing(bytes: held + part.bytes)
        let isHeld = isHolding
        held = []
        hasBegun = false
        isHolding = false
        outgoing.message = message
        if isOutOfStep, message == nil { return sayGoodbye(WebSocketClose(.messageTooBig)) }
        let first = takePending()
        if owed == 0 { output.stopWaiting(for: .answer) }
        let response = message.map { ResponseFrame($0.bytes, ending: $0.kind == .text ? .complete : .binary) }
        guard let first else {
            if let response { outgoing.exchanges = [.pushed(response)] }
            return emit(outgoing)
        }
        if let exchange = exchange(first, response, message == nil ? .tooLarge : nil) {
            outgoing.exchanges = [exchange]
        }
        if isHeld { outgoing.interference = interference }
        guard isQuit(first), interference == nil else { return emit(outgoing) }
        parting = outgoing
        output.wait(Self.partingTime, for: .close)
    }

    private func takePiece(_ bytes: [UInt8]) {
        guard isHolding else { return emit(Outgoing(bytes: bytes)) }
        // It is encoded anew when it is whole.
        if isOutOfStep { return }
        held += bytes
        // What is too long to be kept is passed on.
        guard held.count > 2 * policy.frameLimit + 1024 else { return }
        isHolding = false
        emit(Outgoing(bytes: held))
        held = []
    }

    private func interference(_ pending: Pending) -> ProxyPolicy.Interference? {
        pending.request.flatMap { policy.interference(pending.number, $0) }
    }

    /// The vendor's servers answer it and close.
    private func isQuit(_ pending: Pending) -> Bool {
        guard let request = pending.request, request.ending == .terminator else { return false }
        return request.bytes.starts(with: Self.quit)
    }

    /// - Parameter close: what has come behind the answer to `quit`, if anything has.
    func releaseParting(_ close: WebSocketClose?) {
        guard var outgoing = parting.take() else { return }
        output.stopWaiting(for: .close)
        if !outgoing.exchanges.isEmpty { outgoing.exchanges[0].close = close }
        emit(outgoing)
    }

    // MARK: Between messages

    private func takeControl(_ part: WebSocketTracker.Part) {
        switch part.event {
        case .ping?: pass(part.bytes)
        case .pong?: if holdsPongs { latePongs += part.bytes } else { pass(part.bytes) }
        case .close(let close)?:
            releaseParting(close)
            self.close = close
            let exchanges = takeAllPending(.closedWithoutResponse, close)
            if case .silent = answer {
                // It answers the client's.
                output.record(exchanges)
                pass(part.bytes)
            } else {
                emit(Outgoing(bytes: part.bytes, exchanges: exchanges))
            }
        case .violation(let error)?:
            report("\(policy.to) has broken a rule of WebSocket: \(error)")
            hasBrokenRules = true
            emit(Outgoing(bytes: releaseHeld() + part.bytes))
        case .message?, nil: emit(Outgoing(bytes: part.bytes))
        }
    }

    /// Whether a fault is meant for the answer that the client waits for.
    private var holdsPongs: Bool {
        let next: ProxyPolicy.Interference?
        switch answer {
        case .delayed(let outgoing): next = outgoing.interference
        case .passing, .slicing, .silent: next = hasBegun ? interference : pending.first.flatMap(interference)
        }
        return next?.fault?.kind == .latePong
    }

    /// A frame that overtakes what waits, but stands within no other.
    private func pass(_ bytes: [UInt8]) {
        if case .slicing = answer { return add(Outgoing(bytes: bytes)) }
        passed += bytes
    }

    private func releaseHeld() -> [UInt8] {
        defer { held = [] }
        isHolding = false
        return held
    }

    // MARK: The end

    private func ended() {
        releaseParting(close ?? .abnormal)
        let failure: FailureCode = hasBrokenRules ? .protocolViolation : .closedWithoutResponse
        var outgoing = Outgoing(bytes: releaseHeld() + answers.takeRest(), isEnd: true)
        outgoing.exchanges = takeAllPending(failure, close ?? .abnormal)
        emit(outgoing)
        if case .silent = answer, close != nil {
            flush()
            sendToClient([], isEnd: true)
        }
        closeServer()
    }

    func serverBroken() {
        switch (server, phase) {
        case (.open, .answering): brokenBeforeAnswer()
        case (.open, .refusing):
            server = .closed
            endBody()
        case (.open, .open):
            server = .closed
            releaseParting(close ?? .abnormal)
            dropWaiting(.reset, close ?? .abnormal)
            phase = .leaving
            flush()
            resetClient()
        case (.open, .asking), (.open, .leaving), (.leaving, _):
            server = .closed
            output.stopWaiting(for: .departure)
        case (.none, _), (.connecting, _), (.pausing, _), (.closed, _): break
        }
    }

    /// Nobody waits for what the server sends.
    private func drop(_ bytes: [UInt8], _ isEnd: Bool) {
        for part in answers.parts(of: bytes) {
            switch part.event {
            case .message?:
                owedByServer -= 1
                if owedByServer == 0 { closeTowardsServer() }
            case .close?: output.wait(Self.farewellTime, for: .departure)
            case .ping?, .pong?, .violation?, nil: break
            }
        }
        if isEnd { closeServer() }
    }
}
