import IPCClient
import IPCFraming
import InspectProtocol
import MockCore
import NIOCore
import Platform
import Sessions
import Synchronization
import Texts

/// What all connections of a mock server share.
final class ServerState: Sendable {
    /// What is larger takes too long on a thread that others wait for, in bytes.
    private static let largestPrompt = 64 * 1024
    /// Large requests, and those that expressions or the disk are asked about, that are looked at at once.
    private static let workerCount = 4

    let configuration: MockServer.Configuration
    let resolver: AnswerResolver
    let workers = Workers(count: workerCount)
    private let upstreams: Upstreams
    private let bridge: BridgeUpstream?
    private let handler: HandlerProgram?
    /// What is served when nothing has been changed.
    private let initialAnswers: SessionAnswers?
    /// What takes the server down.
    private let goDown = Guarded<(any EventLoop, @Sendable () -> Void)?>(nil)
    private let settings: ConnectionMachine.Settings
    private let webSocketSettings: WebSocketMachine.Settings
    private let recorder: MissRecorder?
    private let journal: Journal?
    private let callbacks: MockCallbacks
    /// Bytes of unfinished requests and unsent responses, of all connections.
    private let heldBytes = Atomic(0)
    private let openConnections = Atomic(0)
    private let finishedCount = Atomic(0)
    private let numberedConnections = Atomic(0)
    private let hasStopped = Atomic(false)

    /// Reads the sessions to serve, and opens the recordings.
    ///
    /// - Throws: ``MockServerError`` when one of them cannot be used.
    init(_ configuration: MockServer.Configuration, _ callbacks: MockCallbacks) throws(MockServerError) {
        var configuration = configuration
        if configuration.rule.isStandard, let served = configuration.sessions.first,
            let reader = try? SessionReader(path: served)
        {
            // What answers has been judged by it before.
            configuration.rule = reader.header.rule
        }
        if configuration.rule.isStandard { configuration.rule = configuration.standingRule }
        self.configuration = configuration
        self.callbacks = callbacks
        do throws(SessionError) {
            var answers: SessionAnswers?
            if !configuration.sessions.isEmpty {
                answers = try SessionAnswers.load(configuration.sessions, configuration.policy)
            }
            initialAnswers = answers
            resolver = AnswerResolver(
                configuration.rules,
                answers,
                logsExchanges: callbacks.logsExchanges,
                log: callbacks.log
            )
            recorder = try configuration.missRecording.map { path throws(SessionError) in
                try MissRecorder(
                    path: path,
                    header: configuration.header,
                    redaction: configuration.redaction,
                    sync: configuration.sync,
                    log: callbacks.log
                )
            }
            journal = try configuration.recording.map { path throws(SessionError) in
                try Journal(
                    path: path,
                    header: configuration.header,
                    redaction: configuration.redaction,
                    sync: configuration.sync,
                    log: callbacks.log
                )
            }
        } catch {
            throw MockServerError(.session, "\(error)")
        }
        upstreams = Upstreams(mode: configuration.mode, recorder: recorder)
        let journal = journal
        bridge = try configuration.bridge.map { bridge throws(MockServerError) in
            try BridgeUpstream(bridge, journal, log: callbacks.log)
        }
        handler = try configuration.handler.map { handler throws(MockServerError) in
            try HandlerProgram(handler.command, timeout: handler.timeout, log: callbacks.log)
        }
        var settings = configuration.machineSettings
        // Faults that are set later may refuse connections.
        settings.admits = resolver.refusesConnections || callbacks.exchanges != nil
        self.settings = settings
        var webSocketSettings = configuration.webSocketSettings
        webSocketSettings.admits = settings.admits
        self.webSocketSettings = webSocketSettings
    }

    var isStopped: Bool { hasStopped.load(ordering: .acquiring) }

    var status: MockStatus {
        var status = resolver.status
        status.openConnections = openConnections.load(ordering: .relaxed)
        return status
    }

    /// How much of what was to be recorded is, in the journal and in the served session together.
    var recordingStatus: RecordingStatus? {
        [journal?.status, recorder?.status].compactMap { $0 }.reduce(nil as RecordingStatus?) { sum, next in
            guard let sum else { return next }
            return RecordingStatus(
                recorded: sum.recorded + next.recorded,
                total: sum.total + next.total,
                reason: sum.reason ?? next.reason
            )
        }
    }

    /// - Returns: whether it has not been stopped before.
    @discardableResult
    func stop() -> Bool {
        !hasStopped.exchange(true, ordering: .acquiringAndReleasing)
    }

    /// Waits for the threads that work for the connections.
    func stopWorkers() {
        cancelUpstreams()
        upstreams.stop()
        bridge?.stop()
        handler?.stop()
        workers.stop()
    }

    /// Gives up what other servers are asked now, and all that they will be.
    func cancelUpstreams() {
        upstreams.cancel()
        bridge?.cancel()
    }

    /// Completes the recording, once there are no connections.
    func finish() {
        journal?.finish()
    }

    // MARK: Changes while it runs

    /// As it was started.
    func reset() {
        resolver.reset(to: initialAnswers)
        callbacks.exchanges?.reset()
    }

