package import IPCFraming
package import InspectProtocol
package import Sessions
package import Texts

/// A request that is known to terminate the vendor's socket server.
package enum FatalRequest {
    /// What it is that terminates the server; `nil` where nothing does.
    package static func termination(of request: RequestFrame) -> Termination? {
        request.ending == .abort ? .abort : RequestInterpretation(request.bytes).termination
    }

    /// Has a recorded request refused, unless it is harmless where it goes to.
    ///
    /// - Parameters:
    ///   - path: the session's.
    ///   - advice: what to try besides.
    /// - Throws: ``Failure`` for such a request.
    package static func refuse(
        _ exchange: RecordedExchange,
        _ path: String,
        _ exchanger: Exchanger,
        advice: String = ""
    ) throws(Failure) {
        guard let termination = refusal(of: exchange, exchanger) else { return }
        throw .usage(
            "\(path): exchange \(exchange.number) is not sent: it would terminate the vendor's server, for "
                + "\(termination.cause); --force sends it all the same\(advice)"
        )
    }

    /// Why a recorded request is refused; `nil` when it is not.
    package static func refusal(of exchange: RecordedExchange, _ exchanger: Exchanger) -> Termination? {
        guard let termination = termination(of: exchange.request), exchanger.mustRefuse(termination) else { return nil }
        return termination
    }
}

extension Exchanger {
    /// Whether a request must not go to the server that is chosen. A WebSocket server lives through all of them but
    /// `quit`: of the others a person is told once.
    package func mustRefuse(_ termination: Termination) -> Bool {
        guard let endpoint = settings.endpoint, endpoint.isWebSocket, termination != .abort else { return true }
        if endpointWarnedOf != endpoint {
            endpointWarnedOf = endpoint
            observer.notice(
                "ipcsh: this would terminate the vendor's socket server, for \(termination.cause); "
                    + "a WebSocket server closes the connection instead (1011)"
            )
        }
        return false
    }
}
