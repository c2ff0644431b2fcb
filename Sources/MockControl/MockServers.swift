import IPCFraming
package import MockCore
package import MockServer
import Platform

/// Several mock servers in one process, each with its own stubs, faults, project and exchanges, so that tests can run at
/// the same time without meeting.
package final class MockServers: Sendable {
    /// The one that was there first.
    package static let mainName = "main"
    /// The most besides it: each has threads of its own.
    package static let limit = 64

    private struct State: Sendable {
        var servers: [(name: String, control: MockControl)] = []
        /// Those that are being started.
        var starting = 0
        var made = 0
    }

    package let main: MockControl
    private let log: @Sendable (MockEvent) -> Void
    private let state = Guarded(State())

    /// - Parameter log: told what happens in those that are added.
    package init(_ main: MockControl, log: @escaping @Sendable (MockEvent) -> Void) {
        self.main = main
        self.log = log
    }

    /// All, the main one first.
    package var all: [(name: String, control: MockControl)] {
        [(Self.mainName, main)] + state.withLock { $0.servers }
    }

    package func control(_ name: String) -> MockControl? {
        name == Self.mainName ? main : state.withLock { state in state.servers.first { $0.name == name }?.control }
    }

    /// Starts another one.
    ///
    /// - Throws: ``MockServerError`` when it cannot listen; ``MockControlError`` when there are too many.
    package func add(_ configuration: MockServer.Configuration) throws -> (name: String, control: MockControl) {
        let hasPlace = state.withLock { state in
            guard state.servers.count + state.starting < Self.limit else { return false }
            state.starting += 1
            return true
        }
        guard hasPlace else {
            throw MockControlError(.conflict, "there are \(Self.limit) servers besides the main one: end some")
        }
        let exchanges = ExchangeLog(limit: ExchangeLog.standardLimit / 10, size: ExchangeLog.standardSize / 8)
        let server: MockServer
        do {
            server = try MockServer.start(configuration, exchanges: exchanges, log: log)
        } catch {
            state.withLock { $0.starting -= 1 }
            throw error
        }
        let control = MockControl(server, exchanges) { server.stop() }
        return state.withLock { state in
            state.starting -= 1
            state.made += 1
            let name = "\(state.made)"
            state.servers.append((name, control))
            return (name, control)
        }
    }

    /// Ends one that was added.
    ///
    /// - Returns: whether there was one.
    package func remove(_ name: String) -> Bool {
        let control = state.withLock { state -> MockControl? in
            guard let index = state.servers.firstIndex(where: { $0.name == name }) else { return nil }
            return state.servers.remove(at: index).control
        }
        control?.stop()
        return control != nil
    }

    /// Ends those that were added.
    package func removeAll() {
        let servers = state.withLock { state in
            defer { state.servers = [] }
            return state.servers
        }
        for server in servers { server.control.stop() }
    }
}
