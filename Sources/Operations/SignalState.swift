package import IPCClient
import Platform
import Synchronization

/// What has come of signals, and who is to hear of it. The methods of the first part are async-signal-safe.
package final class SignalState: Sendable {
    /// What a line editor wants to be called.
    private final class Waker: Sendable {
        let wake: @Sendable (_ hasContinued: Bool) -> Void

        init(_ wake: @escaping @Sendable (_ hasContinued: Bool) -> Void) {
            self.wake = wake
        }
    }

    /// The signal that ends the program; 0 while none has come.
    private let endingSignal = Atomic<Int32>(0)
    private let interrupts = Atomic<Int>(0)
    private let isPatient = Atomic(false)
    private let breaksLine = Atomic(false)

    private let cancellation: Cancellation?
    /// Readable from the moment when something has come that ``hasArrived`` tells of, and maybe longer.
    private let bell = Bell()
    /// What it holds is never let go of: a handler may be using it.
    private let waker = Atomic<Unmanaged<Waker>?>(nil)

    /// - Parameter cancellation: what is cancelled.
    package init(cancellation: Cancellation?) {
        self.cancellation = cancellation
    }

    // MARK: In handlers

    /// Ctrl-C.
    package func interrupt() {
        let before = interrupts.add(1, ordering: .acquiringAndReleasing).oldValue
        let isPatient = isPatient.load(ordering: .relaxed)
        if !isPatient || before > 0 { cancellation?.cancel() }
        // Cancelled twice, not even a late answer is waited for.
        if isPatient, before > 0 { cancellation?.cancel() }
        breakLine()
        ring()
    }

    /// A signal that ends programs.
    package func end(by signal: Int32) {
        endingSignal.store(signal, ordering: .releasing)
        cancellation?.cancel()
        cancellation?.cancel()
        ring()
    }

    /// Lets whoever waits for the cancellation look what there is.
    func cancel() {
        cancellation?.cancel()
    }

    /// Wakes those who wait for the bell, and the line editor.
    func ring() {
        bell?.ring()
        wakeEditor(hasContinued: false)
    }

    func wakeEditor(hasContinued: Bool) {
        waker.load(ordering: .acquiring)?._withUnsafeGuaranteedRef { $0.wake(hasContinued) }
    }

    /// Begins a new line behind a `^C` on the terminal.
    func breakLine() {
        guard breaksLine.load(ordering: .relaxed) else { return }
        var byte = UInt8(ascii: "\n")
        _ = write(1, &byte, 1)
    }

    // MARK: Waiting

    /// Whether Ctrl-C or a signal that ends the program has come, and nobody has taken it.
    package var hasArrived: Bool { isInterrupted || ending != nil }

    /// Waits until a descriptor is ready, unless Ctrl-C or a signal that ends the program has come or comes.
    ///
    /// - Parameters:
    ///   - events: those of `poll`.
    ///   - window: called where a signal that comes must not get lost; for tests.
    /// - Returns: whether it is ready.
    package func wait(_ descriptor: Int32, for events: Int32, window: () -> Void = {}) -> Bool {
        while !hasArrived {
            window()
            var entries = [
                pollfd(fd: descriptor, events: Int16(events), revents: 0),
                pollfd(fd: bell?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&entries, 2, -1) > 0 else { continue }
            if entries[0].revents != 0 { return true }
            if hasArrived { break }
            window()
            // It rang for what was taken since. Who rings from now on has said before why.
            bell?.silence()
            window()
            if hasArrived { bell?.ring() }
        }
        return Self.isReady(descriptor, for: events)
    }

    /// Whether a descriptor is ready now.
    package static func isReady(_ descriptor: Int32, for events: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
        return poll(&entry, 1, 0) > 0
    }

    // MARK: What has come

    /// The signal that asks the program to end, if one has come.
    package var ending: Int32? {
        let signal = endingSignal.load(ordering: .acquiring)
        return signal == 0 ? nil : signal
    }

    func takeEnding() -> Int32? {
        let signal = endingSignal.exchange(0, ordering: .acquiringAndReleasing)
        return signal == 0 ? nil : signal
    }

    func putBackEnding(_ signal: Int32) {
        endingSignal.store(signal, ordering: .releasing)
    }

    package var isInterrupted: Bool {
        interrupts.load(ordering: .acquiring) > 0
    }

    func takeInterrupt() -> Bool {
        interrupts.exchange(0, ordering: .acquiringAndReleasing) > 0
    }

    /// Makes the next exchange possible after an interrupt; what comes meanwhile stays.
    ///
    /// - Parameter window: called where a signal that comes must not get lost; for tests.
    /// - Returns: whether there was an interrupt.
    @discardableResult
    package func forgetInterrupt(window: () -> Void = {}) -> Bool {
        let wasInterrupted = takeInterrupt()
        window()
        if ending == nil {
            window()
            cancellation?.reset()
            window()
        }
        if hasArrived { cancellation?.cancel() }
        if ending != nil { cancellation?.cancel() }
        return wasInterrupted
    }

    var nextInterruptWaits: Bool {
        isPatient.load(ordering: .relaxed) && !isInterrupted
    }

    func interruptsWait(_ wait: Bool) {
        isPatient.store(wait, ordering: .relaxed)
    }

    func interruptsBreakLine(_ breaks: Bool) {
        breaksLine.store(breaks, ordering: .relaxed)
    }

    /// - Parameter wake: called in handlers; must be async-signal-safe.
    func wakes(_ wake: @escaping @Sendable (_ hasContinued: Bool) -> Void) {
        waker.store(Unmanaged.passRetained(Waker(wake)), ordering: .releasing)
    }
}
