import Platform
import Synchronization

/// Ends an exchange from outside: another thread, or a signal handler.
///
/// It is a flag, for those who are about to send something, and a bell, for those who wait. It stays cancelled until
/// ``reset()``.
public final class Cancellation: Sendable {
    private let flag = Atomic(false)
    private let bell: Bell
    package let waitDescriptor: Int32

    /// Creates a pipe.
    ///
    /// - Returns: `nil` when the process has no descriptors left.
    public init?() {
        guard let bell = Bell() else { return nil }
        self.bell = bell
        waitDescriptor = bell.descriptor
    }

    /// Cancels the exchange under way, and those to come until ``reset()``.
    ///
    /// A signal handler may call it, through a reference that outlives the handler; it puts `errno` back as it was. It
    /// does not block.
    public func cancel() {
        flag.store(true, ordering: .releasing)
        bell.ring()
    }

    /// Whether it is cancelled.
    public var isCancelled: Bool { flag.load(ordering: .acquiring) }

    /// Waits until it is cancelled.
    public func wait() {
        bell.wait()
    }

    /// Waits until it is cancelled, or for some time; a signal may end the wait early.
    ///
    /// - Returns: whether it is cancelled.
    public func wait(for duration: Duration) -> Bool {
        bell.wait(nanoseconds: duration.nanoseconds)
    }

    /// Makes it usable again.
    public func reset() {
        flag.store(false, ordering: .releasing)
        bell.silence()
        // Cancelled again meanwhile: its ring may be among those that were taken in.
        if isCancelled { bell.ring() }
    }
}
