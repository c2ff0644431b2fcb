package import IPCFraming
package import Sessions

extension Delivery.Outcome {
    /// The exchange as a session has it.
    ///
    /// - Parameter delay: how long the answer was kept back: when the others of several messages go out is known before.
    package func recorded(_ request: RequestFrame, attempts: Int, delay: Duration = .zero) -> RecordedExchange {
        var exchange = RecordedExchange(number: 0, request: request, response: response, error: error)
        exchange.close = close
        exchange.attempts = attempts
        var time = delay
        exchange.responses = messages?.map { message in
            time += message.pause
            return RecordedMessage(ResponseFrame(message), milliseconds: time / .milliseconds(1))
        }
        return exchange
    }
}

extension ResponseFrame {
    package init(_ message: Delivery.Message) {
        self.init(message.text, ending: message.isBinary ? .binary : .complete)
    }
}
