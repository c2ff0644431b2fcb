import IPCClient
import IPCFraming
import InspectProtocol
import Replay
import Sessions
import Texts

extension ShellContext {
    /// Sends a request, shows and records what comes of it.
    ///
    /// - Returns: ``ExitStatus/ok`` or ``ExitStatus/serverError``.
    /// - Throws: ``Failure`` when there was no whole response, or it could not be recorded.
    func exchange(_ request: RequestFrame) throws(Failure) -> ExitStatus {
        let (exchange, recordingFailure) = try perform(request)
        show(exchange)
        let status = try status(of: exchange)
        if let recordingFailure { throw recordingFailure }
        return status
    }

    /// Shows the response or, as JSON, the whole exchange.
    func show(_ exchange: Exchange) {
        if settings.isDryRun { return }
        if settings.json {
            console.bytes(jsonLine(exchange))
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

    /// What an exchange comes to.
    ///
    /// - Returns: ``ExitStatus/ok`` or ``ExitStatus/serverError``.
    /// - Throws: ``Failure`` when there was no whole response.
    func status(of exchange: Exchange) throws(Failure) -> ExitStatus {
        if let failure = exchange.failure, let message = Diagnostics.message(exchange) {
            throw Failure(failure.code == .cancelled ? .interrupted : .exchangeFailed, message)
        }
        return exchange.response.map { Reply($0.bytes) } == .error ? .serverError : .ok
    }

    /// Sends a request and records what comes of it, without showing it.
    ///
    /// - Returns: the exchange, and why it could not be recorded, if so.
    func perform(_ request: RequestFrame) throws(Failure) -> (exchange: Exchange, recording: Failure?) {
        if settings.isDryRun { return (notSent(request), nil) }
        let client = try currentClient()
        try prepareRecording()
        let exchange = client.exchange(request)
        return (exchange, record(exchange))
    }

    /// Shows a request that a dry run does not send. Whoever asks finds it answered with `O.k.`, at once.
    private func notSent(_ request: RequestFrame) -> Exchange {
        unsentRequests += 1
        if settings.json {
            console.bytes(jsonLine(Exchange(request: request, response: nil), number: unsentRequests))
        } else {
            console.line(TerminalText.escaped(bytes: request.encoded))
        }
        let exchange = Exchange(request: request, response: ResponseFrame(Reply.okBytes))
        lastExchange = exchange
        return exchange
    }

    /// Makes sure that the next exchange can be recorded, before it is made.
    func prepareRecording() throws(Failure) {
        let endpoint = try currentClient().endpoint
        do throws(Failure) {
            let notice = try recorder.prepare(
                to: endpoint,
                mode: settings.policy.mode,
                redactions: settings.redactions
            )
            if let notice { console.notice("ipcsh: \(notice)") }
        } catch {
            if let failure = warnOfRecording(error) { throw failure }
        }
    }

    /// Counts an exchange and records it.
    ///
    /// - Returns: why it could not be recorded, if so.
    func record(_ exchange: Exchange) -> Failure? {
        tally.count(exchange)
        lastExchange = exchange
        if isInteractive, let endpoint = settings.endpoint { seen.take(exchange.request, to: endpoint) }
        do throws(Failure) {
            try recorder.record(exchange)
            return nil
        } catch {
            return warnOfRecording(error)
        }
    }

    /// A person is told once and goes on; a script stops.
    private func warnOfRecording(_ failure: Failure) -> Failure? {
        guard isInteractive else { return failure }
        if !hasWarnedOfRecording {
            hasWarnedOfRecording = true
            console.diagnostic("ipcsh: NOT RECORDED: \(failure.message)")
        }
        return nil
    }

    /// An exchange as a line, in the schema of session files.
    func jsonLine(_ exchange: Exchange, number: Int? = nil) -> [UInt8] {
        let recorded = RecordedExchange(exchange, number: number ?? tally.total)
        var line: [UInt8] = []
        recorded.appendLine(to: &line)
        line.append(UInt8(ascii: "\n"))
        return line
    }
}
