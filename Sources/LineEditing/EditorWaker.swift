import Platform
import Synchronization

/// Wakes a ``LineEditor`` from signal handlers and other threads. All methods are async-signal-safe.
package final class EditorWaker: Sendable {
    private let bell: Bell?
    private let hasContinued = Atomic(false)

    /// Without free descriptors there is no bell; signals then wake by interrupting (`EINTR`) only.
    package init() {
        bell = Bell()
    }

    /// The editor asks whether to interrupt, and looks at the size of its window.
    package func wake() {
        bell?.ring()
    }

    /// For a handler of SIGCONT: the editor takes the terminal back and draws its line anew.
    package func continued() {
        hasContinued.store(true, ordering: .releasing)
        wake()
    }

    /// Becomes readable at a ``wake()``; -1 is ignored by `poll`.
    var descriptor: Int32 { bell?.descriptor ?? -1 }

    func drain() {
        bell?.silence()
    }

    func takeContinued() -> Bool {
        hasContinued.exchange(false, ordering: .acquiringAndReleasing)
    }
}
