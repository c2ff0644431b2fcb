import IPCClient
package import IPCFraming
import Replay
package import Sessions
import Texts
package import WireJSON

/// The parts of an exchange in words; safe for terminals.
package enum ExchangeText {
    /// The request, in full.
    package static func request(_ request: RequestFrame) -> String {
        label(request, TerminalText.escaped(bytes: request.bytes))
    }

    /// The request, or its beginning.
    package static func requestExcerpt(_ request: RequestFrame) -> String {
        label(request, TerminalText.excerpt(request.bytes))
    }

    /// What came, or its beginning.
    package static func outcomeExcerpt(_ exchange: RecordedExchange) -> String {
        if let messages = exchange.responses {
            let texts = messages.map { excerpt($0.frame.bytes) }
            let text = texts.isEmpty ? "(no message)" : texts.joined(separator: " | ")
            return [text, trouble(exchange), close(exchange)].compactMap(\.self).joined(separator: " ")
        }
        let text = exchange.response.map { excerpt($0.bytes) }
        return [text, trouble(exchange), close(exchange)].compactMap(\.self).joined(separator: " ")
    }

    /// The Close behind a response: `(closed, 1000: Closing connection.)`; one in its place is told as trouble.
    package static func close(_ exchange: RecordedExchange) -> String? {
        guard exchange.error == nil, let close = exchange.close else { return nil }
        return "(closed, \(close.inWords))"
    }

    private static func excerpt(_ bytes: [UInt8]) -> String {
        bytes.isEmpty ? "(nothing)" : TerminalText.excerpt(bytes)
    }

    /// What was not as it should be: `(no CR LF)`, `(no response: refused)`; `nil` when all was.
    package static func trouble(_ exchange: RecordedExchange) -> String? {
        if let error = exchange.error {
            let close = exchange.close.map { ", \($0.inWords)" } ?? ""
            if exchange.responses != nil { return "(no more: \(TerminalText.escaped(error.rawValue))\(close))" }
            let what = exchange.response == nil ? "no response" : exchange.isAnsweredLate ? "late" : "cut off"
            return "(\(what): \(TerminalText.escaped(error.rawValue))\(close))"
        }
        switch exchange.response?.ending {
        case nil: return exchange.responses == nil ? "(no response in the file)" : nil
        case .complete: return nil
        case .noTerminator: return "(no CR LF)"
        case .noClose: return "(no close)"
        case .more: return "(more came behind it)"
        case .binary: return "(binary)"
        }
    }

    /// A value that a person has added, such as a note.
    package static func value(_ value: JSONValue) -> String {
        TerminalText.escaped(value.text ?? JSONWriter.compact.text(of: value))
    }

    private static func label(_ request: RequestFrame, _ text: String) -> String {
        switch request.ending {
        case .terminator: text
        case .endOfStream: "\(text) (no terminator)"
        case .binary: "\(text) (binary)"
        case .abort: "(abort: Ctrl-Z)"
        }
    }
}
