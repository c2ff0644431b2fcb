package import IPCClient
import Platform

extension Signals {
    /// Waits, unless the user interrupts.
    ///
    /// - Returns: whether the time has passed.
    package static func wait(_ duration: Duration, _ cancellation: Cancellation?) -> Bool {
        let end = ContinuousClock.now + duration
        while !(cancellation?.isCancelled ?? hasArrived) {
            let left = end - ContinuousClock.now
            guard left > .zero else { return true }
            if let cancellation {
                _ = cancellation.wait(for: left)
            } else {
                // No descriptors are left in this system: a signal ends this early, or the alarm that follows it.
                poll(nil, 0, Int32(min(left / .milliseconds(1), 1e6)) + 1)
            }
        }
        return false
    }
}
