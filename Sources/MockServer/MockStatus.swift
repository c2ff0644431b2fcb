/// How a mock server is doing.
package struct MockStatus: Sendable {
    /// Requests that have been answered, in whatever way.
    package internal(set) var exchanges = 0
    /// Those of them that nothing recorded answered, though recordings are served.
    package internal(set) var misses = 0
    /// Faults on purpose.
    package internal(set) var faults = 0
    package internal(set) var openConnections = 0
    package internal(set) var project = SimulatedProject()
}
