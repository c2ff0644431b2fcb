package import IPCClient
package import IPCFraming

/// What is to be done about a request.
package enum Reaction: Sendable {
    /// This answer is due.
    case answer(Reply)
    /// The answer is another server's.
    case ask(Question)

    package struct Reply: Sendable {
        package var number: Int
        package var request: RequestFrame
        package var delivery: Delivery
        package var delay = Duration.zero
        /// Whether the server ends with it.
        package var isFatal = false

        package init(number: Int, request: RequestFrame, delivery: Delivery) {
            self.number = number
            self.request = request
            self.delivery = delivery
        }

        /// Whether it is sent at once and in one go, and the connection is closed then, when there is one exchange on each.
        package var isPrompt: Bool {
            delay <= .zero && delivery.slices == nil && (delivery.ending == .usual || delivery.ending == .close)
        }
    }

    package struct Question: Sendable {
        package var number: Int
        package var request: RequestFrame
        package var endpoint: Endpoint
        /// Whether the answer is added to the served session.
        package var isRecorded: Bool

        package init(number: Int, request: RequestFrame, endpoint: Endpoint, isRecorded: Bool) {
            self.number = number
            self.request = request
            self.endpoint = endpoint
            self.isRecorded = isRecorded
        }
    }
}
