import IPCFraming
import MockCore
import NIOCore
import Sessions
import Synchronization

/// What can be changed while a proxy between sockets runs.
extension Relay {
    var endpoints: [Endpoint] { [endpoint] }

    var status: MockStatus {
        var status = MockStatus()
        status.exchanges = state.exchanges
        status.faults = state.faults
        status.openConnections = state.openConnections.load(ordering: .relaxed)
        return status
    }

    var log: ExchangeLog? { state.exchangeLog }

    var disturbances: Disturbances { state.policy.disturbances }

    var resolver: AnswerResolver? { nil }

    var redaction: Redaction? { redacted }

    var header: SessionHeader { state.header }

    var sibling: MockServer.Configuration { MockServer.Configuration(beside: header, hiding: redacted) }

    func setFaults(_ faults: [Fault]) {
        state.set(faults)
    }

    func objection(to fault: Fault) -> String? {
        fault.objection(at: .relay(overWebSocket: endpoint.isWebSocket))
    }

    func reset() {
        state.reset()
        if isDown { try? comeUp() }
    }

    func serve(_ path: String) throws(SessionError) {}

    func serveNothing() {}

    var pushableConnections: [Int] { [] }

    func push(_ message: WebSocketMessage, to connection: Int?) -> Int { 0 }
}
