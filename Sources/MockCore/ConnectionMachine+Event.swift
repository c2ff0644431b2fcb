package import IPCFraming

extension ConnectionMachine {
    /// What holds for all connections of a server.
    package struct Settings: Hashable, Sendable {
        package var mode = ConnectionMode.oneShot
        /// Whether clients live that the vendor's server does not live through, or resets.
        package var isLenient = false
        /// The longest request, in bytes.
        package var requestLimit = Framing.defaultLimit
        /// Whether it is asked about each connection if it is refused.
        package var admits = false
        /// How long a client that was answered may take to close its side; only a lenient server waits for it.
        package var lingerTime = Duration.seconds(2)
        /// How long a server that ends waits for the rest of a request.
        package var unfinishedTime = Duration.seconds(1)
        /// How long a connection may be silent, for the words that say so.
        package var idleTimeout: Duration?

        package init() {}
    }

    package enum Event: Sendable {
        /// What was received in one go.
        case bytes([UInt8])
        /// The client has closed its side, or more than that.
        case inputClosed
        /// To `admit`: whether the connection is refused.
        case admitted(isRefused: Bool)
        /// To `ask`.
        case answered(Reaction.Reply)
        /// To `ask`: nobody answers any more.
        case dropped
        /// To `record`: the exchange is in the journal, or its loss was told.
        case recorded
        /// To `send`: the system has taken all of it.
        case sent
        /// To `wait`.
        case elapsed
        /// To `close`: the client had left before its answer came.
        case left
        /// Nothing was sent or received for too long.
        case idle
        /// Too many bytes are kept for all connections.
        case exhausted
        /// The server is to end as soon as nothing is under way.
        case drain
        /// The server ends now.
        case cancel
        /// The connection is gone, and why.
        case broken(String)
        /// A message is to be sent unasked.
        case push(WebSocketMessage)
    }

    package enum Action: Sendable {
        /// Finds out whether the connection is refused, now that it has sent something.
        case admit
        /// Finds the answer to a request.
        case ask(ReceivedRequest)
        /// Lets time pass. A wait that has not elapsed ends with the next one.
        case wait(Duration)
        /// Writes an exchange to the journal.
        case record(Reaction.Reply, Delivery.Outcome)
        /// Sends bytes; after those that are last, the end of the stream follows at once.
        case send([UInt8], isLast: Bool)
        /// The exchange is over.
        case finish(Reaction.Reply)
        /// Tells the server's log.
        case log(MockEvent)
        /// Closes our side.
        case halfClose
        /// Closes the connection, and says so when the client had left before.
        case close
        /// Resets the connection.
        case reset
        /// Ends the server as the client has ended the vendor's.
        case die
    }
}
