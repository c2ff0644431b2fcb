import IPCClient
import IPCFraming
import InspectProtocol
import MockCore
import Sessions
import Synchronization
import WireJSON

/// What all connections of a mock server share: decides what each request is answered with.
final class MockState: Sendable {
    private struct Shared: Sendable {
        var responder: Responder
        var answers: SessionAnswers?
        var exchanges = 0
        var finished = 0
        var connections = 0
        var openConnections = 0
        var misses = 0
        var faults = 0
        /// Bytes of unfinished requests and unsent responses, of all connections.
        var heldBytes = 0
        var isStopped = false
    }

    let configuration: MockServer.Configuration
    let workers = Workers()
    private let shared: Mutex<Shared>
    private let journal: Journal?
    private let callbacks: MockCallbacks

    init(
        _ configuration: MockServer.Configuration,
        answers: SessionAnswers?,
        journal: Journal?,
        callbacks: MockCallbacks
    ) {
        self.configuration = configuration
        self.journal = journal
        self.callbacks = callbacks
        shared = Mutex(Shared(responder: Responder(files: configuration.files), answers: answers))
    }

    var project: SimulatedProject { shared.withLock { $0.responder.project } }
    var exchanges: Int { shared.withLock { $0.exchanges } }
    var isStopped: Bool { shared.withLock { $0.isStopped } }

    var status: MockStatus {
        shared.withLock { shared in
            var status = MockStatus()
            status.exchanges = shared.exchanges
            status.misses = shared.misses
            status.faults = shared.faults
            status.openConnections = shared.openConnections
            status.project = shared.responder.project
            return status
        }
    }

    /// Recorded exchanges that have not answered a request.
    var unused: [RecordedExchange] { shared.withLock { $0.answers?.unused ?? [] } }

    /// - Returns: whether it has not been stopped before.
    @discardableResult
    func stop() -> Bool {
        shared.withLock { shared in
            defer { shared.isStopped = true }
            return !shared.isStopped
        }
    }

    /// Ends what works for the connections, once there are none.
    func finish() {
        workers.stop()
        journal?.finish()
    }

    // MARK: Connections

    /// Counts a connection.
    ///
    /// - Returns: whether it is to be reset at once.
    func connectionBegins() -> Bool {
        let number = shared.withLock { shared in
            shared.connections += 1
            shared.openConnections += 1
            return shared.connections
        }
        guard !configuration.faults.isEmpty else { return false }
        var random = SeededGenerator(seed: configuration.seed, number: -number)
        guard
            let fault = configuration.faults.first(where: {
                $0.kind == .refuse && $0.applies(to: number, request: [], &random)
            })
        else { return false }
        shared.withLock { $0.faults += 1 }
        log(.broken("a connection was refused (\(fault.source))"))
        return true
    }

    func connectionEnded() {
        shared.withLock { $0.openConnections -= 1 }
    }

    /// Takes down that a connection keeps more bytes, or fewer, than before.
    ///
    /// - Returns: whether all connections together keep no more than the limit.
    func hold(_ change: Int) -> Bool {
        shared.withLock { shared in
            shared.heldBytes += change
            return shared.heldBytes <= configuration.memoryLimit
        }
    }

    /// A connection or the listener is in trouble. What stopping the server does to them is none.
    func report(_ event: MockEvent) {
        if !isStopped { log(event) }
    }

    // MARK: Exchanges

    /// Decides what a request is answered with. It takes time for a large one.
    func react(to request: RequestFrame, trailing: ArraySlice<UInt8>) -> Reaction {
        guard let policy = configuration.sessionPolicy else {
            let interpretation = Responder.interpretation(of: request, trailing: trailing)
            let (number, answer) = shared.withLock { shared in
                shared.exchanges += 1
                return (shared.exchanges, shared.responder.answer(interpretation))
            }
            return .answer(reply(number, request, answer))
        }
        let keys = RequestKeys(request, policy.matching)
        let (number, finding) = shared.withLock { shared in
            shared.exchanges += 1
            return (shared.exchanges, shared.answers?.take(request, keys) ?? .none)
        }
        switch finding {
        case .recorded(let entry, _):
            let answer = Answer.delivery(Delivery(entry.recorded), from: .recording(entry.recorded.number))
            return .answer(reply(number, request, answer, milliseconds: entry.recorded.milliseconds, entry.fault))
        case .stub(let stub, let index):
            let delivery = stub.delivery(for: keys.value ?? .null, number: number)
            let answer = Answer.delivery(delivery, from: .stub(index))
            return .answer(reply(number, request, answer, milliseconds: stub.milliseconds, stub.fault))
        case .usedUp(let entry):
            return miss(number, request, .usedUp(entry.recorded.number), "All recorded responses to this are used up.")
        case .outOfOrder(let next):
            let words =
                next.map { "Exchange \($0.number) is next: \(Self.excerpt($0.request))" }
                ?? "All recorded exchanges were served."
            return miss(number, request, .outOfOrder(next: next?.number), words)
        case .none:
            return missed(number, request, trailing, keys, policy)
        }
    }

