/// One connection of a server, without sockets, threads and clocks: events in, actions out.
package protocol ServerMachine {
    /// Whether what the client sends is to be received now. What it sends meanwhile stays in the system.
    var isReceiving: Bool { get }
    /// Whether a part of a request has come, and the client's system may wait for a word before it sends the rest.
    var isMidway: Bool { get }
    /// Whether nothing more will happen.
    var hasEnded: Bool { get }
    /// The bytes that it keeps of requests and of answers.
    var heldCount: Int { get }
    /// Whether a server that does one thing at a time does nothing else now.
    var isBusy: Bool { get }

    mutating func handle(_ event: ConnectionMachine.Event, now: ContinuousClock.Instant) -> [ConnectionMachine.Action]
}

extension ConnectionMachine: ServerMachine {
    package var isBusy: Bool { false }

    package mutating func handle(_ event: Event, now: ContinuousClock.Instant) -> [Action] {
        handle(event)
    }
}
