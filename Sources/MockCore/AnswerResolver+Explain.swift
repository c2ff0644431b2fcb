package import IPCFraming
package import Sessions
import WireJSON

extension AnswerResolver {
    /// What would answer a request that is the first to come, and why.
    ///
    /// - Parameter paths: the sessions that are served.
    /// - Throws: ``SessionError`` when one cannot be.
    package static func explain(
        _ request: RequestFrame,
        _ rules: AnswerRules,
        _ paths: [String]
    ) throws(SessionError) -> (reason: String, answer: Answer?) {
        if let message = try? JSONParser.parse(request.bytes),
            let found = rules.commands.lazy.compactMap({ $0.answer(to: message, number: 1) }).first
        {
            return ("it is '\(found.command)'", .delivery(found.delivery, from: .command(found.command)))
        }
        let answers = try SessionAnswers.load(paths, rules.policy)
        let keys = RequestKeys(request, rules.policy.matching)
        var givenUp: [String] = []
        let finding = answers.take(request, keys, Scenarios()) { givenUp.append("\($0); it counts as no match; ") }
        switch finding {
        case .recorded(let entry, let reason):
            let number = entry.recorded.number
            let delivery = Delivery(entry.recorded, pushed: entry.pushed)
            return ("exchange \(number): \(reason)", .delivery(delivery, from: .recording(number)))
        case .stub(let turn):
            var random = SeededGenerator(seed: rules.seed, number: 1)
            let delivery = turn.delivery(for: StubSubject(request, keys.value), number: 1, &random)
            return ("stub \(turn.name): it matches", .delivery(delivery, from: .stub(turn.name)))
        case .usedUp(let entry): return (Miss.usedUp(entry.recorded.number).description, nil)
        case .outOfOrder(let next): return (Miss.outOfOrder(next: next?.number).description, nil)
        case .none:
            let reason = givenUp.joined() + Miss(answers.closest(to: request, keys)).description
            switch rules.policy.onMiss {
            case .builtin:
                let verdict = Responder.verdict(on: ReceivedRequest(arrivingWhole: request).interpretation, rules.files)
                return ("\(reason); the simulated project answers", verdict.answer)
            case .error: return ("\(reason); an error answers", nil)
            case .close: return ("\(reason); the connection is closed", nil)
            case .ask(let endpoint, _): return ("\(reason); \(endpoint) is asked", nil)
            }
        }
    }
}
