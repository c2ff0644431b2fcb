import IPCFraming

/// The straight way of most exchanges, for who answers at once: one request in, one response out. It leads to the same as
/// ``handle(_:)``, without an event and an action for each step, which take as long as all the rest.
extension ConnectionMachine: StraightMachine {
    /// Lets the connection in, where that is asked, without an event.
    ///
    /// - Parameter isAdmitted: whether no connection is refused now; if not, it is asked by an action.
    package mutating func admit(if isAdmitted: () -> Bool) {
        guard !self.isAdmitted, case .receiving = state else { return }
        self.isAdmitted = isAdmitted()
    }

    package mutating func takeOnly(_ bytes: UnsafeRawBufferPointer) -> ReceivedRequest? {
        guard case .receiving = state, isAdmitted, !isInputClosed, !isDraining,
            let request = reader.onlyRequest(in: bytes)
        else { return nil }
        hasReceived = true
        begin(request)
        return request
    }

    package mutating func bytes(of reply: Reaction.Reply) -> [UInt8]? {
        guard reply.delay == .zero, reply.delivery.isPlain else { return nil }
        sentCount += reply.delivery.bytes.count
        return reply.delivery.bytes
    }

    package func outcome(of reply: Reaction.Reply) -> Delivery.Outcome {
        reply.delivery.outcome(settings.mode)
    }

    package mutating func finish(_ now: ContinuousClock.Instant) -> [Action] {
        guard !isLast else { return close() }
        state = .receiving
        return []
    }

    package mutating func complete(_ reply: Reaction.Reply) {
        state = .completing(reply)
    }
}
