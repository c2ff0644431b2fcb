import Glibc
import Platform
import Synchronization

/// A server that does to each connection what a test says, in a thread of its own.
///
/// It takes one connection at a time, like the vendor's. It stops when the test lets go of it; whatever its script waits
/// for then ends with an error.
package final class ScriptedServer: Sendable {
    /// Where a server listens.
    package enum Address: Sendable {
        case ipv4
        case ipv6
        /// A path that does not exist yet.
        case unix(String)
    }

    /// What one connection meets. An error that it throws ends the connection, nothing else.
    package typealias Script = @Sendable (ScriptedConnection) throws -> Void

    /// Where it listens, as a client's endpoint is written: `127.0.0.1:43211`, `[::1]:43211`, `unix:/path`.
    package var endpoint: String { name.endpoint }
    /// The port, 0 for a Unix-domain socket.
    package var port: UInt16 { name.port }

    /// Where it listens, as the system writes it.
    let name: SocketName
    private let listener: Int32
    private let state: State
    private let thread: pthread_t?

    final class State: Sendable {
        let stop: TestEvent
        let requests = Guarded<[[UInt8]]>([])
        let connections = Atomic(0)
        let executions = Atomic(0)

        init() throws {
            stop = try TestEvent()
        }
    }

    /// How many connections it has taken.
    package var connections: Int { state.connections.load(ordering: .acquiring) }

    /// How many requests it has read whole, terminator included.
    package var executions: Int { state.executions.load(ordering: .acquiring) }

    /// The requests that it has read whole, without their terminators.
    package var requests: [[UInt8]] { state.requests.withLock { $0 } }

    /// - Parameters:
    ///   - address: where to listen; the port is a free one.
    ///   - backlog: how many connections wait in the system's queue.
    ///   - replacing: whether to remove the file of a Unix-domain socket first, as one that restarts does.
    ///   - script: what each connection meets; without one nobody takes any.
    package init(on address: Address = .ipv4, backlog: Int32 = 64, replacing: Bool = false, _ script: Script? = nil)
        throws
    {
        if replacing, case .unix(let path) = address { unlink(path) }
        let state = try State()
        let name = SocketName(address)
        let listener = try name.listen(backlog: backlog)
        self.state = state
        self.listener = listener
        self.name = try SocketName(of: listener)
        thread = try script.map { script in
            try startThread {
                var number = 0
                while state.stop.waitUntilReadable(listener) {
                    let descriptor = accept(listener, nil, nil)
                    guard descriptor >= 0 else { continue }
                    state.connections.add(1, ordering: .releasing)
                    let connection = ScriptedConnection(descriptor, number: number, state)
                    number += 1
                    try? script(connection)
                    connection.close()
                }
            }
        }
    }

    deinit {
        state.stop.signal()
        if let thread { pthread_join(thread, nil) }
        close(listener)
    }
}
