package import IPCClient
import IPCFraming
package import Texts

/// One exchange for each file: stops at the first failure, unless the settings say to go on.
///
/// For several files it tells how far it has come, ends with a summary, and an interrupt lets the exchange under way end
/// first, so that no import is left in doubt.
package struct FileImport {
    private let exchanger: Exchanger
    private let observer: any Observer
    private let files: [String]
    private var imported = 0
    private var failures: [(file: String, reason: String)] = []
    private var progress: Progress?
    private var status = ExitStatus.ok

    package init(_ files: [String], _ exchanger: Exchanger) {
        self.files = files
        self.exchanger = exchanger
        observer = exchanger.observer
        if files.count > 1, observer.showsProgress { progress = Progress(total: files.count) }
    }

    /// - Parameters:
    ///   - request: the request for a path of the server's machine.
    ///   - show: takes each exchange, and whether its progress is seen anyway.
    /// - Returns: the status of the first exchange that failed, else ``ExitStatus/ok``.
    package mutating func run(
        request: (String) -> [UInt8],
        show: (Exchange, _ hasProgress: Bool) -> Void
    ) throws(Failure) -> ExitStatus {
        guard files.count > 1 else {
            let (exchange, recordingFailure) = try exchanger.perform(RequestFrame(request(remotePath(files[0]))))
            show(exchange, false)
            let status = try exchanger.lastStatus()
            if let recordingFailure { throw recordingFailure }
            return status
        }
        Signals.interruptsWait(true)
        defer { Signals.interruptsWait(false) }
        for file in files {
            if Signals.isInterrupted {
                status = .interrupted
                break
            }
            tellProgress(file)
            `import`(file, request, show)
            if status == .interrupted || observer.isOutputClosed { break }
            if status != .ok, !exchanger.settings.keepsGoing { break }
        }
        // Pressed during the last exchange, it still ends what follows.
        if Signals.isInterrupted { status = .interrupted }
        if progress != nil { observer.progress(nil) }
        summarize()
        return status
    }

    private func remotePath(_ file: String) -> String {
        PathMap.remotePath(file, exchanger.settings.maps)
    }

    private mutating func `import`(_ file: String, _ request: (String) -> [UInt8], _ show: (Exchange, Bool) -> Void) {
        do throws(Failure) {
            let (exchange, recordingFailure) = try exchanger.perform(RequestFrame(request(remotePath(file))))
            show(exchange, progress != nil)
            switch try exchanger.lastStatus() {
            case .ok: imported += 1
            case let status: fail(file, String(decoding: exchange.response?.bytes ?? [], as: UTF8.self), status)
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

    private mutating func tellProgress(_ file: String) {
        progress?.done = imported + failures.count
        progress?.item = file
        if let progress { observer.progress(progress) }
    }

    /// `37 of 40 imported, 3 failed`, and the failures by name.
    private func summarize() {
        if exchanger.settings.isDryRun { return }
        for (file, reason) in failures { observer.diagnostic("ipcsh: \(TerminalText.name(file)): \(reason)") }
        var parts = ["\(imported) of \(files.count) imported"]
        if !failures.isEmpty { parts.append("\(failures.count) failed") }
        let left = files.count - imported - failures.count
        if left > 0 { parts.append("\(left) not sent") }
        let text = parts.joined(separator: ", ")
        observer.notice(status == .interrupted ? "ipcsh: interrupted: \(text)" : "ipcsh: \(text)")
    }
}
