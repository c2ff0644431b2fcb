/// Wakes whoever waits in `poll`, from a signal handler or another thread: a pipe whose end becomes readable when it is
/// rung, and stays so until ``silence()``.
///
/// A signal that comes just before somebody begins to wait does not interrupt the waiting, and one that is delivered to
/// another thread never does; a byte in a pipe is not missed.
package final class Bell: Sendable {
    /// For `poll`, with `POLLIN`.
    package let descriptor: Int32
    private let pipe: Pipe

    /// - Returns: `nil` when the process or system has no descriptors left: see `errno`.
    package init?() {
        guard let pipe = try? Pipe() else { return nil }
        descriptor = pipe.reading.number
        self.pipe = pipe
    }

    /// Async-signal-safe, and leaves `errno` as it was. It does not block: a full pipe is readable already.
    package func ring() {
        let saved = errno
        var byte: UInt8 = 1
        _ = write(pipe.writing.number, &byte, 1)
        errno = saved
    }

    /// Takes in how often it was rung. Async-signal-safe.
    package func silence() {
        withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { buffer in
            while read(descriptor, buffer.baseAddress, buffer.count) > 0 {}
        }
    }

    /// Waits until it is rung.
    package func wait() {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while poll(&entry, 1, -1) < 1 {}
    }

    /// Waits until it is rung, or for some time; a signal may end the wait early.
    ///
    /// - Parameter nanoseconds: none when it is below 0.
    /// - Returns: whether it was rung.
    package func wait(nanoseconds: Int64) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let nanoseconds = max(0, nanoseconds)
        // `poll` counts in milliseconds; the rest is too short for anybody to notice.
        let result = poll(&entry, 1, Int32(clamping: nanoseconds / 1_000_000))
        if result == 0 {
            var rest = timespec(tv_sec: 0, tv_nsec: Int(nanoseconds % 1_000_000))
            nanosleep(&rest, nil)
        }
        return result == 1
    }
}
