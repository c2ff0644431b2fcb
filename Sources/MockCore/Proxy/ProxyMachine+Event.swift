package import IPCFraming

extension ProxyMachine {
    /// One of the two connections.
    package enum Side: Hashable, Sendable {
        case client
        case server
    }

    /// What the machine can wait for.
    package enum Timer: UInt8, Hashable, Sendable {
        /// The pause before the next attempt to connect.
        case retry
        /// A moment for the server to close behind what looks like the end of its answer.
        case close
        /// The longest that an exchange may take.
        case answer
        /// The longest that a server is kept which nobody waits for any more.
        case departure
        /// An answer's latency, or the pause between two pieces of it.
        case delivery
        /// The longest that an opening handshake may take.
        case handshake
        /// The longest that a client may take to close its side.
        case farewell
        /// A fault's pause before more goes to the server.
        case request
    }

    /// What happens to a connection.
    package enum Event: Hashable, Sendable {
        /// The client's connection is there.
        case accepted
        /// Bytes came, or the end of the stream, or both.
        case received([UInt8], from: Side, isEnd: Bool)
        /// A connection is gone: reset, or nothing can be sent to it any more.
        case broken(Side)
        /// The connection to the server is there.
        case connected
        /// It is not; with the reason in words.
        case connectFailed(FailureCode, String)
        case elapsed(Timer)
        /// All that was to be recorded with one action is in the recording.
        case recorded
        /// Nothing was sent or received for too long.
        case idle
        /// The proxy stops: what is under way may end.
        case drain
        /// The time for that is over.
        case cancel
    }

    /// What is to be done about it, in this order.
    package enum Action: Hashable, Sendable {
        /// Connects to the server, within so much time.
        case connect(within: Duration?)
        /// Sends bytes, and half-closes behind them when they are the last.
        case send([UInt8], to: Side, isEnd: Bool)
        /// Closes a connection when all was sent; gives up to connect, if that is all that there is.
        case close(Side)
        case reset(Side)
        /// Makes the system confirm at once what has come: the peer may wait for it before it sends the rest.
        case acknowledge(Side)
        /// Starts a timer, in the place of one of this kind.
        case wait(Duration, Timer)
        case stopWaiting(Timer)
        /// Writes exchanges into the recording, and logs them; to be answered by ``Event/recorded``.
        case record([ProxiedExchange])
        /// A connection that ended without a whole exchange, or in trouble, and why.
        case report(String)
        /// The server keeps connections open, and was not expected to.
        case hintAtKeepAlive
        /// Stops listening, and closes all connections.
        case takeDown
    }
}
