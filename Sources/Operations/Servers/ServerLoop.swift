import IPCClient
import IPCFraming
import MockServer
import Platform
import Texts

/// What a server in the foreground does while others do the work: says where it is, and waits for signals.
struct ServerLoop {
    /// How long what is under way may take when a server is asked to end.
    static let patience = Duration.seconds(5)
    /// Signals to end that come within this time are one: timeout(1), say, sends it to its child and to all of its group.
    private static let sameSignal = Duration.milliseconds(200)

    private let observer: any Observer
    private let cancellation: Cancellation
    /// SIGUSR1 came.
    private let onReport: () -> Void
    /// When a signal first asked the server to end.
    private var asked: ContinuousClock.Instant?

    init(_ observer: any Observer, cancellation: Cancellation, onReport: @escaping () -> Void) {
        self.observer = observer
        self.cancellation = cancellation
        self.onReport = onReport
    }

    /// Returns when the server is to end.
    ///
    /// - Parameters:
    ///   - name: what it is.
    ///   - control: the address of its control interface, if it has one.
    ///   - readyFile: the file that tells where it listens, an endpoint a line, and that address behind them.
    ///   - onReload: SIGHUP came; without it, SIGHUP ends the server, too.
    ///   - isDone: asked whenever the cancellation was cancelled.
    /// - Throws: ``Failure`` when the file cannot be written.
    mutating func run(
        _ name: String,
        _ endpoints: [Endpoint],
        control: String? = nil,
        readyFile: String?,
        onReload: (() -> Void)? = nil,
        isDone: () -> Bool = { false }
    ) throws(Failure) {
        // Before anybody knows that it runs: a signal without a handler would end it.
        Signals.handleReports()
        if onReload != nil { Signals.handleReloads() }
        for endpoint in endpoints { observer.notice("ipcsh: \(name) on \(endpoint)") }
        if let control { observer.notice("ipcsh: control on \(control)/") }
        if !endpoints.allSatisfy(\.isLocal) {
            observer.notice(
                "ipcsh: anyone who can reach this machine can use it; --listen 127.0.0.1:PORT keeps it local"
            )
        }
        let file = readyFile.map { ReadyFile(path: $0) }
        try file?.write((endpoints.map { "\($0)" } + [control].compactMap(\.self)).joined(separator: "\n"))
        defer { file?.remove() }
        while true {
            wait()
            if Signals.takeReload() { onReload?() }
            if Self.takeEnding() != nil {
                asked = .now
                return
            }
            if isDone() { return }
        }
    }

    /// Ends the server, unless a signal asks for it once more: then the program ends as by that signal, at once.
    ///
    /// - Parameter drain: lets what is under way end.
    /// - Returns: the status to end with when it was cut short.
    mutating func end(_ drain: @escaping @Sendable () -> Void) -> ExitStatus? {
        let hasEnded = AtomicFlag()
        let cancellation = cancellation
        let thread = try? Thread {
            drain()
            hasEnded.set()
            cancellation.cancel()
        }
        thread?.detach()
        let isStarted = thread != nil
        if !isStarted { drain() }
        while isStarted, !hasEnded.isSet {
            wait()
            guard let signal = Self.takeEnding() else { continue }
            guard let asked else {
                asked = .now
                continue
            }
            guard .now - asked > Self.sameSignal else { continue }
            observer.diagnostic("ipcsh: ended at once; what was under way is cut off")
            if signal == 0 { return .interrupted }
            Signals.putBackEnding(signal)
            return ExitStatus(rawValue: 128 + signal)
        }
        // One that came meanwhile asked for what has happened.
        _ = Self.takeEnding()
        return nil
    }

    private func wait() {
        cancellation.wait()
        cancellation.reset()
        if Signals.takeReport() { onReport() }
    }

    /// The signal that asks the server to end, if one does; 0 for Ctrl-C.
    private static func takeEnding() -> Int32? {
        // Both are one wish.
        let isInterrupted = Signals.takeInterrupt()
        return Signals.takeEnding() ?? (isInterrupted ? 0 : nil)
    }
}