    /// - Parameter body: takes the server down; called on a thread that others need not wait for.
    func whenDown(on loop: any EventLoop, _ body: @escaping @Sendable () -> Void) {
        goDown.withLock { $0 = (loop, body) }
    }

    // MARK: Connections

    /// The number of a connection that somebody asks about.
    func nextConnection() -> Int {
        numberedConnections.add(1, ordering: .relaxed).newValue
    }

    func makeMachine() -> ConnectionMachine {
        ConnectionMachine(settings)
    }

    func makeWebSocketMachine() -> WebSocketMachine {
        WebSocketMachine(webSocketSettings, now: .now) { HTTPDate.now }
    }

    func connectionBegan() {
        openConnections.add(1, ordering: .relaxed)
    }

    func connectionEnded() {
        openConnections.subtract(1, ordering: .relaxed)
    }

    /// Takes down that a connection keeps more bytes, or fewer, than before.
    ///
    /// - Returns: whether all connections together keep no more than the limit.
    func hold(_ change: Int) -> Bool {
        heldBytes.add(change, ordering: .relaxed).newValue <= configuration.memoryLimit
    }

    /// A connection or the listener is in trouble. What stopping the server does to them is none.
    func report(_ event: MockEvent) {
        if !isStopped { callbacks.log(event) }
    }

    /// A client has ended the vendor's server.
    func die() {
        if configuration.onFatal == .exit { callbacks.onFatalExit() }
    }

    // MARK: Exchanges

    /// Whether a request is answered so fast that others may wait for it.
    func isQuick(_ request: ReceivedRequest) -> Bool {
        request.frame.bytes.count <= Self.largestPrompt && resolver.isQuick
    }

    /// Whether an exchange is recorded so fast that others may wait for it.
    static func isSmall(_ reply: Reaction.Reply) -> Bool {
        reply.request.bytes.count + reply.delivery.size <= largestPrompt
    }

    /// Records an exchange, as its client sees it.
    func record(_ reply: Reaction.Reply, _ outcome: Delivery.Outcome, start: ContinuousClock.Instant) {
        record(reply, start: start) {
            outcome
        } answer: {
        }
    }

    /// Records an exchange whose answer takes no time: before it goes out what is to outlive this process, and behind it
    /// what only those see who ask this process.
    ///
    /// - Parameters:
    ///   - outcome: called once, if at all.
    ///   - answer: sends it.
    /// - Returns: what that does.
    func record<Result: Sendable>(
        _ reply: Reaction.Reply,
        start: ContinuousClock.Instant,
        outcome: () -> Delivery.Outcome,
        answer: () -> Result
    ) -> Result {
        let written = writesExchanges ? outcome() : nil
        if let written { write(reply, written, start: start) }
        // What began before a reset is nobody's any more.
        guard let exchanges = callbacks.exchanges, reply.origin.generation == resolver.generation else {
            return answer()
        }
        return exchanges.append(
            reply.request,
            reply.origin,
            attempts: reply.attempts,
            rule: configuration.rule,
            start: start
        ) {
            written ?? outcome()
        } answer: {
            answer()
        }
    }

    private var writesExchanges: Bool { journal != nil || callbacks.journal != nil }

    private func write(_ reply: Reaction.Reply, _ outcome: Delivery.Outcome, start: ContinuousClock.Instant) {
        // A bridge's has what its server was asked.
        if bridge == nil { journal?.append(reply, outcome, start: start) }
        callbacks.journal?.append(reply.request, outcome.response, outcome.error, outcome.close)
    }

    /// Whether exchanges are recorded anywhere.
    var records: Bool { writesExchanges || callbacks.exchanges != nil }

    /// An exchange is over.
    func finished(_ reply: Reaction.Reply) {
        finished(reply, countFinished())
    }

    /// Counts one that is over; a client that knows that it is may ask for the number.
    ///
    /// - Returns: how many are.
    func countFinished() -> Int {
        finishedCount.add(1, ordering: .relaxed).newValue
    }

    /// One that was counted is over.
    func finished(_ reply: Reaction.Reply, _ finished: Int) {
        if reply.isFatal { callbacks.onFatalExit() }
        if reply.takesDown, let (loop, goDown) = goDown.withLock({ $0 }) { _ = workers.run(on: loop, goDown) }
        if finished == configuration.exchangeCount { callbacks.onCountReached() }
    }

    /// - Returns: what came of it, on the loop; fails when this server has been stopped.
    func ask(_ question: Reaction.Question, on loop: any EventLoop) -> EventLoopFuture<Exchange> {
        bridge?.ask(question.sent, on: loop) ?? upstreams.ask(question, on: loop)
    }

    /// - Returns: what the user's program says, on the loop; fails when this server has been stopped.
    func ask(_ question: HandlerQuestion, connection: Int, on loop: any EventLoop) -> EventLoopFuture<HandlerAnswer> {
        handler?.ask(question, connection: connection, on: loop) ?? loop.makeSucceededFuture(.pass)
    }

    /// What another server has answered.
    func reply(to question: Reaction.Question, _ exchange: Exchange) -> Reaction.Reply {
        if question.isRecorded {
            do throws(PatternError) {
                try resolver.add(RecordedExchange(asked: exchange))
            } catch {
                report(.trouble("cannot be served: \(error)"))
            }
        }
        return resolver.reply(to: question, exchange)
    }
}
