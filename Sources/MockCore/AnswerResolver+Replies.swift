import IPCClient
import IPCFraming
import InspectProtocol
import Platform
import Sessions
import Texts
import WireJSON

/// What becomes of an answer on its way out.
extension AnswerResolver {
    /// Lays latency and faults over an answer, and logs it.
    ///
    /// - Parameters:
    ///   - latency: in the place of the server's.
    ///   - ownFault: the answer's own fault, where none of the server's applies.
    func reply(
        _ asked: Case,
        _ answer: Answer,
        milliseconds: Double? = nil,
        latency: Latency? = nil,
        close: WebSocketClose? = nil,
        isDeadly: Bool = false,
        ownFault: ((inout SeededGenerator) -> (kind: Fault.Kind, source: String)?)? = nil
    ) -> Reaction.Reply {
        let number = asked.number
        var reply = Reaction.Reply(number: number, request: asked.frame, delivery: delivery(answer))
        if let close { reply.delivery.close = close }
        if isDeadly, rules.onFatal == .exit { reply.isFatal = true }
        var answer = answer
        if !disturbances.isEmpty || ownFault != nil || latency != nil {
            disturb(&reply, asked, &answer, milliseconds, latency, ownFault)
        }
        reply.origin = asked.origin
        if case .delivery(_, let source) = answer { reply.origin.source = source }
        if logsExchanges { log(.exchange(number, asked.frame, answer)) }
        return reply
    }

    // Apart, as most answers are not disturbed, and what this needs would be made for each of them.
    @inline(never)
    private func disturb(
        _ reply: inout Reaction.Reply,
        _ asked: Case,
        _ answer: inout Answer,
        _ milliseconds: Double?,
        _ latency: Latency?,
        _ ownFault: ((inout SeededGenerator) -> (kind: Fault.Kind, source: String)?)?
    ) {
        let number = asked.number
        let current = disturbances.current
        var random = SeededGenerator(seed: rules.seed, number: number)
        reply.delay = (latency ?? current.latency).draw(recorded: milliseconds, &random)
        let fault = current.faults.first(
            to: number - current.exchanges,
            request: asked.frame.bytes,
            &random,
            where: { !$0.isRefusal && !$0.isUpstream },
            giveUp: { giveUp($0, number) }
        )
        guard let (kind, source) = fault.map({ ($0.kind, $0.source) }) ?? ownFault?(&random) else { return }
        reply.delivery = kind.applied(to: reply.delivery, &random)
        reply.delay += kind.delay(&random)
        reply.takesDown = kind == .down
        answer = .delivery(reply.delivery, from: .fault(source))
        shared.withLock { if $0.generation == asked.origin.generation { $0.faults += 1 } }
    }

    func giveUp(_ error: RegularExpression.LimitExceeded, _ number: Int) {
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
    static func excerpt(_ request: RequestFrame) -> String {
        JSONString(String(decoding: request.bytes.prefix(200), as: UTF8.self)).pythonRepr
    }
}
