/// How a mock server is doing.
package struct MockStatus: Sendable {
    /// Requests that have been answered, in whatever way.
    package var exchanges = 0
    /// Those of them that nothing recorded answered, though recordings are served.
    package var misses = 0
    /// Faults on purpose.
    package var faults = 0
    package var openConnections = 0
    package var project = SimulatedProject()

    package init() {}
}
