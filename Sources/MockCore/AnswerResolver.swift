package import IPCClient
import IPCFraming
import InspectProtocol
import Platform
package import Sessions
package import Texts
import WireJSON

/// Decides what each request is answered with, for all connections of a mock server and from many threads at once.
///
/// What takes time, to read JSON, to match expressions, to look at the disk, is done before anything is locked.
package final class AnswerResolver: Sendable {
    private struct Shared: Sendable {
        var answers: SessionAnswers?
        var project = SimulatedProject()
        var exchanges = 0
        var connections = 0
        var misses = 0
        var faults = 0
    }

    private let rules: AnswerRules
    private let shared: Guarded<Shared>
    private let log: @Sendable (MockEvent) -> Void

    /// - Parameters:
    ///   - answers: what recordings answer, if any are served.
    ///   - log: called with all that is decided, on the thread that asks.
    package init(_ rules: AnswerRules, _ answers: SessionAnswers?, log: @escaping @Sendable (MockEvent) -> Void) {
        self.rules = rules
        self.log = log
        shared = Guarded(Shared(answers: answers))
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

    /// Puts other recordings in the place of those that are served. What is being decided may still be by the old ones.
    package func replaceAnswers(_ answers: SessionAnswers) {
        shared.withLock { $0.answers = answers }
    }

    /// Adds what another server has answered to what is served.
    package func add(_ exchange: RecordedExchange) throws(PatternError) {
        guard let answers else { return }
        var exchange = exchange
        exchange.number = answers.count + 1
        try answers.add(exchange)
    }

    /// Whether an answer is found so fast that whoever accepts connections may look for it: nothing is asked of the
    /// disk, and no expression is matched.
    package var isQuick: Bool {
        rules.files == .any && !rules.hasExpressions && answers?.hasExpressions != true
    }

    /// Counts a connection that has sent something.
    ///
    /// - Returns: whether it is to be reset.
    package func refusesConnection() -> Bool {
        let number = shared.withLock { shared in
            shared.connections += 1
            return shared.connections
        }
        var random = SeededGenerator(seed: rules.seed, number: -number)
        let fault = rules.faults.first(to: number, request: [], &random, where: \.isRefusal) { _ in }
        guard let fault else { return false }
        shared.withLock { $0.faults += 1 }
        log(.broken("a connection was refused (\(fault.source))"))
        return true
    }

    /// Whether it must be asked about each connection.
    package var refusesConnections: Bool { rules.faults.contains(where: \.isRefusal) }

    /// Decides what a request is answered with. It takes time for a large one.
    package func react(to request: ReceivedRequest) -> Reaction {
        let (number, answers) = shared.withLock { shared in
            guard shared.exchanges < rules.exchangeLimit ?? .max else { return (0, shared.answers) }
            shared.exchanges += 1
            return (shared.exchanges, shared.answers)
        }
        guard number > 0 else { return .drop }
        if let found = command(number, request) {
            let answer = Answer.delivery(found.delivery, from: .command(found.command))
            var reply = reply(number, request.frame, answer)
            reply.delay += found.delay
            return .answer(reply)
        }
        if let bridge = rules.bridge { return react(number, request, across: bridge) }
        guard let answers else { return .answer(builtin(number, request)) }
        let keys = RequestKeys(request.frame, rules.policy.matching)
        switch answers.take(request.frame, keys, giveUp: { giveUp($0, number) }) {
        case .recorded(let entry, _):
            let answer = Answer.delivery(Delivery(entry.recorded), from: .recording(entry.recorded.number))
            return .answer(
                reply(number, request.frame, answer, milliseconds: entry.recorded.milliseconds, entry.fault)
            )
        case .stub(let stub, let index):
            let delivery = stub.delivery(for: keys.value ?? .null, number: number)
            let answer = Answer.delivery(delivery, from: .stub(index))
            return .answer(reply(number, request.frame, answer, milliseconds: stub.milliseconds, stub.fault))
        case .usedUp(let entry):
            let words = "All recorded responses to this are used up."
            return .answer(refusal(number, request.frame, .usedUp(entry.recorded.number), words))
        case .outOfOrder(let next):
            let words =
                next.map { "Exchange \($0.number) is next: \(Self.excerpt($0.request))" }
                ?? "All recorded exchanges were served."
            return .answer(refusal(number, request.frame, .outOfOrder(next: next?.number), words))
        case .none: return missed(number, request, answers.miss(request.frame, keys))
        }
    }

    /// What another server has answered.
    package func reply(to question: Reaction.Question, _ exchange: Exchange) -> Reaction.Reply {
        var recorded = RecordedExchange(
            number: question.number,
            request: exchange.request,
            response: exchange.response,
            error: exchange.failure?.code
        )
        recorded.close = exchange.close
        recorded.milliseconds = exchange.duration / .milliseconds(1)
        if let failure = exchange.failure { log(.notice("\(failure)")) }
        let delivery = rules.bridge?.delivery(exchange) ?? Delivery(recorded)
        let answer = Answer.delivery(delivery, from: .server(question.endpoint))
        var reply = reply(question.number, question.request, answer)
        reply.attempts = exchange.attempts
        return reply
    }

    // MARK: Answers

    /// What a definition answers.
    private func command(_ number: Int, _ request: ReceivedRequest) -> CommandAnswers.Found? {
        guard !rules.commands.isEmpty, request.frame.ending != .abort,
            let message = try? JSONParser.parse(request.frame.bytes)
        else { return nil }
        for command in rules.commands {
            if let found = command.answer(to: message, number: number) { return found }
        }
        return nil
    }

    /// What the vendor's server would answer.
    private func builtin(_ number: Int, _ request: ReceivedRequest) -> Reaction.Reply {
        let verdict = Responder.verdict(on: request, rules.files)
        if !verdict.changes.isEmpty {
            shared.withLock { shared in
                for change in verdict.changes { shared.project.apply(change) }
            }
        }
        // A WebSocket server lives on where a socket server does not; its template ends by `quit`.
        let isDeadly = request.profile == nil ? verdict.answer.isTermination : verdict.endsServer
        return reply(number, request.frame, verdict.answer, close: verdict.close, isDeadly: isDeadly)
    }

    private func react(
        _ number: Int,
        _ request: ReceivedRequest,
        across bridge: BridgeTranslation
    ) -> Reaction {
        switch bridge.step(for: request) {
        case .answerInPlace: return .answer(builtin(number, request))
        case .ask(let sent):
            return .ask(
                Reaction.Question(
                    number: number,
                    request: request.frame,
                    sent: sent,
                    endpoint: bridge.to,
                    isRecorded: false
                )
            )
        }
    }

    private func missed(_ number: Int, _ request: ReceivedRequest, _ miss: Miss) -> Reaction {
        note(miss, number)
        switch rules.policy.onMiss {
        case .builtin: return .answer(builtin(number, request))
        case .error:
            let error = Delivery(response: Array("Error: No recorded response to this.".utf8))
            return .answer(reply(number, request.frame, .delivery(error, from: .miss)))
        case .close: return .answer(reply(number, request.frame, .delivery(Delivery([], .close), from: .miss)))
        case .ask(let endpoint, let isRecorded):
            return .ask(
                Reaction.Question(
                    number: number,
                    request: request.frame,
                    sent: request.frame,
                    endpoint: endpoint,
                    isRecorded: isRecorded
                )
            )
        }
    }

    private func refusal(_ number: Int, _ request: RequestFrame, _ miss: Miss, _ words: String) -> Reaction.Reply {
        note(miss, number)
        return reply(number, request, .delivery(Delivery(response: Array("Error: \(words)".utf8)), from: .miss))
    }

    private func note(_ miss: Miss, _ number: Int) {
        shared.withLock { $0.misses += 1 }
        log(.missed(number, miss))
    }

    /// Lays latency and faults over an answer, and logs it.
    private func reply(
        _ number: Int,
        _ request: RequestFrame,
        _ answer: Answer,
        milliseconds: Double? = nil,
        _ lineFault: Fault.Kind? = nil,
        close: WebSocketClose? = nil,
        isDeadly: Bool = false
    ) -> Reaction.Reply {
        var reply = Reaction.Reply(number: number, request: request, delivery: delivery(answer))
        if let close { reply.delivery.close = close }
        if isDeadly, rules.onFatal == .exit { reply.isFatal = true }
        var answer = answer
        if rules.latency != .none || !rules.faults.isEmpty || lineFault != nil {
            var random = SeededGenerator(seed: rules.seed, number: number)
            reply.delay = rules.latency.draw(recorded: milliseconds, &random)
            let fault = rules.faults.first(
                to: number,
                request: request.bytes,
                &random,
                where: { !$0.isRefusal },
                giveUp: { giveUp($0, number) }
            )
            if let kind = fault?.kind ?? lineFault {
                reply.delivery = kind.applied(to: reply.delivery, &random)
                answer = .delivery(reply.delivery, from: .fault(fault?.source ?? "of its line"))
                shared.withLock { $0.faults += 1 }
            }
        }
        log(.exchange(number, request, answer))
        return reply
    }

    private func giveUp(_ error: RegularExpression.LimitExceeded, _ number: Int) {
        log(.trouble("request \(number): \(error); it counts as no match"))
    }

    private func delivery(_ answer: Answer) -> Delivery {
        switch answer {
        case .response(let text): return Delivery(response: text)
        case .silence: return Delivery([])
        case .delivery(let delivery, _): return delivery
        case .termination(let termination):
            switch rules.onFatal {
            case .close, .exit: return Delivery([], .close)
            case .error: return Delivery(response: Array("Error: \(termination)".utf8))
            }
        }
    }

    /// The start of a request, in one line.
    private static func excerpt(_ request: RequestFrame) -> String {
        JSONString(String(decoding: request.bytes.prefix(200), as: UTF8.self)).pythonRepr
    }
}
