import IPCFraming

/// The straight way of most exchanges, for who answers at once: one message in, one frame out. It leads to the same as
/// ``handle(_:now:)``, without an event and an action for each step, which take as long as all the rest.
extension WebSocketMachine: StraightMachine {
    /// A connection goes on behind its answers.
    package var isLast: Bool { false }

    package func takeOnly(_ bytes: UnsafeRawBufferPointer) -> ReceivedRequest? {
        guard case .open = life, isIdle, !isDraining, !isInputClosed,
            sendings.isEmpty, messages.isEmpty, postponed.isEmpty,
            let message = decoder.onlyText(in: bytes), message.textError == nil
        else { return nil }
        work = .asking
        return request(message)
    }

    package func bytes(of reply: Reaction.Reply) -> [UInt8]? {
        guard reply.delay == .zero, reply.delivery.isPlain else { return nil }
        sentCount += reply.delivery.bytes.count
        return encode(WebSocketMessage(.text, reply.delivery.text))
    }

    package func outcome(of reply: Reaction.Reply) -> Delivery.Outcome {
        WebSocketPlan(reply.delivery).outcome
    }

    package func finish(_ now: ContinuousClock.Instant) -> [Action] {
        work = .none
        return []
    }

    package func complete(_ reply: Reaction.Reply) {
        work = .completing(reply)
        sendings.append(.answer)
    }
}
