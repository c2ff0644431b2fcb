import Platform

/// What each scenario of a server is in. A step is taken by one request, however many come at once.
package final class Scenarios: Sendable {
    private let states = Guarded<[String: String]>([:])

    package init() {}

    package func state(of name: String) -> String {
        states.withLock { $0[name] ?? StubTerms.firstState }
    }

    package func set(_ name: String, to state: String) {
        states.withLock { $0[name] = state }
    }

    package func reset() {
        states.withLock { $0 = [:] }
    }

    /// Takes the step that a stub waits for.
    ///
    /// - Returns: whether its scenario is where it must be.
    func take(_ terms: StubTerms) -> Bool {
        guard let name = terms.scenario else { return true }
        return states.withLock { states in
            if let wanted = terms.whenState, wanted != states[name] ?? StubTerms.firstState { return false }
            if let next = terms.setState { states[name] = next }
            return true
        }
    }
}
