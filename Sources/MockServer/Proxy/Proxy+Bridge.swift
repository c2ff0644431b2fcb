import IPCClient
import MockCore

extension Proxy.Configuration {
    /// For want of a limit, in an exchange's own terms: no command takes a week.
    private static let forEver = Duration.seconds(7 * 24 * 3600)

    /// The server that a bridge is to its clients.
    var bridge: MockServer.Configuration {
        var policy = ExchangePolicy()
        policy.mode = mode
        policy.timeout = timeout ?? Self.forEver
        policy.connectTimeout = connectTimeout
        policy.resendsAfterReset = resendsAfterReset
        policy.responseLimit = frameLimit
        policy.webSocket = webSocket
        var configuration = MockServer.Configuration(listen: listen)
        configuration.bridge = MockServer.Bridge(
            to: to,
            policy: policy,
            answerEnd: answerEnd,
            passesQuit: passesQuit
        )
        configuration.mode = mode
        // The strictness of the vendor's socket server is the socket server's own, where there is one.
        configuration.isLenient = true
        // Pings are answered while the server works; it is asked one thing at a time all the same.
        configuration.webSocket.isParallel = true
        configuration.webSocket.messageLimit = webSocketLimit
        configuration.webSocket.pingInterval = pingInterval
        configuration.recording = recording
        configuration.sync = sync
        configuration.redaction = redaction
        configuration.rule = rule
        configuration.tool = tool
        configuration.latency = latency
        configuration.faults = faults
        configuration.seed = seed
        configuration.maximumConnections = maximumConnections
        configuration.idleTimeout = idleTimeout
        configuration.requestLimit = frameLimit
        return configuration
    }
}
