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

    /// - Parameter start: seconds from the start of the session.
    package func lines(_ push: RecordedPush, start: Double) -> [String] {
        var lines = ["\(push.number)  \(style.styled("+\(TimeText.number(start)) s  unasked", .dim))"]
        lines += Self.marked(Self.lines(push.message), nil, style)
        if push.message.ending == .binary { lines.append("    \(style.styled("(binary)", .bad))") }
        if let tags = push.tags { lines.append("  tags: \(ExchangeText.value(tags))") }
        if let note = push.note { lines.append("  note: \(ExchangeText.value(note))") }
        return lines
    }

    private func response(_ exchange: RecordedExchange) -> [String] {
        var lines: [String] = []
        if let messages = exchange.responses {
            for (index, message) in messages.enumerated() {
                let isLast = index == messages.count - 1
                let time = style.styled("  \(TimeText.number(message.milliseconds)) ms", .dim)
                var text = Self.lines(message.frame)
                text[text.count - 1] += message.frame.ending == .binary ? " (binary)\(time)" : time
                lines += Self.marked(text, isLast ? mark(exchange) : nil, style)
            }
            if messages.isEmpty { lines.append("  < (nothing was waited for)") }
        } else if let response = exchange.response {
            lines += Self.marked(Self.lines(response), mark(exchange), style)
        }
        if let trouble = ExchangeText.trouble(exchange) {
            lines.append((lines.isEmpty ? "  < " : "    ") + style.styled(trouble, .bad))
        }
        if let close = ExchangeText.close(exchange) {
            lines.append((lines.isEmpty ? "  < " : "    ") + style.styled(close, .dim))
        }
        return lines
    }

    private func mark(_ exchange: RecordedExchange) -> TextStyle.Mark? {
        exchange.reply.map { $0 == .ok ? .good : .bad }
    }

    private static func lines(_ frame: ResponseFrame) -> [String] {
        TerminalText.escaped(bytes: frame.bytes, lines: .kept)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private static func marked(_ lines: [String], _ mark: TextStyle.Mark?, _ style: TextStyle) -> [String] {
        lines.enumerated().map { index, line in
            (index == 0 ? "  < " : "    ") + (mark.map { style.styled(line, $0) } ?? line)
        }
    }
}
