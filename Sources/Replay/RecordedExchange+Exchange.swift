package import IPCClient
package import Sessions

extension RecordedExchange {
    /// An exchange as it stands in a session.
    package init(_ exchange: Exchange, number: Int) {
        self.init(
            number: number,
            request: exchange.request,
            response: exchange.response,
            error: exchange.failure?.code
        )
        attempts = exchange.attempts
        milliseconds = exchange.duration / .milliseconds(1)
    }
}
