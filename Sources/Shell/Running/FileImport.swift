import IPCFraming
import Texts

/// One exchange for each file: stops at the first failure, unless the settings say to go on.
///
/// For several files it shows how far it has come, ends with a summary, and an interrupt lets the exchange under way end
/// first, so that no import is left in doubt.
struct FileImport {
    private let context: ShellContext
    private let files: [String]
    private var imported = 0
    private var failures: [(file: String, reason: String)] = []
    private var progress: ProgressLine?
    private var status = ExitStatus.ok

    init(_ files: [String], in context: ShellContext) {
        self.files = files
        self.context = context
        if files.count > 1, context.console.progressColumns != nil, !context.settings.json {
            progress = ProgressLine(total: files.count)
        }
    }

    /// - Parameter request: the request for a path of the server's machine.
    /// - Returns: the status of the first exchange that failed, else ``ExitStatus/ok``.
    mutating func run(request: (String) -> [UInt8]) throws(Failure) -> ExitStatus {
        guard files.count > 1 else {
            return try context.exchange(RequestFrame(request(remotePath(files[0]))))
        }
        Signals.interruptsWait(true)
        defer { Signals.interruptsWait(false) }
        for file in files {
            if Signals.isInterrupted {
                status = .interrupted
                break
            }
            draw(file)
            `import`(file, request)
            if status == .interrupted || context.console.isOutputClosed { break }
            if status != .ok, !context.settings.keepsGoing { break }
        }
        // Pressed during the last exchange, it still ends what follows.
        if Signals.isInterrupted { status = .interrupted }
        eraseProgress()
        summarize()
        return status
    }

    private func remotePath(_ file: String) -> String {
        PathMap.remotePath(file, context.settings.maps)
    }

    private mutating func `import`(_ file: String, _ request: (String) -> [UInt8]) {
        do throws(Failure) {
            let (exchange, recordingFailure) = try context.perform(RequestFrame(request(remotePath(file))))
            // With a bar on the screen, only what went wrong is worth a line of its own.
            if progress == nil || !context.console.isOutputTerminal { context.show(exchange) }
            switch try context.status(of: exchange) {
            case .ok: imported += 1
            case let status: fail(file, context.value(of: "last") ?? "", status)
            }
            if let recordingFailure { throw recordingFailure }
        } catch {
            fail(file, error.message, error.status)
        }
    }

    private mutating func fail(_ file: String, _ reason: String, _ status: ExitStatus) {
        failures.append((file, reason))
        if self.status == .ok || status == .interrupted { self.status = status }
    }

    private mutating func draw(_ file: String) {
        guard let columns = context.console.progressColumns,
            let text = progress?.text(done: imported + failures.count, item: file, columns: columns)
        else { return }
        context.console.progress(text)
    }

    private func eraseProgress() {
        if progress != nil { context.console.progress("") }
    }

    /// `37 of 40 imported, 3 failed`, and the failures by name.
    private func summarize() {
        if context.settings.isDryRun { return }
        for (file, reason) in failures { context.console.diagnostic("ipcsh: \(TerminalText.name(file)): \(reason)") }
        var parts = ["\(imported) of \(files.count) imported"]
        if !failures.isEmpty { parts.append("\(failures.count) failed") }
        let left = files.count - imported - failures.count
        if left > 0 { parts.append("\(left) not sent") }
        let text = parts.joined(separator: ", ")
        context.console.notice(status == .interrupted ? "ipcsh: interrupted: \(text)" : "ipcsh: \(text)")
    }
}
