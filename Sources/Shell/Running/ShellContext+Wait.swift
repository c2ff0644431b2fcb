import IPCClient
import Platform

extension ShellContext {
    /// Waits, unless the user interrupts.
    ///
    /// - Returns: whether the time has passed.
    func wait(_ duration: Duration) -> Bool {
        let end = ContinuousClock.now + duration
        while true {
            if cancellation?.isCancelled == true { return false }
            let left = end - ContinuousClock.now
            guard left > .zero else { return true }
            // A signal ends the sleep early.
            let (seconds, attoseconds) = left.components
            var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
            nanosleep(&time, nil)
        }
    }
}
