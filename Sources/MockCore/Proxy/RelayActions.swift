/// What a machine wants done, in its order: the client has nothing before it is in the recording.
struct RelayActions {
    typealias Action = ProxyMachine.Action
    typealias Timer = ProxyMachine.Timer

    /// Recordings that are under way.
    private(set) var unrecorded = 0
    private var actions: [Action] = []
    /// What the client gets when they are done.
    private var blocked: [Action] = []
    /// The timers that run, a bit each.
    private var timers: UInt8 = 0

    mutating func append(_ action: Action) {
        actions.append(action)
    }

    /// Does something to the client's connection, behind what is being recorded.
    mutating func toClient(_ action: Action) {
        if unrecorded > 0 { blocked.append(action) } else { actions.append(action) }
    }

    /// The client cannot be reached any more.
    mutating func loseClient() {
        blocked = []
    }

    mutating func record(_ exchanges: [ProxiedExchange]) {
        guard !exchanges.isEmpty else { return }
        unrecorded += 1
        actions.append(.record(exchanges))
    }

    mutating func recorded() {
        guard unrecorded > 0 else { return }
        unrecorded -= 1
        guard unrecorded == 0 else { return }
        actions += blocked
        blocked = []
    }

    mutating func wait(_ time: Duration, for timer: Timer) {
        timers |= 1 << timer.rawValue
        actions.append(.wait(time, timer))
    }

    mutating func stopWaiting(for timer: Timer) {
        if clear(timer) { actions.append(.stopWaiting(timer)) }
    }

    /// - Returns: whether it ran.
    mutating func clear(_ timer: Timer) -> Bool {
        let bit: UInt8 = 1 << timer.rawValue
        defer { timers &= ~bit }
        return timers & bit != 0
    }

    /// Hands out what is to be done.
    mutating func takeAll() -> [Action] {
        defer { actions = [] }
        return actions
    }
}
