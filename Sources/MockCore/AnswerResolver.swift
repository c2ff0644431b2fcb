package import IPCClient
import IPCFraming
import InspectProtocol
import Platform
package import Sessions
import Synchronization
package import Texts
import WireJSON

/// Decides what each request is answered with, for all connections of a mock server and from many threads at once.
///
/// What takes time, to read JSON, to match expressions, to look at the disk, is done before anything is locked. What can
/// be changed while it runs is in force for each request that comes when the call has returned.
package final class AnswerResolver: Sendable {
    struct Shared: Sendable {
        var answers: SessionAnswers?
        var onMiss: SessionPolicy.Miss
        var project = SimulatedProject()
        var exchanges = 0
        var misses = 0
        var faults = 0
        /// How often it was reset.
        var generation = 0
    }

    /// A request that is being answered.
    struct Case {
        var number: Int
        var request: ReceivedRequest
        var origin = AnswerOrigin()

        var frame: RequestFrame { request.frame }
    }

    let rules: AnswerRules
    let shared: Guarded<Shared>
    /// Those that have sent something; asked with each of them.
    private let connections = Atomic(0)
    /// ``Shared/generation``, for those who have no lock.
    private let generations = Atomic(0)
    let logsExchanges: Bool
    let log: @Sendable (MockEvent) -> Void
    /// Latency and faults.
    package let disturbances: Disturbances
    /// What was added while the server runs; it goes before what is recorded.
    package let stubs = StubTable(isNewestFirst: true)
    package let scenarios = Scenarios()

    /// - Parameters:
    ///   - answers: what recordings answer, if any are served.
    ///   - logsExchanges: whether it has a use for exchanges.
    ///   - log: called with all that is decided, on the thread that asks.
    package init(
        _ rules: AnswerRules,
        _ answers: SessionAnswers?,
        logsExchanges: Bool = true,
        log: @escaping @Sendable (MockEvent) -> Void
    ) {
        self.rules = rules
        self.logsExchanges = logsExchanges
        self.log = log
        disturbances = Disturbances(rules.latency, rules.faults)
        shared = Guarded(Shared(answers: answers, onMiss: rules.policy.onMiss))
    }

    /// What recordings answer, if any are served.
    package var answers: SessionAnswers? { shared.withLock { $0.answers } }

    /// Exchanges, misses, faults and the project.
    package var status: MockStatus {
        shared.withLock { shared in
            var status = MockStatus()
            status.exchanges = shared.exchanges
            status.misses = shared.misses
            status.faults = shared.faults
            status.project = shared.project
            return status
        }
    }

    /// Adds what another server has answered to what is served.
    package func add(_ exchange: RecordedExchange) throws(PatternError) {
        let answers = shared.withLock { shared in
            let answers = shared.answers ?? SessionAnswers(rules.policy, stubs: [])
            shared.answers = answers
            return answers
        }
        var exchange = exchange
        exchange.number = answers.count + 1
        try answers.add(exchange)
    }

    /// Whether an answer is found so fast that whoever accepts connections may look for it: nothing is asked of the
    /// disk, and no expression is matched.
    package var isQuick: Bool {
        rules.files == .any && !disturbances.hasExpressions && !stubs.hasExpressions
            && answers?.hasExpressions != true
    }

    // MARK: Changes while it runs

    /// Puts other recordings in the place of those that are served. What is being decided may still be by the old ones.
    package func replaceAnswers(_ answers: SessionAnswers?) {
        shared.withLock { $0.answers = answers }
    }

    /// What becomes of requests that nothing answers.
    package var onMiss: SessionPolicy.Miss {
        get { shared.withLock { $0.onMiss } }
        set { shared.withLock { $0.onMiss = newValue } }
    }

    /// Sets other faults; `@n` counts from now on.
    package func set(_ faults: [Fault]) {
        let exchanges = shared.withLock { $0.exchanges }
        disturbances.set(faults, exchanges: exchanges, connections: connections.load(ordering: .relaxed))
    }

    package func clearProject() {
        shared.withLock { $0.project = SimulatedProject() }
    }

    /// How often ``reset(to:)`` was called.
    package var generation: Int { generations.load(ordering: .acquiring) }

    /// As it was started: nothing counted, no stubs but those of sessions, whose turns begin again.
    ///
    /// - Parameter answers: those that were served then.
    package func reset(to answers: SessionAnswers?) {
        stubs.removeAll()
        scenarios.reset()
        answers?.rewind()
        disturbances.reset()
        shared.withLock { shared in
            let generation = shared.generation + 1
            shared = Shared(answers: answers, onMiss: rules.policy.onMiss)
            shared.generation = generation
            generations.store(generation, ordering: .releasing)
            connections.store(0, ordering: .relaxed)
        }
    }

    // MARK: Connections

    /// Counts a connection that has sent something, if none is refused.
    ///
    /// - Returns: whether that is so; else see ``refusesConnection()``.
    package func admitsConnection() -> Bool {
        if disturbances.refusesConnections { return false }
        connections.add(1, ordering: .relaxed)
        return true
    }

    /// Counts a connection that has sent something.
    ///
    /// - Returns: whether it is to be reset.
    package func refusesConnection() -> Bool {
        if admitsConnection() { return false }
        let number = connections.add(1, ordering: .relaxed).newValue
        let current = disturbances.current
        var random = SeededGenerator(seed: rules.seed, number: -number)
        let fault = current.faults.first(
            to: number - current.connections,
            request: [],
            &random,
            where: \.isRefusal
        ) { _ in }
        guard let fault else { return false }
        shared.withLock { $0.faults += 1 }
        log(.broken("a connection was refused (\(fault.source))"))
        return true
    }

    /// Whether it must be asked about each connection.
    package var refusesConnections: Bool { disturbances.refusesConnections }

    // MARK: Requests

    /// Decides what a request is answered with. It takes time for a large one.
    package func react(to request: ReceivedRequest) -> Reaction {
        let (number, answers, generation) = shared.withLock { shared in
            guard shared.exchanges < rules.exchangeLimit ?? .max else { return (0, shared.answers, 0) }
            shared.exchanges += 1
            return (shared.exchanges, shared.answers, shared.generation)
        }
        guard number > 0 else { return .drop }
        var asked = Case(number: number, request: request)
        asked.origin.generation = generation
        if let bridge = rules.bridge { return react(asked, across: bridge) }
        let hasStubs = !stubs.isEmpty
        guard answers != nil || hasStubs || !rules.commands.isEmpty else { return unanswered(asked) }
        let keys = RequestKeys(request.frame, rules.policy.matching)
        if hasStubs {
            let subject = StubSubject(request.frame, keys.value)
            if let turn = stubs.take(subject, scenarios, giveUp: { giveUp($0, number) }) {
                return .answer(reply(asked, turn, subject))
            }
        }
        if let found = command(asked, keys) { return .answer(found) }
        guard let answers else { return hasStubs ? missed(asked, keys, nil) : unanswered(asked) }
        switch answers.take(request.frame, keys, scenarios, giveUp: { giveUp($0, number) }) {
        case .recorded(let entry, _):
            let delivery = Delivery(entry.recorded, pushed: entry.pushed)
            let answer = Answer.delivery(delivery, from: .recording(entry.recorded.number))
            let milliseconds = entry.recorded.responses?.first?.milliseconds ?? entry.recorded.milliseconds
            return .answer(
                reply(asked, answer, milliseconds: milliseconds) { _ in
                    entry.fault.map { (kind: $0, source: "of its line") }
                }
            )
        case .stub(let turn): return .answer(reply(asked, turn, StubSubject(request.frame, keys.value)))
        case .usedUp(let entry):
            let words = "All recorded responses to this are used up."
            return .answer(refusal(asked, .usedUp(entry.recorded.number), words))
        case .outOfOrder(let next):
            let words =
                next.map { "Exchange \($0.number) is next: \(Self.excerpt($0.request))" }
                ?? "All recorded exchanges were served."
            return .answer(refusal(asked, .outOfOrder(next: next?.number), words))
        case .none: return missed(asked, keys, answers)
        }
    }

    /// What another server has answered.
    package func reply(to question: Reaction.Question, _ exchange: Exchange) -> Reaction.Reply {
        if let failure = exchange.failure { log(.notice("\(failure)")) }
        let delivery = rules.bridge?.delivery(exchange) ?? Delivery(RecordedExchange(asked: exchange))
        let answer = Answer.delivery(delivery, from: .server(question.endpoint))
        var asked = Case(number: question.number, request: ReceivedRequest(question.request))
        asked.origin = question.origin
        var reply = reply(asked, answer)
        reply.attempts = exchange.attempts
        return reply
    }

    /// What the user's program has answered.
    package func react(to question: HandlerQuestion, _ answer: HandlerAnswer) -> Reaction {
        var asked = Case(number: question.number, request: question.request)
        asked.origin = question.origin
        switch answer {
        case .delivery(let delivery, let fault):
            return .answer(
                reply(asked, .delivery(delivery, from: .handler)) { _ in fault.map { ($0.kind, $0.source) } }
            )
        case .pass: return fallback(asked)
        case .failed(let reason):
            log(.trouble("request \(question.number): the handler has not answered: \(reason)"))
            let words = Array("Error: The handler has not answered: \(reason).".utf8)
            return .answer(reply(asked, .delivery(Delivery(response: words), from: .handler)))
        }
    }

    // MARK: Answers

    /// What a definition answers.
    private func command(_ asked: Case, _ keys: RequestKeys) -> Reaction.Reply? {
        guard !rules.commands.isEmpty, let message = keys.value else { return nil }
        for command in rules.commands {
            guard let found = command.answer(to: message, number: asked.number) else { continue }
            var reply = reply(asked, .delivery(found.delivery, from: .command(found.command)))
            reply.delay += found.delay
            return reply
        }
        return nil
    }

    /// What the vendor's server would answer.
    private func builtin(_ asked: Case) -> Reaction.Reply {
        let verdict = Responder.verdict(on: asked.request, rules.files)
        if !verdict.changes.isEmpty {
            shared.withLock { shared in
                guard shared.generation == asked.origin.generation else { return }
                for change in verdict.changes { shared.project.apply(change) }
            }
        }
        // A WebSocket server lives on where a socket server does not; its template ends by `quit`.
        let isDeadly = asked.request.profile == nil ? verdict.answer.isTermination : verdict.endsServer
        return reply(asked, verdict.answer, close: verdict.close, isDeadly: isDeadly)
    }

    private func react(_ asked: Case, across bridge: BridgeTranslation) -> Reaction {
        switch bridge.step(for: asked.request) {
        case .answerInPlace: return .answer(builtin(asked))
        case .endConnection:
            return .answer(reply(asked, .delivery(bridge.end, from: .bridge)))
        case .ask(let sent):
            if let found = fault(ofUpstream: asked) { return .answer(found) }
            return .ask(
                Reaction.Question(
                    number: asked.number,
                    request: asked.frame,
                    sent: sent,
                    endpoint: bridge.to,
                    isRecorded: false,
                    origin: asked.origin
                )
            )
        }
    }

    /// What becomes of a request that is kept from the server behind a bridge.
    private func fault(ofUpstream asked: Case) -> Reaction.Reply? {
        let current = disturbances.current
        guard current.faults.contains(where: \.isUpstream) else { return nil }
        var random = SeededGenerator(seed: ~rules.seed, number: asked.number)
        let fault = current.faults.first(
            to: asked.number - current.exchanges,
            request: asked.frame.bytes,
            &random,
            where: \.isUpstream,
            giveUp: { giveUp($0, asked.number) }
        )
        guard let fault else { return nil }
        shared.withLock { if $0.generation == asked.origin.generation { $0.faults += 1 } }
        return reply(asked, .delivery(fault.kind.applied(to: Delivery([]), &random), from: .fault(fault.source)))
    }

    private func reply(_ asked: Case, _ turn: StubTurn, _ subject: StubSubject) -> Reaction.Reply {
        var random = SeededGenerator(seed: rules.seed, number: asked.number)
        let delivery = turn.delivery(for: subject, number: asked.number, &random)
        return reply(
            asked,
            .delivery(delivery, from: .stub(turn.name)),
            milliseconds: turn.milliseconds,
            latency: turn.latency
        ) { random in
            turn.fault(asked.frame.bytes, &random, giveUp: { self.giveUp($0, asked.number) })
                .map { (kind: $0.kind, source: "of stub \(turn.name)") }
        }
    }

    /// Neither a stub nor a recording answers.
    private func missed(_ asked: Case, _ keys: RequestKeys, _ answers: SessionAnswers?) -> Reaction {
        var asked = asked
        let near = NearMiss.closest(of: [
            answers?.closest(to: asked.frame, keys), stubs.closest(to: asked.frame, keys),
            answers?.stubs.closest(to: asked.frame, keys),
        ])
        asked.origin.near = near
        note(Miss(near), &asked)
        return unanswered(asked)
    }

    /// The user's program is asked, where there is one.
    private func unanswered(_ asked: Case) -> Reaction {
        if rules.hasHandler {
            return .handle(HandlerQuestion(number: asked.number, request: asked.request, origin: asked.origin))
        }
        return fallback(asked)
    }

    private func fallback(_ asked: Case) -> Reaction {
        // Where nothing is served, and no stub was set, there is nothing to miss.
        guard asked.origin.miss != nil else { return .answer(builtin(asked)) }
        switch onMiss {
        case .builtin: return .answer(builtin(asked))
        case .error:
            let error = Delivery(response: Array("Error: No recorded response to this.".utf8))
            return .answer(reply(asked, .delivery(error, from: .miss)))
        case .close: return .answer(reply(asked, .delivery(Delivery([], .close), from: .miss)))
        case .ask(let endpoint, let isRecorded):
            return .ask(
                Reaction.Question(
                    number: asked.number,
                    request: asked.frame,
                    sent: asked.frame,
                    endpoint: endpoint,
                    isRecorded: isRecorded,
                    origin: asked.origin
                )
            )
        }
    }

    private func refusal(_ asked: Case, _ miss: Miss, _ words: String) -> Reaction.Reply {
        var asked = asked
        note(miss, &asked)
        return reply(asked, .delivery(Delivery(response: Array("Error: \(words)".utf8)), from: .miss))
    }

    private func note(_ miss: Miss, _ asked: inout Case) {
        asked.origin.miss = miss
        let generation = asked.origin.generation
        shared.withLock { if $0.generation == generation { $0.misses += 1 } }
        log(.missed(asked.number, miss))
    }
}
