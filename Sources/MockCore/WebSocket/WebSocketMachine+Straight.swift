import IPCFraming

/// The straight way of most exchanges, for who answers at once: one message in, one frame out. It leads to the same as
/// ``handle(_:now:)``, without an event and an action for each step, which take as long as all the rest.
extension WebSocketMachine {
    /// Takes a message, if it is all that has come and nothing else is to be done; it is being worked on then.
    ///
    /// - Returns: `nil` when that is not so: then the bytes are an event like any other.
    package func takeOnlyMessage(_ bytes: UnsafeRawBufferPointer) -> ReceivedRequest? {
        guard case .open = life, isIdle, !isDraining, !isInputClosed, sendings.isEmpty, messages.isEmpty,
            let message = decoder.onlyText(in: bytes), message.textError == nil
        else { return nil }
        work = .asking
        return request(message)
    }

    /// What goes out, if the answer takes no time and the connection goes on behind it.
    ///
    /// - Returns: `nil` when that is not so: then the answer is an event like any other.
    package func frame(of reply: Reaction.Reply) -> [UInt8]? {
        guard reply.delay == .zero, reply.delivery.isPlain else { return nil }
        sentCount += reply.delivery.bytes.count
        return encode(WebSocketPlan(reply.delivery), reply.delivery)
    }

    /// What a client makes of an answer.
    package static func outcome(of reply: Reaction.Reply) -> Delivery.Outcome {
        WebSocketPlan(reply.delivery).outcome
    }

    /// The frame of an answer has gone out.
    package func finish(_ now: ContinuousClock.Instant) {
        work = .none
        forgivePong(now)
    }

    /// The frame of an answer is on its way out: an event will tell what becomes of it.
    package func complete(_ reply: Reaction.Reply) {
        work = .completing(reply)
        sendings.append(.answer)
    }
}

extension Delivery {
    /// Whether it is a response, and nothing else happens.
    fileprivate var isPlain: Bool { !bytes.isEmpty && self == Delivery(bytes) }
}
