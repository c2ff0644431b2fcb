import Glibc
import Synchronization

/// Wakes a ``LineEditor`` from signal handlers and other threads.
///
/// A signal that arrives just before the editor starts to wait does not interrupt the waiting, and one that is
/// delivered to another thread never does. A byte in a pipe is not missed. All methods are async-signal-safe.
package final class EditorWaker: Sendable {
    private let reading: Int32
    private let writing: Int32
    private let hasContinued = Atomic(false)

    /// Without free descriptors there is no pipe; signals then wake by interrupting (`EINTR`) only.
    package init() {
        var ends: [Int32] = [-1, -1]
        if pipe(&ends) == 0 {
            for end in ends {
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
                _ = fcntl(end, F_SETFL, O_NONBLOCK)
            }
        }
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        if reading >= 0 {
            close(reading)
            close(writing)
        }
    }

    /// The editor asks whether to interrupt, and looks at the size of its window.
    package func wake() {
        let saved = errno
        // A full pipe wakes as well.
        _ = withUnsafePointer(to: UInt8(0)) { write(writing, $0, 1) }
        errno = saved
    }

    /// For a handler of SIGCONT: the editor takes the terminal back and draws its line anew.
    package func continued() {
        hasContinued.store(true, ordering: .releasing)
        wake()
    }

    /// Becomes readable at a ``wake()``; -1 is ignored by `poll`.
    var descriptor: Int32 { reading }

    func drain() {
        withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { buffer in
            while read(reading, buffer.baseAddress, buffer.count) > 0 {}
        }
    }

    func takeContinued() -> Bool {
        hasContinued.exchange(false, ordering: .acquiringAndReleasing)
    }
}