    /// What another server has answered.
    func reply(to question: Reaction.Question, _ exchange: Exchange) -> Reaction.Reply {
        var recorded = RecordedExchange(
            number: question.number,
            request: exchange.request,
            response: exchange.response,
            error: exchange.failure?.code.rawValue
        )
        recorded.milliseconds = exchange.duration / .milliseconds(1)
        if let failure = exchange.failure { log(.notice("\(failure)")) }
        return reply(question.number, question.request, .delivery(Delivery(recorded), from: .server(question.endpoint)))
    }

    /// An answer has gone out, as far as it goes, or its client has gone before it did.
    func delivered(_ reply: Reaction.Reply, isBroken: Bool, start: ContinuousClock.Instant) {
        if configuration.keepsJournal {
            var (response, error) = reply.delivery.outcome(configuration.mode)
            if isBroken { (response, error) = (nil, "reset") }
            journal?.append(reply.request, response, error, start: start)
            callbacks.journal?.append(reply.request, response, error)
        }
        let finished = shared.withLock { shared in
            shared.finished += 1
            return shared.finished
        }
        if reply.isFatal { callbacks.onFatalExit() }
        if finished == configuration.exchangeCount { callbacks.onCountReached() }
    }

    private func missed(
        _ number: Int,
        _ request: RequestFrame,
        _ trailing: ArraySlice<UInt8>,
        _ keys: RequestKeys,
        _ policy: SessionPolicy
    ) -> Reaction {
        let miss = shared.withLock { shared in
            shared.misses += 1
            return shared.answers?.miss(request, keys) ?? .unknown(closest: nil, difference: "")
        }
        log(.missed(number, miss))
        switch policy.onMiss {
        case .builtin:
            let interpretation = Responder.interpretation(of: request, trailing: trailing)
            return .answer(reply(number, request, shared.withLock { $0.responder.answer(interpretation) }))
        case .error:
            let error = Delivery(response: Array("Error: No recorded response to this.".utf8))
            return .answer(reply(number, request, .delivery(error, from: .miss)))
        case .close:
            return .answer(reply(number, request, .delivery(Delivery([], .close), from: .miss)))
        case .ask(let endpoint, let isRecorded):
            return .ask(
                Reaction.Question(number: number, request: request, endpoint: endpoint, isRecorded: isRecorded)
            )
        }
    }

    private func miss(_ number: Int, _ request: RequestFrame, _ miss: Miss, _ words: String) -> Reaction {
        shared.withLock { $0.misses += 1 }
        log(.missed(number, miss))
        let delivery = Delivery(response: Array("Error: \(words)".utf8))
        return .answer(reply(number, request, .delivery(delivery, from: .miss)))
    }

    /// Lays latency and faults over an answer, and logs it.
    private func reply(
        _ number: Int,
        _ request: RequestFrame,
        _ answer: Answer,
        milliseconds: Double? = nil,
        _ lineFault: Fault.Kind? = nil
    ) -> Reaction.Reply {
        var reply = Reaction.Reply(number: number, request: request, delivery: delivery(answer))
        if case .termination = answer, configuration.onFatal == .exit { reply.isFatal = true }
        var answer = answer
        if configuration.latency != .none || !configuration.faults.isEmpty || lineFault != nil {
            var random = SeededGenerator(seed: configuration.seed, number: number)
            reply.delay = configuration.latency.draw(recorded: milliseconds, &random)
            let fault = configuration.faults.first {
                $0.kind != .refuse && $0.applies(to: number, request: request.bytes, &random)
            }
            if let kind = fault?.kind ?? lineFault {
                reply.delivery = kind.applied(to: reply.delivery, &random)
                answer = .delivery(reply.delivery, from: .fault(fault?.source ?? "of its line"))
                shared.withLock { $0.faults += 1 }
            }
        }
        log(.exchange(number, request, answer))
        return reply
    }

    private func delivery(_ answer: Answer) -> Delivery {
        switch answer {
        case .response(let text): return Delivery(response: text)
        case .silence: return Delivery([])
        case .delivery(let delivery, _): return delivery
        case .termination(let termination):
            switch configuration.onFatal {
            case .close, .exit: return Delivery([], .close)
            case .error: return Delivery(response: Array("Error: \(termination)".utf8))
            }
        }
    }

    private func log(_ event: MockEvent) {
        callbacks.log(event)
    }

    /// The start of a request, in one line.
    private static func excerpt(_ request: RequestFrame) -> String {
        JSONString(String(decoding: request.bytes.prefix(200), as: UTF8.self)).pythonRepr
    }
}

extension MockState {
    /// Puts other recordings in the place of those that are served.
    func replaceAnswers(_ answers: SessionAnswers) {
        shared.withLock { $0.answers = answers }
    }

    /// Adds what another server has answered.
    func add(_ exchange: RecordedExchange) {
        shared.withLock { shared in
            var exchange = exchange
            exchange.number = (shared.answers?.entries.count ?? 0) + 1
            try? shared.answers?.add(exchange)
        }
    }
}
