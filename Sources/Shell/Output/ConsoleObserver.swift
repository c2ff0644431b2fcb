import IPCClient
import IPCFraming
import Operations
import Rendering
import Texts

/// Shows on the console what operations tell.
final class ConsoleObserver: Observer {
    /// Drawing more often would cost time and be read by nobody.
    private static let interval = Duration.milliseconds(100)

    private let console: Console
    private let cancellation: Cancellation?
    private var nextDrawing: ContinuousClock.Instant?

    init(_ console: Console, cancellation: Cancellation?) {
        self.console = console
        self.cancellation = cancellation
    }

    var isOutputClosed: Bool { console.isOutputClosed }
    var isCancelled: Bool { cancellation?.isCancelled == true }
    var showsProgress: Bool { console.progressColumns != nil && !console.outputIsJSON }

    func notice(_ text: String) { console.notice(text) }

    func diagnostic(_ text: String) { console.diagnostic(text) }

    func trace(_ event: TraceEvent) { console.notice(WireTrace.line(event)) }

    func progress(_ progress: Progress?) {
        guard let progress else {
            nextDrawing = nil
            console.progress("")
            return
        }
        let now = ContinuousClock.now
        if let nextDrawing, now < nextDrawing { return }
        guard let columns = console.progressColumns else { return }
        nextDrawing = now + Self.interval
        console.progress(ProgressLine.text(progress, columns: columns, now: now))
    }

    func unsent(_ exchange: Exchange, number: Int) {
        if console.outputIsJSON {
            console.bytes(exchange.jsonLine(number: number))
        } else {
            console.line(TerminalText.escaped(bytes: exchange.request.encoded))
        }
    }
}
