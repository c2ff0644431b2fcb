import IPCFraming

/// What goes to the server, where faults are meant for it.
extension WebSocketProxyMachine {
    /// The first bytes of a message have come: are they kept until it is whole?
    func beginMessage() {
        begin = now
        if isServerOutOfStep || outlet.isSilent || policy.hasUpstreamFaults { outlet.held = [] }
    }

    /// A message that was kept back goes on, or what a fault has made of it.
    ///
    /// - Returns: the fault.
    func release(_ message: WebSocketMessage?, _ request: RequestFrame?, _ number: Int) -> Fault? {
        guard let bytes = outlet.held.take(), !outlet.isSilent else { return nil }
        guard let message, let request else {
            // Behind one that was changed, a compressed one would mean nothing.
            if isServerOutOfStep { sayGoodbye(WebSocketClose(.messageTooBig)) } else { sendToServer(bytes) }
            return nil
        }
        guard var interference = policy.upstream(number, request), let fault = interference.fault else {
            sendToServer(isServerOutOfStep ? toServer.encode(message) : bytes)
            return nil
        }
        var original = Delivery(response: message.bytes)
        original.isBinary = message.kind == .binary
        let delivery = outlet.limited(fault.kind.applied(to: original, &interference.random))
        let plan = WebSocketPlan(delivery)
        var onWire = bytes
        if delivery.bytes != original.bytes || delivery.fragmentSize != nil || plan.isCut || isServerOutOfStep {
            isServerOutOfStep = deflates
            onWire = plan.encoded(by: &toServer, fragments: delivery.fragmentSize)
        }
        hasCutRequest = plan.isCut
        outlet.append(delivery, onWire, after: interference.delay)
        switch plan.ending {
        case .goOn: break
        case .close(let close):
            outlet.append(toServer.encode(close))
            outlet.silence()
        case .end: outlet.end()
        case .reset: outlet.append(.reset)
        case .hold: outlet.silence()
        }
        return fault
    }

    /// Sends what has waited, as far as its time has come.
    func pump() {
        while case .open = phase, server == .open, let action = outlet.next() {
            switch action {
            case .send(let bytes, let isEnd):
                output.append(.send(bytes, to: .server, isEnd: isEnd))
                guard isEnd else { continue }
                hasEndedRequests = true
                output.wait(Self.farewellTime, for: .departure)
            case .wait(let time):
                outlet.isWaiting = true
                output.wait(time, for: .request)
            case .close: break
            case .reset:
                output.append(.reset(.server))
                serverBroken()
            }
        }
    }
}
