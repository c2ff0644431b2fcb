import IPCClient
import IPCFraming

/// What is to be done about a request.
enum Reaction: Sendable {
    /// This answer is due.
    case answer(Reply)
    /// The answer is another server's.
    case ask(Question)

    struct Reply: Sendable {
        var number: Int
        var request: RequestFrame
        var delivery: Delivery
        var delay = Duration.zero
        /// Whether the server ends with it.
        var isFatal = false

        /// Whether it is sent at once and in one go, and the connection is closed then, when there is one exchange on each.
        var isPrompt: Bool {
            delay <= .zero && delivery.slices == nil && (delivery.ending == .usual || delivery.ending == .close)
        }
    }

    struct Question: Sendable {
        var number: Int
        var request: RequestFrame
        var endpoint: Endpoint
        /// Whether the answer is added to the served session.
        var isRecorded: Bool
    }
}
