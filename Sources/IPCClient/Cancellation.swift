import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Ends an exchange from outside: another thread, or a signal handler.
///
/// It is a flag, for those who are about to send something, and a pipe, for those who wait: its end becomes readable. It
/// stays cancelled until ``reset()``.
public final class Cancellation: Sendable {
    private let flag = Atomic(false)
    private let wakeDescriptor: Int32
    package let waitDescriptor: Int32

    /// Creates a pipe.
    ///
    /// - Returns: `nil` when the process has no descriptors left.
    public init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        waitDescriptor = ends[0]
        wakeDescriptor = ends[1]
    }

    deinit {
        close(waitDescriptor)
        close(wakeDescriptor)
    }

    /// Cancels the exchange under way, and those to come until ``reset()``.
    ///
    /// A signal handler may call it, through a reference that outlives the handler; it puts `errno` back as it was. It
    /// does not block: when the pipe is full, it is readable already.
    public func cancel() {
        flag.store(true, ordering: .releasing)
        wake()
    }

    private func wake() {
        var byte: UInt8 = 1
        _ = write(wakeDescriptor, &byte, 1)
    }

    /// Whether it is cancelled.
    public var isCancelled: Bool { flag.load(ordering: .acquiring) }

    /// Waits until it is cancelled.
    public func wait() {
        var entry = pollfd(fd: waitDescriptor, events: Int16(POLLIN), revents: 0)
        while poll(&entry, 1, -1) < 1 {}
    }

    /// Waits until it is cancelled, or for some time; a signal may end the wait early.
    ///
    /// - Returns: whether it is cancelled.
    public func wait(for duration: Duration) -> Bool {
        var entry = pollfd(fd: waitDescriptor, events: Int16(POLLIN), revents: 0)
        // `poll` counts in milliseconds; the rest is too short for a cancellation to matter.
        let nanoseconds = max(0, duration.nanoseconds)
        let result = poll(&entry, 1, Int32(clamping: nanoseconds / 1_000_000))
        if result == 0 {
            var rest = timespec(tv_sec: 0, tv_nsec: Int(nanoseconds % 1_000_000))
            nanosleep(&rest, nil)
        }
        return result == 1
    }

    /// Makes it usable again.
    public func reset() {
        flag.store(false, ordering: .releasing)
        var bytes: UInt64 = 0
        while read(waitDescriptor, &bytes, MemoryLayout<UInt64>.size) > 0 {}
        // Cancelled again meanwhile: its byte may be among those that were read.
        if isCancelled { wake() }
    }
}
