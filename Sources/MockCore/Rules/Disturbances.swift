import Platform
import Synchronization

/// Latency and faults of a server, which can be changed while it runs.
package final class Disturbances: Sendable {
    /// What holds for the requests that come now.
    package struct Current: Sendable {
        package fileprivate(set) var latency: Latency
        /// The first that applies does.
        package fileprivate(set) var faults: [Fault]
        /// The exchanges, and the connections, that there were when the faults were set: `@n` counts from there.
        package fileprivate(set) var exchanges = 0
        package fileprivate(set) var connections = 0

        package var isEmpty: Bool { latency == .none && faults.isEmpty }
    }

    private let initial: Current
    private let state: Guarded<Current>
    /// Whether there are none: asked with each request.
    private let isQuiet: Atomic<Bool>
    /// Whether one of the faults is about connections: asked with each connection.
    private let refuses: Atomic<Bool>

    package init(_ latency: Latency = .none, _ faults: [Fault] = []) {
        initial = Current(latency: latency, faults: faults)
        state = Guarded(initial)
        refuses = Atomic(faults.contains(where: \.isRefusal))
        isQuiet = Atomic(initial.isEmpty)
    }

    /// Whether there is neither latency nor a fault.
    var isEmpty: Bool { isQuiet.load(ordering: .acquiring) }

    package var current: Current { state.withLock { $0 } }

    /// Whether connections may be refused.
    var refusesConnections: Bool { refuses.load(ordering: .acquiring) }

    /// Whether a look at the faults may take long.
    var hasExpressions: Bool { !isEmpty && state.withLock { $0.faults.contains(where: \.hasExpression) } }

    /// Whether one of the faults is about what goes to the server behind a proxy.
    var hasUpstreamFaults: Bool { state.withLock { $0.faults.contains(where: \.isUpstream) } }

    package func set(_ latency: Latency) {
        change { $0.latency = latency }
    }

    /// - Parameters:
    ///   - exchanges: how many there were so far.
    ///   - connections: the same.
    package func set(_ faults: [Fault], exchanges: Int, connections: Int) {
        change { state in
            state.faults = faults
            state.exchanges = exchanges
            state.connections = connections
        }
    }

    /// As they were at the start, when nothing was counted.
    package func reset() {
        change { $0 = initial }
    }

    private func change(_ body: (inout Current) -> Void) {
        state.withLock { state in
            body(&state)
            refuses.store(state.faults.contains(where: \.isRefusal), ordering: .releasing)
            isQuiet.store(state.isEmpty, ordering: .releasing)
        }
    }
}
