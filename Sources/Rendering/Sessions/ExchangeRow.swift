import IPCFraming
package import Sessions
import Texts
import WireJSON

/// An exchange as a row of a table, for `session export`.
package struct ExchangeRow {
    package static let columns = [
        "n", "time", "command", "file", "request", "outcome", "response", "ms", "attempts", "note",
    ]

    /// The cells; control characters but LF and tab are escaped, as spreadsheets do not take them.
    package let cells: [String]

    /// - Parameters:
    ///   - start: seconds from the start of the session.
    ///   - command: the command of the user's that it was made by, if it was.
    package init(_ exchange: RecordedExchange, start: Double, command: String? = nil) {
        let kind = RequestKind(exchange.request)
        cells = [
            "\(exchange.number)",
            TimeText.number(start, fractionDigits: 6),
            command ?? kind.rawValue,
            Self.safe(kind.file(of: exchange.request) ?? ""),
            TerminalText.escaped(bytes: exchange.request.bytes, lines: .kept),
            Self.safe(exchange.outcome.text),
            Self.text(exchange.messages.map(\.frame)),
            TimeText.number(exchange.milliseconds),
            "\(exchange.attempts)",
            Self.safe(exchange.note.map { $0.text ?? JSONWriter.compact.text(of: $0) } ?? ""),
        ]
    }

    /// A message that came unasked.
    ///
    /// - Parameter start: seconds from the start of the session.
    package init(_ push: RecordedPush, start: Double) {
        cells = [
            "\(push.number)", TimeText.number(start, fractionDigits: 6), "", "", "", "pushed",
            Self.text([push.message]), "",
            "", Self.safe(push.note.map { $0.text ?? JSONWriter.compact.text(of: $0) } ?? ""),
        ]
    }

    /// Several messages are lines of one cell.
    private static func text(_ frames: [ResponseFrame]) -> String {
        frames.map { TerminalText.escaped(bytes: $0.bytes, lines: .kept) }.joined(separator: "\n")
    }

    private static func safe(_ text: String) -> String {
        TerminalText.escaped(text, lines: .kept)
    }
}
