/// A client's connection to a proxy and the one to the server, without sockets, threads and clocks: events in, actions out.
package protocol RelayMachine {
    /// Whether there is nothing left to do: both connections are closed, or about to be.
    var isOver: Bool { get }

    /// Whether what a side sends is to be read. (Where the other side does not take it is another matter.)
    func wantsInput(from side: ProxyMachine.Side) -> Bool

    /// Takes in what has happened, and when.
    ///
    /// - Returns: what is to be done.
    mutating func handle(_ event: ProxyMachine.Event, at now: ContinuousClock.Instant) -> [ProxyMachine.Action]
}

extension ProxyMachine: RelayMachine {}
