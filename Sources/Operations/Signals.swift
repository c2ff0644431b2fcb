package import IPCClient
import Platform
import Synchronization

/// What the program does about signals.
///
/// No handler restarts the call that it interrupts, so that whoever waits looks at what has come. A signal that comes
/// between such a look and the call would interrupt nothing: those who can, wait with ``wait(_:for:)``, which misses none;
/// for all others an alarm goes off every second until somebody has seen to the signal.
package enum Signals {
    private static let reports = Atomic<Int>(0)
    private static let reloads = Atomic<Int>(0)
    /// What has come. A slot, for Swift makes other globals at their first use, which must not be in a handler.
    private static let current = Atomic<Unmanaged<SignalState>?>(nil)
    /// Before ``install(cancellation:)``, when nothing comes.
    private static let none = SignalState(cancellation: nil)

    private static var state: SignalState { current.load(ordering: .acquiring)?.takeUnretainedValue() ?? none }

    /// Installs the handlers, once: Ctrl-C and the signals that end programs cancel the exchange under way.
    ///
    /// - Parameter cancellation: what they cancel.
    package static func install(cancellation: Cancellation?) {
        guard current.load(ordering: .acquiring) == nil else { return }
        _ = (reports.load(ordering: .relaxed), reloads.load(ordering: .relaxed))
        current.store(Unmanaged.passRetained(SignalState(cancellation: cancellation)), ordering: .releasing)
        SignalAction.handle(SIGALRM) { _ in
            let saved = errno
            if Signals.state.hasArrived {
                Signals.state.ring()
                alarm(1)
            }
            errno = saved
        }
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            // What nohup(1) starts outlives its terminal.
            if signal == SIGHUP, SignalAction.isIgnored(signal) { continue }
            SignalAction.handle(signal) { signal in
                let saved = errno
                if signal == SIGINT { Signals.state.interrupt() } else { Signals.state.end(by: signal) }
                alarm(1)
                errno = saved
            }
        }
        // A reader that is gone, and a file that may not grow, show as errors of the write.
        SignalAction.ignore(SIGPIPE)
        SignalAction.ignore(SIGXFSZ)
    }

    /// Has the handlers wake a line editor, also when the window changes or the job continues.
    ///
    /// - Parameter wake: called in the handlers; must be async-signal-safe.
    package static func wakes(_ wake: @escaping @Sendable (_ hasContinued: Bool) -> Void) {
        state.wakes(wake)
        SignalAction.handle(SIGWINCH) { _ in Signals.state.wakeEditor(hasContinued: false) }
        SignalAction.handle(SIGCONT) { _ in Signals.state.wakeEditor(hasContinued: true) }
    }

    // MARK: Waiting

    /// Whether Ctrl-C or a signal that ends the program has come, and nobody has taken it.
    package static var hasArrived: Bool { state.hasArrived }

    /// Waits until a descriptor is ready, unless Ctrl-C or a signal that ends the program has come or comes.
    ///
    /// - Parameter events: those of `poll`.
    /// - Returns: whether it is ready.
    package static func wait(_ descriptor: Int32, for events: Int32) -> Bool {
        state.wait(descriptor, for: events)
    }

    // MARK: What has come

    /// The signal that asks the program to end, if one has come.
    package static var ending: Int32? { state.ending }

    /// The signal that has asked the program to end, which the caller then sees to.
    package static func takeEnding() -> Int32? { state.takeEnding() }

    /// Gives back what ``takeEnding()`` took: the program ends by it.
    package static func putBackEnding(_ signal: Int32) { state.putBackEnding(signal) }

    /// Whether Ctrl-C was pressed since ``takeInterrupt()``.
    package static var isInterrupted: Bool { state.isInterrupted }

    /// Whether Ctrl-C was pressed since it was asked last.
    package static func takeInterrupt() -> Bool { state.takeInterrupt() }

    /// Makes the next exchange possible after an interrupt; what comes meanwhile stays.
    ///
    /// - Returns: whether there was an interrupt.
    @discardableResult
    package static func forgetInterrupt() -> Bool { state.forgetInterrupt() }

    /// Whether the next Ctrl-C lets the exchange under way end.
    static var nextInterruptWaits: Bool { state.nextInterruptWaits }

    /// Chooses whether the first Ctrl-C lets the exchange under way end; a second one cancels it all the same.
    package static func interruptsWait(_ wait: Bool) { state.interruptsWait(wait) }

    /// Chooses whether a Ctrl-C begins a new line on stdout, because the terminal has just shown `^C`.
    package static func interruptsBreakLine(_ breaks: Bool) { state.interruptsBreakLine(breaks) }

    /// Begins a new line behind a `^C` on the terminal, where there may be one.
    package static func breakLine() { state.breakLine() }

    // MARK: Servers

    /// Makes SIGUSR1 wake whoever waits for the cancellation, to report.
    package static func handleReports() {
        SignalAction.handle(SIGUSR1) { _ in
            let saved = errno
            Signals.reports.add(1, ordering: .relaxed)
            Signals.state.cancel()
            errno = saved
        }
    }

    /// Makes SIGHUP do the same, to reload, instead of ending the program.
    package static func handleReloads() {
        SignalAction.handle(SIGHUP) { _ in
            let saved = errno
            Signals.reloads.add(1, ordering: .relaxed)
            Signals.state.cancel()
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
