package import IPCFraming
package import MockCore
import NIOCore
package import Sessions

/// What can be changed while a server runs. A change is in force when its call returns.
extension MockServer: ControlledServer {
    package var disturbances: Disturbances { state.resolver.disturbances }

    package var resolver: AnswerResolver? { state.configuration.bridge == nil ? state.resolver : nil }

    package var redaction: Redaction? { state.configuration.redaction }

    package var header: SessionHeader {
        var header = state.configuration.header
        if state.configuration.bridge == nil { header.to = endpoint.description }
        return header
    }

    package var sibling: Configuration { state.configuration.sibling }

    package var isDown: Bool { listeners.isDown }

    /// Stops listening, and ends all connections.
    package func goDown() {
        listeners.close()
    }

    package func comeUp() throws(MockServerError) {
        try listeners.open()
    }

    package func setFaults(_ faults: [Fault]) {
        state.resolver.set(faults)
    }

    /// Why a fault makes no sense here; `nil` when it does.
    package func objection(to fault: Fault) -> String? {
        guard state.configuration.bridge != nil else { return fault.objection(at: .mock) }
        return fault.objection(at: .bridge(fromWebSocket: endpoint.isWebSocket))
    }

    package func reset() {
        state.reset()
        if isDown { try? comeUp() }
    }

    /// Serves the lines of a session in the place of all that is served.
    ///
    /// - Parameter path: where they stand; it may be removed then.
    /// - Throws: ``SessionError`` when they are none; what was served is served on then.
    package func serve(_ path: String) throws(SessionError) {
        state.resolver.replaceAnswers(try SessionAnswers.load([path], state.configuration.policy))
    }

    package func serveNothing() {
        state.resolver.replaceAnswers(nil)
    }

    /// The WebSocket connections that are open.
    package var pushableConnections: [Int] {
        listeners.recall()
        let registry = registry
        let numbers = try? registry.eventLoop.submit {
            registry.value.connections(ExchangeHandler.self).filter(\.isPushable).map(\.number).sorted()
        }.wait()
        return numbers ?? []
    }

    /// Sends a message unasked.
    ///
    /// - Parameter connection: which one; `nil` for all that are open.
    /// - Returns: how many it was sent to.
    package func push(_ message: WebSocketMessage, to connection: Int?) -> Int {
        listeners.recall()
        let registry = registry
        let count = try? registry.eventLoop.submit {
            registry.value.connections(ExchangeHandler.self)
                .count { ($0.number == connection || connection == nil) && $0.push(message) }
        }.wait()
        return count ?? 0
    }
}
