package import IPCClient
package import IPCFraming
package import InspectProtocol
import Platform
import Sessions
package import Texts

/// Makes exchanges with the server that is chosen: counts them, records them, and keeps the last one.
package final class Exchanger {
    package let observer: any Observer
    /// Ends the exchange under way when the user interrupts.
    package let cancellation: Cancellation?
    package let recorder: Recorder
    /// Whether a person asks for the exchanges: told once that one was not recorded, and goes on.
    let isInteractive: Bool

    package var settings: Settings {
        didSet { applySettings() }
    }
    package internal(set) var lastExchange: Exchange?
    /// What its answer means, by the rule that held when it came; ok where none was to come.
    package private(set) var lastReply = Reply.ok
    /// What counted as an error then.
    package private(set) var lastRule = SuccessRule.standard
    /// Whether it was no exchange, but what came unasked.
    package private(set) var lastCameUnasked = false
    /// How many messages were received that had come unasked.
    package internal(set) var receivedCount = 0
    /// Takes each of several messages as it comes.
    package var onMessage: ((ReceivedMessage) -> Void)?
    /// What has come unasked and nobody has received, the oldest first, where no person has seen it.
    var unread: [ReceivedMessage] = []
    /// What came with the answer that is under way, in words: it is told when that was shown.
    var linesBehindAnswer: [String]?
    /// Takes in place of the observer what there is to be told while nothing is asked.
    var linesAtPrompt: [String]?
    /// Why what came unasked could not be recorded.
    private var pushFailure: Failure?
    package private(set) var tally = ExchangeTally()
    package private(set) var seen = SeenNames()
    /// How many requests a dry run has shown.
    package private(set) var unsentRequests = 0

    private var client: Client?
    /// The WebSocket server for which it was told what a request would do to a socket server.
    var endpointWarnedOf: Endpoint?
    private var hasWarnedOfRecording = false

    package init(
        _ settings: Settings,
        recorder: Recorder,
        observer: any Observer,
        cancellation: Cancellation?,
        isInteractive: Bool
    ) {
        self.settings = settings
        self.observer = observer
        self.cancellation = cancellation
        self.isInteractive = isInteractive
        self.recorder = recorder
    }

    private func applySettings() {
        if client?.endpoint != settings.endpoint { client = nil }
        if let client { configure(client, recorder: recorder) }
    }

    // MARK: Connection

    /// Whether a connection is kept open.
    package var isConnected: Bool { client?.isConnected ?? false }

    /// The client for the server that is chosen.
    package func currentClient() throws(Failure) -> Client {
        if let client { return client }
        guard let endpoint = settings.endpoint else {
            throw .usage("not connected ('connect HOST:PORT' chooses a server)")
        }
        let client = Client(endpoint, policy: settings.policy, cancellation: cancellation)
        self.client = client
        applySettings()
        return client
    }

    package func disconnect() {
        client = nil
        settings.endpoint = nil
        settings.note(.to, from: .command("disconnect"))
    }

    /// Ends the connection, if one is open, as the server expects it to.
    package func closeConnection() {
        client?.disconnect()
    }

    /// For `poll`, while a connection to a WebSocket server is open: what comes is for ``takePushed()``.
    package var connectionDescriptor: Int32? { client?.descriptor }

    /// Answers what a WebSocket server asks while nobody asks it.
    ///
    /// - Parameter trace: a line for what has come or gone, where all of that is shown.
    /// - Returns: what it has told, in lines.
    package func takePushed(_ trace: @escaping (TraceEvent) -> String) -> [String] {
        guard let client else { return [] }
        let before = client.trace
        client.trace =
            settings.verbosity == .wire ? { [weak self] in self?.linesAtPrompt?.append(trace($0)) } : nil
        linesAtPrompt = []
        client.handleReadable()
        client.trace = before
        let lines = linesAtPrompt.take() ?? []
        return settings.verbosity == .quiet ? [] : lines
    }

    /// Waits, unless the user interrupts, and answers what a WebSocket server asks meanwhile.
    ///
    /// - Returns: whether the time has passed.
    package func wait(_ duration: Duration) -> Bool {
        let end = ContinuousClock.now + duration
        while let cancellation, let descriptor = connectionDescriptor, !cancellation.isCancelled {
            let left = end - ContinuousClock.now
            guard left > .zero else { return true }
            var entries = [
                pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: cancellation.waitDescriptor, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&entries, 2, Int32(min(left / .milliseconds(1), 1e6)) + 1) > 0 else { continue }
            if entries[0].revents != 0 { client?.handleReadable() }
            // It may ring for what was taken back.
            if entries[1].revents != 0 { _ = cancellation.wait(for: .zero) }
        }
        return Signals.wait(end - ContinuousClock.now, cancellation)
    }

    /// Runs something with other settings, and goes back to those before.
    ///
    /// - Parameter recording: where to record meanwhile; `nil` for no change.
    package func with<Result>(
        _ changed: Settings,
        recording: Recording?,
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let before = settings
        let clientBefore = client
        let recordingBefore = recorder.recording
        settings = changed
        defer {
            settings = before
            if let clientBefore, clientBefore.endpoint == before.endpoint { client = clientBefore }
        }
        guard let recording, recording != recordingBefore else { return try body() }
        try recorder.change(to: recording)
        do throws(Failure) {
            let result = try body()
            try recorder.change(to: recordingBefore)
            return result
        } catch {
            try? recorder.change(to: recordingBefore)
            throw error
        }
    }

    // MARK: Exchanges

    /// Sends a request and records what comes of it. When its answer was shown, ``tellWhatCameBehind()`` is to be called.
    ///
    /// - Returns: the exchange, and why it could not be recorded, if so.
    package func perform(_ request: RequestFrame) throws(Failure) -> (exchange: Exchange, recording: Failure?) {
        if settings.isDryRun { return (notSent(request), nil) }
        let client = try currentClient()
        try prepareRecording()
        try checkAnswerEnd()
        tellWhatCameBehind()
        linesBehindAnswer = []
        let exchange = client.exchange(request, until: settings.answerEnd)
        return (exchange, record(exchange) ?? pushFailure.take())
    }

    /// Tells what was pushed together with the last answer.
    package func tellWhatCameBehind() {
        for line in linesBehindAnswer.take() ?? [] { observer.notice(line) }
    }

    /// - Throws: ``Failure`` when the server that is chosen does not send as many messages as the settings wait for.
    func checkAnswerEnd() throws(Failure) {
        if settings.messages != nil || settings.until != nil { try checkSeveralMessages("--messages and --until are") }
    }

    /// - Parameter what: what needs a connection that goes on, and its verb.
    /// - Throws: ``Failure`` when the server that is chosen has none.
    func checkSeveralMessages(_ what: String) throws(Failure) {
        guard settings.policy.mode == .oneShot, settings.endpoint?.isWebSocket != true else { return }
        throw .severalMessages(what)
    }

    /// Whoever asks finds the request of a dry run answered with `O.k.`, at once.
    private func notSent(_ request: RequestFrame) -> Exchange {
        unsentRequests += 1
        observer.unsent(Exchange(request: request, response: nil), number: unsentRequests)
        let exchange = Exchange(request: request, response: ResponseFrame(Reply.okBytes))
        (lastExchange, lastReply, lastRule, lastCameUnasked) = (exchange, .ok, settings.rule, false)
        return exchange
    }

    /// What the last exchange comes to.
    ///
    /// - Returns: ``ExitStatus/ok`` or ``ExitStatus/serverError``.
    /// - Throws: ``Failure`` when there was no whole response.
    package func lastStatus() throws(Failure) -> ExitStatus {
        if let exchange = lastExchange, let failure = exchange.failure, let message = Diagnostics.message(exchange) {
            throw Failure(failure.code == .cancelled ? .interrupted : .exchangeFailed, message)
        }
        return lastReply == .error ? .serverError : .ok
    }

    // MARK: Recording

    /// Makes sure that the next exchange can be recorded, before it is made.
    package func prepareRecording() throws(Failure) {
        let endpoint = try currentClient().endpoint
        do throws(Failure) {
            let notice = try recorder.prepare(
                to: endpoint,
                mode: settings.policy.mode,
                redactions: settings.redactions,
                sync: settings.sync,
                rule: settings.rule
            )
            if let notice { observer.notice("ipcsh: \(notice)") }
        } catch {
            if let failure = warnOfRecording(error) { throw failure }
        }
    }

    /// Counts an exchange and records it.
    ///
    /// - Returns: why it could not be recorded, if so.
    package func record(_ exchange: Exchange) -> Failure? {
        take(exchange, cameUnasked: false)
        tally.count(exchange, lastReply)
        if isInteractive, let endpoint = settings.endpoint { seen.take(exchange.request, to: endpoint) }
        do throws(Failure) {
            try recorder.record(exchange, settings.rule)
            for message in exchange.pushed { try recorder.record(pushed: message) }
            return nil
        } catch {
            return warnOfRecording(error)
        }
    }

    /// Keeps an exchange as the last one, and judges its answer.
    func take(_ exchange: Exchange, cameUnasked: Bool) {
        (lastExchange, lastRule, lastCameUnasked) = (exchange, settings.rule, cameUnasked)
        lastReply = exchange.response.map { settings.rule.reply($0.bytes) } ?? .ok
    }

    /// Records what has come unasked.
    func record(pushed message: ReceivedMessage) {
        do throws(Failure) {
            try prepareRecording()
            try recorder.record(pushed: message)
        } catch {
            pushFailure = warnOfRecording(error) ?? pushFailure
        }
    }

    /// Why something that came unasked could not be recorded, if so; told once.
    func takePushFailure() -> Failure? { pushFailure.take() }

    /// A person is told once and goes on; a script stops.
    private func warnOfRecording(_ failure: Failure) -> Failure? {
        guard isInteractive else { return failure }
        if !hasWarnedOfRecording {
            hasWarnedOfRecording = true
            observer.diagnostic("ipcsh: NOT RECORDED: \(failure.message)")
        }
        return nil
    }

    /// `8 exchanges: 8 ok; recorded in sessions/...jsonl`
    package var summary: String {
        recorder.count > 0 && recorder.path != nil
            ? "\(tally.text); recorded in \(recorder.path ?? "")" : "\(tally.text); not recorded"
    }
}

extension Failure {
    /// A server in one-shot mode does not send several messages.
    ///
    /// - Parameter what: what needs them, and its verb.
    package static func severalMessages(_ what: String) -> Failure {
        .usage(
            "\(what) for a WebSocket server, or --keep-alive: in one-shot mode the answer is all that comes before the "
                + "server closes the connection"
        )
    }
}
