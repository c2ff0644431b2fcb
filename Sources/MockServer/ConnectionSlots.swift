import IPCClient
import Synchronization

/// How many connections there may be at once beyond those that were answered as they came.
final class ConnectionSlots: Sendable {
    private let limit: Int
    private let count = Atomic(0)
    private let bell: Cancellation

    /// - Parameter bell: rung when there is room again, and when there is no connection left.
    init(limit: Int, bell: Cancellation) {
        self.limit = limit
        self.bell = bell
    }

    var isFull: Bool { count.load(ordering: .acquiring) >= limit }
    var isEmpty: Bool { count.load(ordering: .acquiring) == 0 }

    func take() {
        count.add(1, ordering: .relaxed)
    }

    func release() {
        let old = count.subtract(1, ordering: .acquiringAndReleasing).oldValue
        if old >= limit || old == 1 { bell.cancel() }
    }
}
