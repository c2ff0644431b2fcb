package import IPCFraming
package import MockCore
package import Sessions
import WireJSON

extension MockServer {
    /// What would answer a request that is the first to come, and why, without a server.
    ///
    /// - Throws: ``SessionError`` when a session cannot be served.
    package static func explain(
        _ request: RequestFrame,
        _ configuration: Configuration
    ) throws(SessionError) -> (reason: String, answer: Answer?) {
        var answers = try SessionAnswers.load(configuration.sessions, configuration.policy)
        let keys = RequestKeys(request, configuration.policy.matching)
        switch answers.take(request, keys) {
        case .recorded(let entry, let reason):
            let number = entry.recorded.number
            return ("exchange \(number): \(reason)", .delivery(Delivery(entry.recorded), from: .recording(number)))
        case .stub(let stub, let number):
            let delivery = stub.delivery(for: keys.value ?? .null, number: 1)
            return ("stub \(number): it matches", .delivery(delivery, from: .stub(number)))
        case .usedUp(let entry): return (Miss.usedUp(entry.recorded.number).description, nil)
        case .outOfOrder(let next): return (Miss.outOfOrder(next: next?.number).description, nil)
        case .none:
            let reason = answers.miss(request, keys).description
            switch configuration.policy.onMiss {
            case .builtin:
                var responder = Responder(files: configuration.files)
                return ("\(reason); the simulated project answers", responder.answer(request))
            case .error: return ("\(reason); an error answers", nil)
            case .close: return ("\(reason); the connection is closed", nil)
            case .ask(let endpoint, _): return ("\(reason); \(endpoint) is asked", nil)
            }
        }
    }
}
