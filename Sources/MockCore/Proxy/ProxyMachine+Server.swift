import IPCFraming

/// What the server sends.
extension ProxyMachine {
    mutating func receivedFromServer(_ bytes: [UInt8], _ isEnd: Bool) {
        switch server {
        case .none, .connecting, .pausing, .closed:
            return
        case .leaving:
            if isEnd { closeServer() }
            return
        case .open:
            break
        }
        var passed: [UInt8] = []
        if case .ending(let kept) = answer {
            stopWaiting(for: .close)
            answer = .passing
            passed = kept
        }
        var ended: [ExchangeTracker.Ended] = []
        divide(bytes, &passed, &ended)
        if isEnd {
            // What the server did not wait for is a request all the same.
            tracker.sentAll(number)
            let isHeld = holds(tracker.pending.first)
            for exchange in tracker.receivedAll() { take(exchange, isHeld, &ended) }
            isHolding = nil
            closeServer()
        }
        record(ended)
        pass(passed, isEnd)
        if !bytes.isEmpty, !isEnd, ended.isEmpty, held.isEmpty, !tracker.isAnswered {
            actions.append(.acknowledge(.server))
        }
    }

    /// Divides bytes into those that go out now and those that are held.
    private mutating func divide(
        _ bytes: [UInt8],
        _ passed: inout [UInt8],
        _ ended: inout [ExchangeTracker.Ended]
    ) {
        let first = tracker.pending.first
        var rest = bytes[...]
        for part in tracker.received(bytes) {
            let isHeld = holds(part.ended?.pending ?? (rest.startIndex == 0 ? first : tracker.pending.first))
            if !isHeld {
                // Mostly it is all, and large when it matters.
                let isAll = part.count == bytes.count && passed.isEmpty
                if isAll { passed = bytes } else { passed += rest.prefix(part.count) }
            }
            rest = rest.dropFirst(part.count)
            if let exchange = part.ended { take(exchange, isHeld, &ended) }
            isHolding = tracker.answerSize == 0 || !rest.isEmpty ? nil : isHeld
        }
    }

    private mutating func take(
        _ exchange: ExchangeTracker.Ended,
        _ isHeld: Bool,
        _ ended: inout [ExchangeTracker.Ended]
    ) {
        guard isHeld else { return ended.append(exchange) }
        held.append(HeldAnswer(ended: exchange, interference: interference(exchange.pending)))
    }

    private mutating func pass(_ bytes: [UInt8], _ isEnd: Bool) {
        switch answer {
        case .passing where held.isEmpty && (isEnd || bytes.isEmpty || keepsOpen || !tracker.isAnswered):
            sendToClient(bytes, isEnd: isEnd)
        case .passing where held.isEmpty:
            answer = .ending(bytes)
            wait(Self.closingTime, for: .close)
        case .passing, .delayed, .slicing:
            // What is held goes out behind these bytes, and the end behind that.
            sendToClient(bytes)
            owesEnd = isEnd
        case .ending, .silent:
            break
        }
    }

    mutating func closingTimeElapsed() {
        guard case .ending(let bytes) = answer else { return }
        answer = .passing
        sendToClient(bytes)
    }

    // MARK: What is held

    /// Whether an answer is kept until it is whole. That does not change once a part of it has come.
    private func holds(_ exchange: ExchangeTracker.Pending?) -> Bool {
        if let isHolding { return isHolding }
        switch answer {
        case .delayed, .slicing, .silent: return true
        case .passing, .ending: return !held.isEmpty || exchange.flatMap(interference) != nil
        }
    }

    private func interference(_ exchange: ExchangeTracker.Pending) -> ProxyPolicy.Interference? {
        exchange.request.flatMap { policy.interference(exchange.number, $0) }
    }
}
