package import IPCFraming
package import MockCore

/// Stands between clients and their server, and records the exchanges. Between ends of the same
/// kind it passes all bytes on as they come; between a socket and a WebSocket it is a bridge, and translates.
package final class Proxy: Sendable {
    private let line: any ProxyLine

    private init(_ line: any ProxyLine) {
        self.line = line
    }

    /// Starts a proxy. It runs until ``stop(within:)``.
    ///
    /// - Parameters:
    ///   - exchanges: keeps what passes for whoever controls it.
    ///   - log: called on its threads with all that happens.
    /// - Throws: ``MockServerError`` when it cannot listen there, cannot record, or would ask itself.
    package static func start(
        _ configuration: Configuration,
        exchanges: ExchangeLog? = nil,
        log: @escaping @Sendable (MockEvent) -> Void = { _ in }
    ) throws(MockServerError) -> Proxy {
        switch (configuration.listen.isWebSocket, configuration.to.isWebSocket) {
        case (false, false), (true, true): return Proxy(try Relay.start(configuration, exchanges: exchanges, log: log))
        case (true, false), (false, true):
            return Proxy(try MockServer.start(configuration.bridge, exchanges: exchanges, log: log))
        }
    }

    /// What a fault can mean between such ends.
    package static func place(from listen: Endpoint, to server: Endpoint) -> Fault.Place {
        listen.isWebSocket == server.isWebSocket
            ? .relay(overWebSocket: listen.isWebSocket) : .bridge(fromWebSocket: listen.isWebSocket)
    }

    /// What can be looked at and changed while it runs.
    package var controlled: any ControlledServer { line }

    /// Where it listens.
    package var endpoint: Endpoint { line.endpoint }

    /// How many requests have passed.
    package var exchanges: Int { line.exchanges }

    /// How much of what has passed is recorded; `nil` when nothing is to be.
    package var recordingStatus: RecordingStatus? { line.recordingStatus }

    /// Stops listening, lets exchanges under way end, and completes the recording. Further calls do nothing.
    ///
    /// - Parameter patience: how long that may take; what is under way then is recorded as cancelled.
    package func stop(within patience: Duration) {
        line.stop(within: patience)
    }
}
