extension WebSocketMachine {
    /// What holds for all WebSocket connections of a server.
    package struct Settings: Sendable {
        package var profile = WebSocketProfile.example
        /// The longest message, in bytes, inflated.
        package var messageLimit = 1_048_576
        /// Whether it is asked about each connection if it is refused.
        package var admits = false
        /// Whether frames are read while an answer is worked out. The vendor's servers do one thing at a time.
        package var isParallel = false
        /// From the opening to the first ping, and from ping to ping; `nil` sends none.
        package var pingInterval: Duration? = .seconds(20)
        /// How long a pong may take.
        package var pongTime = Duration.seconds(20)
        /// How long a handshake may take.
        package var handshakeTime = Duration.seconds(10)
        /// How long a client may take to close its side.
        package var closingTime = Duration.seconds(10)
        /// How long a server that ends waits for the rest of a message.
        package var unfinishedTime = Duration.seconds(1)
        /// The `Server` of the handshake.
        package var server = "ipcsh"

        package init() {}
    }
}
