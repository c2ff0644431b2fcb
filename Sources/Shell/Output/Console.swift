package import InspectProtocol
package import Operations
package import Platform
import Rendering
import Sessions
import Synchronization
package import Texts
import WireJSON

/// The only one that writes to the program's output, and that knows about terminals and colour.
package final class Console {
    typealias Style = TextStyle.Mark

    package private(set) var isOutputTerminal: Bool
    package let isErrorTerminal: Bool
    package var colorMode = ColorMode.auto
    package var verbosity = Verbosity.normal
    /// Whether stdout holds JSON Lines and nothing else.
    var outputIsJSON = false
    /// Whether nothing more can be put out: whoever read it is gone, or there is ``outputFailure``.
    private(set) var isOutputClosed = false
    /// Why stdout could not be written, when its reader is not just gone.
    var outputFailure: String? {
        outputError == 0 || outputError == EPIPE ? nil : SystemError(code: outputError).reason
    }
    /// The `errno` of what could not be written.
    private var outputError: Int32 = 0
    /// The first and the last failure that was told.
    private(set) var problems: (first: String, last: String)?
    /// Takes what goes to stderr while a server runs.
    private var serverLog: ServerLog?

    /// What is put out in one piece later; `nil` when each line is put out at once.
    private var pending: [UInt8]?
    /// Whether a bar stands on the terminal that stderr is; looked at by all threads that tell something.
    private let hasProgress = Atomic(false)
    /// Whether another program reads stdout, and may put it on the same terminal at any time, behind a bar.
    private var isPassedOn: Bool
    let environment: Environment
    private var output: LineLog
    private let error: LineLog
    private let noColor: Bool
    /// Whether the terminal can only go forward.
    private let isDumb: Bool

    package init(output: Int32 = 1, error: Int32 = 2, environment: Environment) {
        self.output = LineLog(descriptor: output)
        self.error = LineLog(descriptor: error)
        self.environment = environment
        isOutputTerminal = isatty(output) == 1
        isPassedOn = Self.isPipe(output)
        isErrorTerminal = isatty(error) == 1
        isDumb = environment["TERM"].map { $0.isEmpty || $0 == "dumb" } ?? true
        noColor = isDumb || environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    }

    private static func isPipe(_ descriptor: Int32) -> Bool {
        switch FileStatus(descriptor: descriptor)?.kind {
        case .other, .socket: true
        case .regular, .folder, .link, .characterDevice, nil: false
        }
    }

    /// Does something that puts out many lines, in large pieces unless a person watches.
    package func gathering<Result>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        if !isOutputTerminal { pending = [] }
        defer {
            flush()
            pending = nil
        }
        return try body()
    }

    /// The descriptor that output goes to.
    var outputDescriptor: Int32 { output.descriptor }

    /// Does something whose output goes elsewhere.
    ///
    /// - Returns: also the `errno` of what could not be written, EPIPE when its reader left, else 0.
    func withOutput<Result>(to descriptor: Int32, _ body: () -> Result) -> (Result, Int32) {
        flush()
        let before = (output, isOutputTerminal, isPassedOn, isOutputClosed, outputError, pending)
        output = LineLog(descriptor: descriptor)
        (isOutputTerminal, isPassedOn) = (isatty(descriptor) == 1, Self.isPipe(descriptor))
        (isOutputClosed, outputError, pending) = (false, 0, nil)
        defer { (output, isOutputTerminal, isPassedOn, isOutputClosed, outputError, pending) = before }
        return (body(), outputError)
    }

    /// A line of ours on stdout.
    ///
    /// - Parameter key: what it is called where the output is JSON.
    package func line(_ text: String, key: String = "text") {
        if outputIsJSON {
            object(JSONObject(texts: [(key, text)]))
        } else {
            write(Array((text + "\n").utf8))
        }
    }

    /// A line on stdout that holds text from elsewhere: made safe where a terminal shows it.
    package func text(_ text: String, key: String = "text") {
        line(outputIsJSON ? text : safe(text), key: key)
    }

    /// Text from elsewhere as a part of a line with styles: made safe where a terminal shows it.
    func safe(_ text: String) -> String {
        isOutputTerminal ? TerminalText.escaped(text, lines: .kept) : text
    }

    /// An object as a line on stdout.
    func object(_ object: JSONObject) {
        write(JSONWriter.compact.bytes(of: .object(object)) + CollectionOfOne(UInt8(ascii: "\n")))
    }

    /// Makes the terminal empty, where stdout is one that can be emptied.
    func clearScreen() {
        if isOutputTerminal, !isDumb, !outputIsJSON { write(Array("\u{1B}[H\u{1B}[2J".utf8)) }
    }

    /// Bytes on stdout, as they are.
    package func bytes(_ bytes: [UInt8]) {
        write(bytes)
    }

    /// What takes a person's server longer than this is shown with its time.
    private static let longWait = Duration.milliseconds(500)

    /// A response, and LF: as it came where a program reads it, made safe where a terminal shows it.
    ///
    /// - Parameters:
    ///   - reply: what it means, for its colour.
    ///   - time: how long it took; shown on a terminal, when it was long.
    package func response(_ bytes: [UInt8], _ reply: Reply? = nil, time: Duration? = nil) {
        guard isOutputTerminal else {
            write(bytes + CollectionOfOne(UInt8(ascii: "\n")))
            return
        }
        let text = TerminalText.escaped(bytes: bytes, lines: .kept)
        let answer =
            switch reply {
            case .ok?: styled(text, .good)
            case .error?: styled(text, .bad)
            case nil: text
            }
        line(answer + (time.flatMap(waitingTime) ?? ""))
    }

    /// Why something failed, on stderr, a line for each reason.
    ///
    /// - Parameter place: what stands before a reason that does not name its own place.
    func tell(_ failure: Failure, at place: String = "ipcsh") {
        for line in failure.message.split(separator: "\n") {
            diagnostic(failure.isPlaced ? String(line) : "\(place): \(line)")
        }
    }

    /// A failure, on stderr.
    package func diagnostic(_ text: String) {
        problems = (problems?.first ?? text, text)
        errorLine(styled(TerminalText.escaped(text), .bad, isErrorTerminal))
    }

    /// Something worth knowing, on stderr, unless less was asked for.
    package func notice(_ text: String) {
        guard verbosity != .quiet else { return }
        errorLine(TerminalText.escaped(text))
    }

    /// A notice that says why something does not pass.
    func problem(_ text: String) {
        problems = (problems?.first ?? text, text)
        notice(text)
    }

    private func errorLine(_ text: String) {
        progress("")
        if let serverLog { serverLog.line(text, isOwn: true) } else { error.line(text) }
    }

    /// Runs a server, which must not wait for those who read what it says: all of it goes through a log.
    ///
    /// - Returns: what `body` returns, or the status of its failure, which is told here.
    func withServerLog(_ body: (ServerLog) throws(Failure) -> ExitStatus) throws(Failure) -> ExitStatus {
        guard let log = ServerLog(descriptor: error.descriptor) else {
            throw Failure(.exchangeFailed, "no descriptors or threads are left in this system")
        }
        serverLog = log
        defer {
            log.finish()
            serverLog = nil
        }
        do throws(Failure) {
            return try body(log)
        } catch {
            for line in error.message.split(separator: "\n") { diagnostic("ipcsh: \(line)") }
            return error.status
        }
    }

    /// Draws a line on the terminal that stderr is, over the one drawn before; an empty one takes it away.
    ///
    /// Whatever is put out takes it away first.
    func progress(_ text: String) {
        guard hasProgress.exchange(!text.isEmpty, ordering: .relaxed) || !text.isEmpty else { return }
        error.put(Array("\r\u{1B}[K\(text)".utf8))
    }

    /// The size of the terminal that stdout is; `nil` when it is none.
    var outputWindow: (columns: Int, rows: Int)? {
        isOutputTerminal ? (output.columns, output.rows) : nil
    }

    /// How many columns a progress line may take; `nil` where none is wanted.
    var progressColumns: Int? {
        isErrorTerminal && verbosity == .normal && !isDumb && !isPassedOn ? error.columns : nil
    }

    /// `  1.2 s`
    private func waitingTime(_ time: Duration) -> String? {
        guard time > Self.longWait else { return nil }
        let seconds = time / .seconds(1)
        return styled("  \(Decimal.text(seconds, fractionDigits: seconds < 100 ? 1 : 0)) s", .dim)
    }

    /// Whether stdout is coloured.
    var colorsOutput: Bool { usesColor(isOutputTerminal) }

    func styled(_ text: String, _ style: Style) -> String {
        styled(text, style, isOutputTerminal)
    }

    private func styled(_ text: String, _ style: Style, _ isTerminal: Bool) -> String {
        usesColor(isTerminal) ? style.rawValue + text + Style.reset : text
    }

    /// Whether stdout is coloured.
    var usesColor: Bool { usesColor(isOutputTerminal) }

    private func usesColor(_ isTerminal: Bool) -> Bool {
        switch colorMode {
        case .always: true
        case .never: false
        case .auto: isTerminal && !noColor
        }
    }

    private func write(_ bytes: [UInt8]) {
        guard !isOutputClosed else { return }
        if pending == nil {
            put(bytes)
        } else {
            pending?.append(contentsOf: bytes)
            if pending?.count ?? 0 >= 64 * 1024 { flush() }
        }
    }

    private func flush() {
        guard var bytes = pending, !bytes.isEmpty else { return }
        pending = nil
        put(bytes)
        bytes.removeAll(keepingCapacity: true)
        pending = bytes
    }

    private func put(_ bytes: [UInt8]) {
        progress("")
        let code = output.put(bytes)
        // What a Ctrl-C cuts off is not missed. When the program ends, nobody takes what would follow.
        if code == 0 || code == EINTR && Signals.ending == nil { return }
        (isOutputClosed, outputError) = (true, code == EINTR ? 0 : code)
    }
}
