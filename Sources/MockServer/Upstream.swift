import IPCClient
import IPCFraming
import MockCore
import Sessions

/// Asks another server on behalf of a mock server. It blocks its thread.
enum Upstream {
    static func answer(_ question: Reaction.Question, _ state: MockState) -> Reaction.Reply {
        var policy = ExchangePolicy()
        policy.mode = state.configuration.mode
        let client = Client(question.endpoint, policy: policy)
        let exchange = client.exchange(question.request)
        if question.isRecorded { state.record(exchange) }
        return state.reply(to: question, exchange)
    }
}
