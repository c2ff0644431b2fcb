import Glibc

/// Something that happens once and stays: one side signals it, others wait for it, in any thread.
package final class TestEvent: Sendable {
    /// Readable from the signal on.
    package let descriptor: Int32
    private let signalDescriptor: Int32

    package init() throws {
        var ends: [Int32] = [-1, -1]
        // Marked as they are made: another test may start a program at any time.
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw SystemError("socketpair") }
        descriptor = ends[0]
        signalDescriptor = ends[1]
    }

    deinit {
        close(descriptor)
        close(signalDescriptor)
    }

    /// Lets everybody go on who waits, now or later.
    package func signal() {
        var byte: UInt8 = 1
        _ = write(signalDescriptor, &byte, 1)
    }

    /// Waits for the signal.
    ///
    /// - Parameter milliseconds: how long at most; negative: for ever.
    /// - Returns: whether it came.
    package func wait(milliseconds: Int32 = 30_000) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while true {
            let count = poll(&entry, 1, milliseconds)
            if count >= 0 || errno != EINTR { return count > 0 }
        }
    }

    /// Waits until there is something to receive, unless this event comes first.
    func waitUntilReadable(_ other: Int32) -> Bool {
        wait(for: POLLIN, on: other)
    }

    /// Waits for `poll`'s events on a descriptor, unless this event comes first.
    func wait(for events: Int32, on other: Int32) -> Bool {
        var entries = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: other, events: Int16(events), revents: 0),
        ]
        while poll(&entries, 2, -1) < 0, errno == EINTR {}
        return entries[0].revents == 0 && entries[1].revents != 0
    }
}
