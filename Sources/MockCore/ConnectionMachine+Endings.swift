import IPCFraming

/// How a connection ends otherwise than behind its last answer.
extension ConnectionMachine {
    mutating func idle() -> [Action] {
        switch state {
        case .holding, .lingering: return end(.close)
        case .receiving, .sending, .completing, .greeting:
            let time = settings.idleTimeout.map { " for \($0)" } ?? ""
            return fail("a connection was silent\(time)", .reset)
        // It is the server that takes its time.
        case .admitting, .asking, .abandoned, .delaying, .recording, .pausing, .losing, .ended: return []
        }
    }

    mutating func drain() -> [Action] {
        isDraining = true
        switch state {
        case .receiving: return takeRequest()
        case .holding, .lingering: return end(.close)
        case .admitting, .asking, .abandoned, .delaying, .recording, .sending, .pausing, .completing, .losing,
            .greeting, .ended:
            return []
        }
    }

    mutating func cancel() -> [Action] {
        switch state {
        case .receiving, .admitting: return end(.reset)
        case .greeting, .holding, .lingering: return end(.close)
        case .asking, .abandoned, .delaying, .recording, .sending, .pausing, .completing, .losing:
            return abort(.cancelled)
        case .ended: return []
        }
    }

    mutating func broken(_ reason: String) -> [Action] {
        switch state {
        // On purpose, or behind everything.
        case .holding, .lingering, .ended: return end(.close)
        case .greeting: return left()
        case .receiving, .admitting, .asking, .abandoned, .delaying, .recording, .sending, .pausing, .completing,
            .losing:
            guard isDeadly else { return fail(reason, .reset) }
            return [.die] + fail(reason + Self.deadly, .reset)
        }
    }

    /// The client was not there any more when our side was closed behind its answer.
    mutating func left() -> [Action] {
        let words = hasReceived ? "a client left before its answer" : "a connection was closed without a request"
        state = .ended
        return isDeadly ? [.die, .log(.broken(words + Self.deadly)), .close] : [.close]
    }

    /// Whether a client that leaves ends the vendor's server.
    private var isDeadly: Bool { settings.mode == .oneShot && !settings.isLenient }

    /// The connection is of no use any more.
    ///
    /// - Parameter error: what an exchange under way is recorded with.
    mutating func fail(_ reason: String, _ error: FailureCode) -> [Action] {
        switch state {
        case .receiving, .admitting, .greeting: return end([.log(.broken(reason)), .close])
        case .holding, .lingering, .ended: return []
        case .asking, .abandoned, .delaying, .recording, .sending, .pausing, .completing, .losing:
            return [.log(.broken(reason))] + abort(error)
        }
    }

    /// Ends an exchange that is under way. It is recorded all the same, once.
    mutating func abort(_ error: FailureCode) -> [Action] {
        switch state {
        case .asking:
            state = .abandoned(error: error)
            return []
        case .delaying(let reply), .sending(let reply, _), .pausing(let reply, _): return lose(reply, error)
        case .recording(let reply, _):
            // The journal has it.
            state = .losing(reply)
            return []
        case .completing(let reply): return end([.finish(reply), .reset])
        case .receiving, .admitting, .abandoned, .losing, .greeting, .holding, .lingering, .ended: return []
        }
    }

    mutating func lose(_ reply: Reaction.Reply, _ error: FailureCode) -> [Action] {
        state = .losing(reply)
        return [.record(reply, Delivery.Outcome(response: nil, error: error))]
    }

    mutating func end(_ action: Action) -> [Action] {
        end([action])
    }

    mutating func end(_ actions: [Action]) -> [Action] {
        state = .ended
        reader = RequestReader(limit: 0, isLenient: true)
        return actions
    }
}
