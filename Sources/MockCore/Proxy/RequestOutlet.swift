/// What goes to the server behind a proxy where faults are meant for requests: in its order, in pieces, in its time.
struct RequestOutlet {
    /// What is to be done next.
    enum Action {
        /// Half-closes behind the bytes when they are the last.
        case send([UInt8], isEnd: Bool)
        case wait(Duration)
        case close
        case reset
    }

    private enum Step {
        case action(Action)
        /// The next piece goes out now, or behind a pause.
        case slices(ArraySlice<UInt8>, Delivery.Slices, isDue: Bool)
    }

    /// What there is of a request that is kept until it is whole; `nil` when requests go on as they come.
    var held: [UInt8]?
    /// Whether a pause has not elapsed.
    var isWaiting = false
    /// Whether no request goes to the server any more.
    private(set) var isSilent = false
    /// How much later than the client's the connection to the server is closed.
    private(set) var endDelay: Duration?
    private(set) var waitingBytes = 0
    private var steps = FirstInFirstOut<Step>()
    private var hasEnd = false
    /// The bytes of requests that faults were meant for, so far.
    private var count = 0

    /// Whether bytes may go to the server past it.
    var isEmpty: Bool { steps.isEmpty && !isWaiting }

    /// Whether it has nothing, and will do nothing to what comes.
    var isIdle: Bool { isEmpty && held == nil && !isSilent && endDelay == nil }

    /// Whether a part of a request has gone out, and the rest has not.
    var isMidway: Bool { if case .slices(_, _, isDue: false)? = steps.first { true } else { false } }

    mutating func append(_ bytes: [UInt8]) {
        if !bytes.isEmpty { append(.send(bytes, isEnd: false)) }
    }

    mutating func append(_ action: Action) {
        guard !hasEnd else { return }
        if case .send(let bytes, _) = action { waitingBytes += bytes.count }
        steps.append(.action(action))
    }

    /// The server is told that the client sends no more.
    mutating func end() {
        guard !hasEnd else { return }
        if let endDelay { append(.wait(endDelay)) }
        if case .action(.send(let bytes, _))? = steps.last {
            steps.last = .action(.send(bytes, isEnd: true))
        } else {
            append(.send([], isEnd: true))
        }
        hasEnd = true
    }

    /// What has become of a request, but for how it ends.
    ///
    /// - Parameter bytes: on the wire.
    mutating func append(_ delivery: Delivery, _ bytes: [UInt8], after delay: Duration) {
        if delay > .zero { append(.wait(delay)) }
        endDelay = delivery.closeDelay ?? endDelay
        guard let slices = delivery.slices, !hasEnd else { return append(bytes) }
        waitingBytes += bytes.count
        if !bytes.isEmpty { steps.append(.slices(bytes[...], slices, isDue: true)) }
    }

    /// What of a request goes out on a connection that may have a limit.
    mutating func limited(_ delivery: Delivery) -> Delivery {
        let limited = delivery.limited(behind: count)
        count += limited.bytes.count
        return limited
    }

    /// No request goes to the server any more.
    mutating func silence() {
        isSilent = true
    }

    mutating func next() -> Action? {
        guard !isWaiting, let first = steps.first else { return nil }
        switch first {
        case .action(let action):
            _ = steps.popFirst()
            if case .send(let bytes, _) = action { waitingBytes -= bytes.count }
            return action
        case .slices(let rest, let slices, isDue: true):
            let piece = Array(rest.prefix(slices.size))
            waitingBytes -= piece.count
            if piece.count == rest.count {
                _ = steps.popFirst()
            } else {
                steps.first = .slices(rest.dropFirst(piece.count), slices, isDue: false)
            }
            return .send(piece, isEnd: false)
        case .slices(let rest, let slices, isDue: false):
            steps.first = .slices(rest, slices, isDue: true)
            return .wait(slices.pause)
        }
    }

    /// Forgets what it has.
    mutating func clear() {
        steps = FirstInFirstOut()
        waitingBytes = 0
        held = nil
        isWaiting = false
    }
}
