package import IPCClient
package import Sessions

extension RecordedExchange {
    /// What another server has answered; whoever writes it knows when.
    package init(asked exchange: Exchange) {
        self.init(
            number: 0,
            request: exchange.request,
            response: exchange.response,
            error: exchange.failure?.code
        )
        close = exchange.close
        attempts = exchange.attempts
        responses = exchange.messages?.map { message in
            RecordedMessage(message.frame, milliseconds: (message.time - exchange.start) / .milliseconds(1))
        }
    }
}
