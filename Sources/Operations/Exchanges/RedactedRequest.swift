package import Sessions
package import Texts
import WireJSON

/// A recorded request in which something is missing.
package enum RedactedRequest {
    /// Has it refused: a server would take the placeholder for the value.
    ///
    /// - Parameters:
    ///   - exchange: as it is to be sent.
    ///   - parts: what is missing in the session.
    ///   - path: the session's.
    ///   - advice: what gives the value.
    /// - Throws: ``Failure`` for such a request.
    package static func refuse(
        _ exchange: RecordedExchange,
        _ parts: RedactedParts,
        _ path: String,
        _ advice: String
    ) throws(Failure) {
        guard parts.isIncomplete(exchange.request) else { return }
        throw .usage(
            "\(TerminalText.name(TerminalText.escaped(path))): exchange \(exchange.number) is not sent: it holds "
                + "\(Redaction.placeholder) in the place of what was taken out (\(TerminalText.escaped(parts.words))); \(advice)"
        )
    }

    /// What gives a replay the value.
    package static func advice(_ parts: RedactedParts) -> String {
        let place = parts.pointers.first.map { $0.tokens.joined(separator: ".") } ?? "image.file"
        return "--set \(TerminalText.escaped(place))=VALUE gives the value"
    }
}
