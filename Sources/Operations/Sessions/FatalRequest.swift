import IPCFraming
import InspectProtocol
package import Sessions
package import Texts

/// A recorded request that is known to terminate the vendor's server.
package enum FatalRequest {
    /// - Parameter path: the session's.
    /// - Throws: ``Failure`` for such a request.
    package static func refuse(_ exchange: RecordedExchange, _ path: String) throws(Failure) {
        let termination =
            exchange.request.ending == .abort ? .abort : RequestInterpretation(exchange.request.bytes).termination
        guard let termination else { return }
        throw .usage(
            "\(path): exchange \(exchange.number) is not sent: it would terminate the vendor's server, for "
                + "\(termination.cause); --force sends it all the same"
        )
    }
}
