package import IPCFraming
package import MockCore
package import Sessions

/// A server that can be looked at and changed while it runs: a mock server, or a proxy.
package protocol ControlledServer: Sendable {
    /// Where it listens; with the ports that the system chose, if it was to choose them.
    var endpoints: [Endpoint] { get }
    var status: MockStatus { get }
    /// Its exchanges; `nil` when nobody was to control it.
    var log: ExchangeLog? { get }
    var disturbances: Disturbances { get }
    /// What answers; `nil` where another server does.
    var resolver: AnswerResolver? { get }
    /// What must not come into recordings.
    var redaction: Redaction? { get }
    /// How a recording of its exchanges begins; unredacted.
    var header: SessionHeader { get }
    /// What a mock server begins with that is added beside it.
    var sibling: MockServer.Configuration { get }
    /// Whether it does not listen for the time being.
    var isDown: Bool { get }

    func goDown()
    func comeUp() throws(MockServerError)
    func setFaults(_ faults: [Fault])
    /// Why a fault makes no sense here; `nil` when it does.
    func objection(to fault: Fault) -> String?
    func reset()
    func serve(_ path: String) throws(SessionError)
    func serveNothing()
    var pushableConnections: [Int] { get }
    func push(_ message: WebSocketMessage, to connection: Int?) -> Int
}
