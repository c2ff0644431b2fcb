import Platform
import Synchronization

/// Ends an exchange from outside: another thread, or a signal handler.
///
/// It is a count, for those who are about to send something, and a bell, for those who wait. It
/// stays cancelled until ``reset()``. Cancelled once more, it also ends the wait for a late answer (see
/// ``ExchangePolicy/lingerTime``) that began when it was cancelled first.
public final class Cancellation: Sendable {
    private let count = Atomic(0)
    private let first: Bell
    private let second: Bell

    /// Creates its pipes.
    ///
    /// - Returns: `nil` when the process has no descriptors left.
    public init?() {
        guard let first = Bell(), let second = Bell() else { return nil }
        self.first = first
        self.second = second
    }

    /// Becomes readable when it is cancelled.
    package var waitDescriptor: Int32 { first.descriptor }

    /// Becomes readable when it is cancelled once more than it is now; `nil` when nobody is to wait any longer.
    var nextDescriptor: Int32? {
        switch count.load(ordering: .acquiring) {
        case 0: first.descriptor
        case 1: second.descriptor
        default: nil
        }
    }

    /// Cancels the exchange under way, and those to come until ``reset()``.
    ///
    /// A signal handler may call it, through a reference that outlives the handler, and puts `errno` back as it was.
    /// It does not block.
    public func cancel() {
        let before = count.add(1, ordering: .acquiringAndReleasing).oldValue
        first.ring()
        if before > 0 { second.ring() }
    }

    /// Whether it is cancelled.
    public var isCancelled: Bool { count.load(ordering: .acquiring) > 0 }

    /// Waits until it is cancelled.
    public func wait() {
        first.wait()
    }

    /// Waits until it is cancelled, or for some time; a signal may end the wait early.
    ///
    /// - Returns: whether it is cancelled.
    public func wait(for duration: Duration) -> Bool {
        if first.wait(nanoseconds: duration.nanoseconds), !isCancelled {
            // It still rang for what ``reset()`` has taken back.
            first.silence()
            if isCancelled { first.ring() }
        }
        return isCancelled
    }

    /// Makes it usable again.
    public func reset() {
        count.store(0, ordering: .releasing)
        first.silence()
        second.silence()
        // Cancelled again meanwhile: its bytes may be among those that were read.
        let again = count.load(ordering: .acquiring)
        if again > 0 { first.ring() }
        if again > 1 { second.ring() }
    }
}
