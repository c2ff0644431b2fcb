import IPCClient
import IPCFraming
import Operations
import Rendering
import Texts

extension ShellContext {
    /// Sends a request, shows and records what comes of it.
    ///
    /// - Returns: ``ExitStatus/ok`` or ``ExitStatus/serverError``.
    /// - Throws: ``Failure`` when there was no whole response, or it could not be recorded.
    func exchange(_ request: RequestFrame) throws(Failure) -> ExitStatus {
        let (exchange, recordingFailure) = try exchanger.perform(request)
        show(exchange)
        let status = try Exchanger.status(of: exchange)
        if let recordingFailure { throw recordingFailure }
        return status
    }

    /// Imports files, one exchange for each.
    ///
    /// - Parameter request: the request for a path of the server's machine.
    func `import`(_ files: [String], request: (String) -> [UInt8]) throws(Failure) -> ExitStatus {
        var files = FileImport(files, exchanger)
        return try files.run(request: request) { exchange, hasProgress in
            // With a bar on the screen, only what went wrong is worth a line of its own.
            if !hasProgress || !console.isOutputTerminal { show(exchange) }
        }
    }

    /// Shows the response or, as JSON, the whole exchange.
    func show(_ exchange: Exchange) {
        if settings.isDryRun { return }
        if settings.json {
            console.bytes(exchange.jsonLine(number: exchanger.tally.total))
        } else if exchange.failure == nil, let response = exchange.response {
            console.response(response.bytes, time: isInteractive ? exchange.duration : nil)
        }
        if showsTimes { showTime(of: exchange) }
    }

    private func showTime(of exchange: Exchange) {
        // To a tenth of a millisecond.
        let time = Duration.microseconds(Int64((exchange.duration / .milliseconds(0.1)).rounded()) * 100)
        console.notice("ipcsh: \(time > .zero ? DurationText.text(time) : "0ms")")
    }
}
