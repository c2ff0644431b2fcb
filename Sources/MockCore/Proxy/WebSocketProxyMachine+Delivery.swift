import IPCFraming

/// What goes to the client, and when.
extension WebSocketProxyMachine {
    /// Sends it with what goes out together, or lets it wait for what is before it.
    func emit(_ outgoing: Outgoing) {
        switch answer {
        case .passing where waiting.isEmpty && outgoing.interference == nil && !isOutOfStep:
            passed += outgoing.bytes
            passedExchanges += outgoing.exchanges
            if outgoing.isEnd {
                flush()
                sendToClient([], isEnd: true)
            }
        case .passing, .delayed, .slicing: add(outgoing)
        case .silent: output.record(outgoing.exchanges.map { Self.unseen($0, .timeout) })
        }
    }

    /// An exchange whose answer the client will not have.
    private static func unseen(
        _ exchange: ProxiedExchange,
        _ failure: FailureCode,
        _ close: WebSocketClose? = nil
    ) -> ProxiedExchange {
        var exchange = exchange
        exchange.response = nil
        exchange.failure = failure
        exchange.close = close
        return exchange
    }

    func add(_ outgoing: Outgoing) {
        waiting.append(outgoing)
        waitingBytes += outgoing.bytes.count
    }

    /// Sends what goes out together.
    func flush() {
        let (bytes, exchanges) = (passed, passedExchanges)
        passed = []
        passedExchanges = []
        output.record(exchanges)
        sendToClient(bytes)
    }

    /// Sends what has waited for its turn, now or when its time has come.
    func deliver(_ next: Outgoing) {
        let delay = next.interference?.delay ?? .zero
        guard delay > .zero, client == .open || client == .ended else { return send(next) }
        flush()
        answer = .delayed(next)
        output.wait(delay, for: .delivery)
    }

    func deliveryTimeElapsed() {
        switch answer {
        case .delayed(let outgoing):
            answer = .passing
            send(outgoing)
        case .slicing(let rest, let delivery): sendSlice(of: rest, delivery)
        case .passing, .silent: break
        }
    }

    private func send(_ outgoing: Outgoing) {
        flush()
        if var interference = outgoing.interference, let fault = interference.fault, let message = outgoing.message {
            send(outgoing, message, fault, &interference.random)
        } else {
            output.record(outgoing.exchanges)
            let message = isOutOfStep ? outgoing.message : nil
            sendToClient(message.map { toClient.encode($0) } ?? outgoing.bytes)
            if outgoing.isEnd { sendToClient([], isEnd: true) }
        }
        guard !latePongs.isEmpty else { return }
        let pongs = Outgoing(bytes: latePongs)
        latePongs = []
        if case .slicing = answer { add(pongs) } else { sendToClient(pongs.bytes) }
    }

    private func send(
        _ outgoing: Outgoing,
        _ message: WebSocketMessage,
        _ fault: Fault,
        _ random: inout SeededGenerator
    ) {
        var original = Delivery(response: message.bytes)
        original.isBinary = message.kind == .binary
        let delivery = fault.kind.applied(to: original, &random)
        let plan = WebSocketPlan(delivery)
        let outcome = plan.outcome
        output.record(
            outgoing.exchanges.map { exchange in
                var exchange = exchange
                exchange.response = outcome.response
                exchange.failure = outcome.error
                exchange.close = outcome.close
                exchange.fault = fault.source
                return exchange
            }
        )
        let isSame = delivery.bytes == original.bytes && delivery.fragmentSize == nil && !plan.isCut
        var bytes = outgoing.bytes
        if !isSame || isOutOfStep {
            isOutOfStep = deflates
            bytes = plan.encoded(by: &toClient, fragments: delivery.fragmentSize)
        }
        if delivery.slices != nil {
            sendSlice(of: bytes[...], delivery)
        } else {
            sendToClient(bytes)
            end(plan.ending)
        }
    }

    private func sendSlice(of rest: ArraySlice<UInt8>, _ delivery: Delivery) {
        let size = delivery.slices?.size ?? rest.count
        sendToClient(Array(rest.prefix(size)))
        let rest = rest.dropFirst(size)
        guard !rest.isEmpty else {
            answer = .passing
            return end(WebSocketPlan(delivery).ending)
        }
        answer = .slicing(rest, delivery)
        output.wait(delivery.slices?.pause ?? .zero, for: .delivery)
    }

    /// What becomes of the connection behind an answer that a fault was meant for.
    private func end(_ ending: WebSocketPlan.Ending) {
        switch ending {
        case .goOn: return
        case .close(let close): sayGoodbye(close)
        case .end:
            leave()
            sendToClient([], isEnd: true)
        case .reset:
            leave()
            resetClient()
        case .hold:
            dropWaiting(.cancelled, nil)
            answer = .silent
        }
    }

    // MARK: What waits

    /// Nothing need be kept back: what waits is recorded, and no more.
    func releaseWaiting() {
        output.stopWaiting(for: .delivery)
        if case .delayed(let outgoing) = answer { output.record(outgoing.exchanges) }
        switch answer {
        case .silent: break
        case .passing, .delayed, .slicing: answer = .passing
        }
        while let next = waiting.popFirst() { output.record(next.exchanges) }
        waitingBytes = 0
    }

    /// Nothing that waits goes out any more, nor is what is under way answered.
    func dropWaiting(_ failure: FailureCode, _ close: WebSocketClose?) {
        output.stopWaiting(for: .delivery)
        var exchanges: [ProxiedExchange] = []
        if case .delayed(let outgoing) = answer { exchanges += outgoing.exchanges }
        while let next = waiting.popFirst() { exchanges += next.exchanges }
        waitingBytes = 0
        answer = .passing
        output.record(exchanges.map { Self.unseen($0, failure, close) } + takeAllPending(failure, close))
    }
}
