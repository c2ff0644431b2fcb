package import IPCClient
package import Sessions
import WireJSON

extension RecordedExchange {
    /// An exchange as it stands in a session.
    package init(_ exchange: Exchange, number: Int) {
        self.init(
            number: number,
            request: exchange.request,
            response: exchange.response,
            error: exchange.failure?.code
        )
        close = exchange.close
        responses = exchange.messages?.map { message in
            RecordedMessage(message.frame, milliseconds: (message.time - exchange.start) / .milliseconds(1))
        }
        attempts = exchange.attempts
        milliseconds = exchange.duration / .milliseconds(1)
        note = exchange.note.map { .string(JSONString($0)) }
    }
}

extension Exchange {
    /// Whether the response came, whole, after the client had given the exchange up.
    package var isAnsweredLate: Bool {
        messages == nil && RecordedExchange.isLate(response, failure?.code)
    }

    /// What a session says of it in words: what became of it after the client had given it up.
    package var note: String? {
        switch failure?.aftermath {
        case nil: nil
        case .answered?: "answered late"
        case .closed?: "the server closed the connection later"
        case .reset?: "the server reset the connection later"
        case .left?: "left while the server was at work, which may have ended it"
        }
    }
}
