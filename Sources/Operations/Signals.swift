package import IPCClient
import Platform
import Synchronization

/// What the program does about signals.
///
/// No handler restarts the call that it interrupts, so that whoever waits looks at what has come.
package enum Signals {
    /// The signals that end the program; 0 while none has come.
    private static let endingSignal = Atomic<Int32>(0)
    private static let interrupts = Atomic<Int>(0)
    private static let reports = Atomic<Int>(0)
    private static let reloads = Atomic<Int>(0)
    private static let isPatient = Atomic(false)

    // Set once, before the handlers that read them are installed.
    nonisolated(unsafe) private static var cancellation: Cancellation?
    nonisolated(unsafe) private static var wake: (@Sendable (_ hasContinued: Bool) -> Void)?

    /// Installs the handlers: Ctrl-C and the signals that end programs cancel the exchange under way.
    ///
    /// - Parameters:
    ///   - cancellation: what they cancel.
    ///   - wake: called in the handlers, also when the window changes or the job continues; must be
    ///     async-signal-safe.
    package static func install(
        cancellation: Cancellation?,
        wake: (@Sendable (_ hasContinued: Bool) -> Void)? = nil
    ) {
        self.cancellation = cancellation
        self.wake = wake
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            // What nohup(1) starts outlives its terminal.
            if signal == SIGHUP, SignalAction.isIgnored(signal) { continue }
            SignalAction.handle(signal) { signal in
                let saved = errno
                // Cancelled twice, not even a late answer is waited for.
                if signal == SIGINT {
                    let before = Signals.interrupts.add(1, ordering: .relaxed).oldValue
                    let isPatient = Signals.isPatient.load(ordering: .relaxed)
                    if !isPatient || before > 0 { Signals.cancellation?.cancel() }
                    if isPatient, before > 0 { Signals.cancellation?.cancel() }
                } else {
                    Signals.endingSignal.store(signal, ordering: .relaxed)
                    Signals.cancellation?.cancel()
                    Signals.cancellation?.cancel()
                }
                Signals.wake?(false)
                errno = saved
            }
        }
        if wake != nil {
            SignalAction.handle(SIGWINCH) { _ in Signals.wake?(false) }
            SignalAction.handle(SIGCONT) { _ in Signals.wake?(true) }
        }
        // A reader that is gone, and a file that may not grow, show as errors of the write.
        SignalAction.ignore([SIGPIPE, SIGXFSZ])
    }

    /// The signal that asks the program to end, if one has come.
    package static var ending: Int32? {
        let signal = endingSignal.load(ordering: .relaxed)
        return signal == 0 ? nil : signal
    }

    /// The signal that has asked the program to end, which the caller then sees to.
    package static func takeEnding() -> Int32? {
        let signal = endingSignal.exchange(0, ordering: .relaxed)
        return signal == 0 ? nil : signal
    }

    /// Gives back what ``takeEnding()`` took: the program ends by it.
    package static func putBackEnding(_ signal: Int32) {
        endingSignal.store(signal, ordering: .relaxed)
    }

    /// Whether Ctrl-C was pressed since ``takeInterrupt()``.
    package static var isInterrupted: Bool {
        interrupts.load(ordering: .relaxed) > 0
    }

    /// Whether Ctrl-C was pressed since it was asked last.
    package static func takeInterrupt() -> Bool {
        interrupts.exchange(0, ordering: .relaxed) > 0
    }

    /// Whether the next Ctrl-C lets the exchange under way end.
    package static var nextInterruptWaits: Bool {
        isPatient.load(ordering: .relaxed) && !isInterrupted
    }

    /// Chooses whether the first Ctrl-C lets the exchange under way end; a second one cancels it all the same.
    package static func interruptsWait(_ wait: Bool) {
        isPatient.store(wait, ordering: .relaxed)
    }

    /// Makes SIGUSR1 wake whoever waits for the cancellation, to report.
    package static func handleReports() {
        SignalAction.handle(SIGUSR1) { _ in
            let saved = errno
            Signals.reports.add(1, ordering: .relaxed)
            Signals.cancellation?.cancel()
            errno = saved
        }
    }

    /// Makes SIGHUP do the same, to reload, instead of ending the program.
    package static func handleReloads() {
        SignalAction.handle(SIGHUP) { _ in
            let saved = errno
            Signals.reloads.add(1, ordering: .relaxed)
            Signals.cancellation?.cancel()
            errno = saved
        }
    }

    /// Whether SIGHUP has come since it was asked last.
    package static func takeReload() -> Bool {
        reloads.exchange(0, ordering: .relaxed) > 0
    }

    /// Whether SIGUSR1 has come since it was asked last.
    package static func takeReport() -> Bool {
        reports.exchange(0, ordering: .relaxed) > 0
    }
}
