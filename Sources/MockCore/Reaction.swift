import IPCClient
package import IPCFraming

/// What is to be done about a request.
package enum Reaction: Sendable {
    /// This answer is due.
    case answer(Reply)
    /// The answer is another server's.
    indirect case ask(Question)
    /// The answer is that of the user's program.
    indirect case handle(HandlerQuestion)
    /// Nothing: there were as many exchanges as there were to be.
    case drop

    package struct Reply: Sendable {
        package var number: Int
        package var request: RequestFrame
        package var delivery: Delivery
        package var delay = Duration.zero
        /// How often a connection was tried for it, where another server has answered.
        package var attempts = 1
        /// Whether the server ends with it.
        package var isFatal = false
        /// Whether the server listens no more behind it.
        package var takesDown = false
        package var origin = AnswerOrigin()
        /// How many of the further messages have gone out.
        var furtherSent = 0

        /// The next of them; `nil` when all have gone out.
        var nextMessage: Delivery.Message? {
            delivery.further.indices.contains(furtherSent) ? delivery.further[furtherSent] : nil
        }

        /// Whether the answer is out, and what is left comes unasked.
        var isPushing: Bool { furtherSent >= delivery.further.count - delivery.pushedCount }

        package init(number: Int, request: RequestFrame, delivery: Delivery) {
            self.number = number
            self.request = request
            self.delivery = delivery
        }
    }

    package struct Question: Sendable {
        package var number: Int
        package var request: RequestFrame
        /// The same as the other server is asked it.
        package var sent: RequestFrame
        package var endpoint: Endpoint
        /// Whether the answer is added to the served session.
        package var isRecorded: Bool
        package var origin = AnswerOrigin()
    }
}
