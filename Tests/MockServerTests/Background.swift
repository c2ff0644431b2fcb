import Foundation

/// Work in another thread that a test waits for.
final class Background: Sendable {
    private let isDone = DispatchSemaphore(value: 0)

    init(_ body: @escaping @Sendable () -> Void) {
        Thread.detachNewThread { [isDone] in
            body()
            isDone.signal()
        }
    }

    func join() {
        isDone.wait()
    }
}
