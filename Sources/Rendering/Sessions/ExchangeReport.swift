import IPCFraming
import InspectProtocol
package import Sessions
import Texts

/// A session for people, for `session show`.
package struct ExchangeReport {
    private let style: TextStyle

    package init(_ style: TextStyle) {
        self.style = style
    }

    package func header(_ header: SessionHeader, _ path: String) -> [String] {
        func escaped(_ text: String) -> String { TerminalText.escaped(text) }
        var lines = [
            "\(escaped(path)): recorded \(escaped(header.created)) by \(escaped(header.tool)) (\(escaped(header.via))), "
                + "to \(escaped(header.to)), \(escaped(header.mode.word))"
        ]
        if let title = header.title { lines.append("title: \(escaped(title))") }
        if let note = header.note { lines.append("note: \(escaped(note))") }
        return lines
    }

    /// - Parameters:
    ///   - start: seconds from the start of the session.
    ///   - command: the command of the user's that it was made by, if it was.
    package func lines(_ exchange: RecordedExchange, start: Double, command: String? = nil) -> [String] {
        var heading = "+\(TimeText.number(start)) s  \(TimeText.number(exchange.milliseconds)) ms"
        if exchange.attempts != 1 { heading += "  \(exchange.attempts) attempts" }
        if let command { heading += "  \(command)" }
        var lines = [
            "\(exchange.number)  \(style.styled(heading, .dim))", "  > \(ExchangeText.request(exchange.request))",
        ]
        lines += response(exchange)
        if let expect = exchange.expect { lines.append("  expect: \(ExchangeText.value(expect))") }
        if let tags = exchange.tags { lines.append("  tags: \(ExchangeText.value(tags))") }
        if let note = exchange.note { lines.append("  note: \(ExchangeText.value(note))") }
        return lines
    }

    package func footer(shown: Int, of count: Int, isClosed: Bool) -> String {
        let exchanges = "\(count) exchange\(count == 1 ? "" : "s")"
        let what = shown == count ? exchanges : "\(shown) of \(exchanges)"
        return isClosed ? what : "\(what); interrupted or still recorded"
    }

    private func response(_ exchange: RecordedExchange) -> [String] {
        var lines: [String] = []
        if let bytes = exchange.response?.bytes {
            let mark: TextStyle.Mark? =
                switch Reply(bytes) {
                case .ok: .good
                case .error: .bad
                case .other: nil
                }
            let text = TerminalText.escaped(bytes: bytes, lines: .kept)
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                lines.append(mark.map { style.styled(String(line), $0) } ?? String(line))
            }
        }
        if let trouble = ExchangeText.trouble(exchange) { lines.append(style.styled(trouble, .bad)) }
        return lines.enumerated().map { $0.offset == 0 ? "  < \($0.element)" : "    \($0.element)" }
    }
}
