package import IPCClient
package import IPCFraming
import MockCore
package import MockServer
import Replay
package import Texts

/// Adds to an error what the user can try.
package enum Diagnostics {
    package static func message(_ error: ExchangeError) -> String {
        guard let hint = hint(error) else { return error.description }
        return "\(error) \(hint)"
    }

    /// The failure of an exchange, and its late answer; `nil` when it has not failed.
    package static func message(_ exchange: Exchange) -> String? {
        guard let failure = exchange.failure else { return nil }
        // Why it got no answer is known then.
        if failure.code == .closedWithoutResponse, FatalRequest.termination(of: exchange.request) != nil {
            return failure.description
        }
        guard case .answered? = failure.aftermath, let response = exchange.response else { return message(failure) }
        let words = "\(failure): \(TerminalText.excerpt(response.bytes))"
        return hint(failure).map { "\(words) \($0)" } ?? words
    }

    /// What a person is told while an exchange lasts.
    package static func message(_ notice: ExchangeNotice, _ endpoint: Endpoint) -> String {
        switch notice {
        case .lingering(let failure, let limit):
            let keys = Signals.nextInterruptWaits ? "Ctrl-C twice" : "Ctrl-C"
            return "\(failure.summary); still waiting for the late answer, up to \(DurationText.text(limit)) "
                + "(\(keys) leaves, which may end the server)"
        case .moreOfTheResponse: return "more came behind the response of \(endpoint): \(cutResponse)"
        case .message(let message): return "\(endpoint): \(TerminalText.excerpt(message.frame.bytes))"
        case .pushed(let message, _):
            return "\(endpoint) sent unasked: \(TerminalText.excerpt(message.bytes))"
        case .closed(let close): return "\(endpoint) closed the connection (\(close.inWords))"
        case .moreOfTheLastResponse: return "more came behind the last response of \(endpoint): \(cutResponse)"
        }
    }

    private static let cutResponse =
        "it may be cut at a CR LF of its text (a one-shot server, without --keep-alive, gives all of it)"

    /// - Parameter option: what chose the server that is asked.
    package static func failure(_ error: MockServerError, upstream option: String = "--on-miss") -> Failure {
        switch error.place {
        case .listening: Failure(.exchangeFailed, "\(error) (--listen chooses another address)")
        case .session, .descriptors: Failure(.exchangeFailed, "\(error)")
        case .upstream: Failure(.exchangeFailed, "\(option): \(error)")
        case .itself: .usage("\(option): \(error): it would ask itself without end")
        }
    }

    private static func hint(_ error: ExchangeError) -> String? {
        switch (error.code, error.phase) {
        case (.refused, _): "(is the server running? 'ipcsh mock' starts a stand-in)"
        case (.unresolved, _): "(check the name after --to or 'connect')"
        case (.unreachable, _) where error.isOutOfPorts:
            "(most are free again after a minute; --keep-alive needs one for all exchanges)"
        case (.closedWithoutResponse, .waiting) where !error.endpoint.isWebSocket && error.aftermath == nil:
            // The vendor's closes without a word what is no handshake.
            if case .tcp = error.endpoint { "(a WebSocket server? ws://\(error.endpoint))" } else { nil }
        case (.endless, _): "(--keep-alive talks to it)"
        case (.timeout, _) where error.messageCount > 0: "(see --timeout, --messages, --until)"
        case (.timeout, _) where error.aftermath == .left: "(see --timeout, --linger)"
        case (.timeout, _) where error.aftermath != nil: "(see --timeout)"
        case (.timeout, .receiving): "(a server in keep-alive mode does not close: see --keep-alive, --timeout)"
        case (.timeout, .connecting): "(see --connect-timeout)"
        case (.timeout, _): "(see --timeout)"
        default: nil
        }
    }
}
