public import IPCFraming
package import MockCore
public import MockServer
import Synchronization

/// Looks at a mock server, and changes what it does, while it runs: for tests.
///
/// ```swift
/// let mock = try MockControl.start()
/// defer { mock.stop() }
/// try mock.addStub(#"{"match":{"image":{"name":"left"}},"response":"Error: full","times":1}"#)
/// importImages(to: mock.endpoint)
/// #expect(try mock.count(.init(pointer: "/image/name", value: "left")) == 2)
/// ```
///
/// Every change is in force for the requests that come when its call has returned. All of it may be called from any
/// thread but the server's own. The HTTP interface of `ipcsh mock --control` does the same.
public final class MockControl: Sendable {
    /// The server itself, or the proxy.
    package let server: any ControlledServer
    /// Its exchanges.
    package let log: ExchangeLog
    private let end: @Sendable () -> Void
    private let isStopped = Atomic(false)
    /// When it began to be controlled.
    package let start = ContinuousClock.now

    /// Controls a server that runs.
    ///
    /// - Parameters:
    ///   - log: was given to it when it was started.
    ///   - end: stops it.
    package init(_ server: any ControlledServer, _ log: ExchangeLog, end: @escaping @Sendable () -> Void) {
        self.server = server
        self.log = log
        self.end = end
    }

    /// Starts a mock server that can be controlled. It runs until ``stop()``.
    ///
    /// - Parameter configuration: by default it answers as a simulated project would, on a free port of this machine.
    /// - Throws: ``MockServerError`` when it cannot listen, or a session file cannot be used.
    public static func start(
        _ configuration: MockServer.Configuration = MockServer.Configuration()
    ) throws -> MockControl {
        let log = ExchangeLog()
        let server = try MockServer.start(configuration, exchanges: log, logsExchanges: false)
        return MockControl(server, log) { server.stop() }
    }

    /// Where the server listens; the first place, if there are several.
    public var endpoint: Endpoint { server.endpoints[0] }

    /// Where the server listens.
    public var endpoints: [Endpoint] { server.endpoints }

    /// Stops listening, and closes all connections, as a server that has crashed. ``comeUp()`` ends it.
    public func goDown() {
        server.goDown()
    }

    /// Listens again, at the same places.
    ///
    /// - Throws: ``MockControlError`` when somebody else listens there by now.
    public func comeUp() throws {
        do throws(MockServerError) {
            try server.comeUp()
        } catch {
            throw MockControlError(.conflict, "\(error)")
        }
    }

    /// Whether it was told to go down, or a fault has done it.
    public var isDown: Bool { server.isDown }

    /// Sends a message to WebSocket clients that have not asked.
    ///
    /// - Parameters:
    ///   - text: the message.
    ///   - connection: which one, of ``connections``; all of them if `nil`.
    /// - Returns: how many it was sent to.
    @discardableResult
    public func push(_ text: String, to connection: Int? = nil) -> Int {
        push(WebSocketMessage(.text, Array(text.utf8)), to: connection)
    }

    package func push(_ message: WebSocketMessage, to connection: Int?) -> Int {
        server.push(message, to: connection)
    }

    /// The WebSocket connections that are open, by their numbers.
    public var connections: [Int] { server.pushableConnections }

    /// Puts all back to how the server was started: no exchanges, numbers from 1, no stubs and faults but those from then,
    /// scenarios and recordings at their beginning, an empty project; and it listens.
    public func reset() {
        server.reset()
    }

    /// Ends the server. Further calls do nothing.
    public func stop() {
        end()
        isStopped.store(true, ordering: .releasing)
    }

    /// Whether it has ended: nothing will come any more.
    package var hasEnded: Bool { isStopped.load(ordering: .acquiring) }

    /// What answers.
    ///
    /// - Throws: ``MockControlError`` where another server does.
    package func resolver() throws(MockControlError) -> AnswerResolver {
        if let resolver = server.resolver { return resolver }
        throw MockControlError(.conflict, "a proxy has no answers of its own: only faults, latency, down and up")
    }
}
