import IPCFraming

/// Messages that nobody has asked for.
extension WebSocketMachine {
    /// More than so many that the client does not take are not sent.
    private static let mostPushes = 1024

    /// Whether a message can be sent unasked.
    package var takesPushes: Bool {
        guard case .open = life else { return false }
        return pushes.count < Self.mostPushes && sendings.count < Self.mostPushes
    }

    func push(_ message: WebSocketMessage) -> [Action] {
        guard takesPushes else { return [] }
        switch work {
        // Between two messages of an answer nothing is in the way.
        case .sending(_, let rest) where rest.isEmpty, .pausing(_, let rest) where rest.isEmpty:
            return [send(encode(message))]
        case .sending, .pausing:
            pushes.append(message)
            return []
        case .none, .asking, .delaying, .recording, .completing, .losing: return [send(encode(message))]
        }
    }

    func releasePushes() -> [Action] {
        defer { pushes = [] }
        guard case .open = life else { return [] }
        return pushes.map { send(encode($0)) }
    }
}
