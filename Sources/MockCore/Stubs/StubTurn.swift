import IPCFraming
import Sessions
import Texts
import WireJSON

/// That a stub answers a request.
package struct StubTurn: Sendable {
    /// Its id, or its place among a session's stubs.
    package let name: String
    package let stub: Stub
    /// How often it has answered, this time included.
    let use: Int
    /// What the groups of its expressions have matched.
    let groups: [String]

    private var answer: StubAnswer { stub.answer(use) }

    /// What it says about its time, in the place of the server's own.
    var latency: Latency? { answer.latency ?? stub.terms.latency }

    /// As recorded, for a latency that asks for that.
    var milliseconds: Double { answer.recorded.milliseconds }

    /// - Parameter number: of the exchange, for `${n}`.
    package func delivery(for subject: StubSubject, number: Int, _ random: inout SeededGenerator) -> Delivery {
        let values = StubTemplate.Values(request: subject.value ?? .null, number: number, groups: groups)
        return answer.delivery(values, &random)
    }

    /// The fault that its answer has this time. `@n` counts its own answers.
    func fault(
        _ request: [UInt8],
        _ random: inout SeededGenerator,
        giveUp: (RegularExpression.LimitExceeded) -> Void
    ) -> Fault? {
        [answer.fault ?? stub.terms.fault].compactMap(\.self)
            .first(to: use, request: request, &random, where: { _ in true }, giveUp: giveUp)
    }
}
