import IPCFraming
import InspectProtocol
package import Sessions
import ShellLanguage
import Texts
import WireJSON

/// A session as a script that makes its exchanges again, and expects what was recorded.
package enum SessionScript {
    /// The comments above the commands.
    package static func header(_ header: SessionHeader, _ path: String) -> [String] {
        let recorded =
            "recorded \(header.created) by \(header.tool) (\(header.via)), to \(header.to), \(header.mode.word)"
        var lines = comment("Made from \(path): \(recorded).")
        if let title = header.title { lines += comment(title) }
        if let note = header.note { lines += comment(note) }
        let keepAlive = header.mode == .connection(.keepAlive) ? " --keep-alive" : ""
        let place =
            header.mode == .webSocket
            ? "'ipcsh --to ws://HOST SCRIPT' runs it against a server"
            : "'ipcsh --mock\(keepAlive) SCRIPT' runs it against the mock server"
        let patterns = [("ok-pattern", header.rule.ok), ("error-pattern", header.rule.error)]
        let rule = patterns.compactMap { name, pattern in
            pattern.map { "set \(name) \(Quoting.quoted($0.source))" }
        }
        return lines + [
            "# \(place). It takes series, focal length and import",
            "# mode to be at their defaults where it does not give them, and paths not to be mapped.",
        ] + rule
    }

    /// The lines for one exchange: a command and its `expect`, or comments.
    ///
    /// - Parameters:
    ///   - call: the call of a command of the user's that sends the same, if there is one.
    ///   - redacted: what is missing in the session.
    package static func lines(
        _ exchange: RecordedExchange,
        call: String? = nil,
        redacted: RedactedParts = RedactedParts()
    ) -> [String] {
        var lines = [""]
        if let note = exchange.note { lines += comment(note.text ?? JSONWriter.compact.text(of: note)) }
        if exchange.request.ending == .abort {
            // A server that stops does not answer, and the command does not ask for more.
            if exchange.error == nil || exchange.error == .closedWithoutResponse { return lines + ["abort --yes"] }
        } else if exchange.request.ending == .terminator, !redacted.isIncomplete(exchange.request),
            let expect = ScriptExpectation.line(exchange)
        {
            let messages = exchange.responses?.count
            let option = messages.map { " --messages \($0)" } ?? ""
            let command = call.map { $0 + option } ?? command(exchange.request.bytes, messages: messages)
            return lines + [command, expect]
        } else if exchange.request.ending == .binary, let expect = ScriptExpectation.line(exchange) {
            let option = exchange.responses.map { "--messages \($0.count) " } ?? ""
            return lines + ["raw \(option)--binary --base64 \(Base64.encode(exchange.request.bytes))", expect]
        }
        let outcome = ExchangeText.outcomeExcerpt(exchange)
        let words = "Exchange \(exchange.number) cannot be scripted: "
        return lines + comment(words + "\(ExchangeText.requestExcerpt(exchange.request)) -> \(outcome)")
    }

    /// The lines for what was pushed.
    package static func lines(_ push: RecordedPush) -> [String] {
        var exchange = RecordedExchange(number: push.number, request: RequestFrame([]), response: push.message)
        exchange.note = push.note
        return ["", "receive"] + (ScriptExpectation.line(exchange).map { [$0] } ?? [])
    }

    /// A command that sends exactly these bytes: the plainest that does.
    ///
    /// - Parameter messages: how many messages answer it; `nil` for one.
    package static func command(_ request: [UInt8], messages: Int? = nil) -> String {
        let option = messages.map { "--messages \($0) " } ?? ""
        if let command = importCommand(request) { return command + (option.isEmpty ? "" : " " + option.dropLast()) }
        let force = option + (RequestInterpretation(request).termination == nil ? "" : "--force ")
        if let text = String(validating: request, as: UTF8.self), isPlainRaw(text, force) {
            return "raw \(force)\(text)"
        }
        // Nothing at all would be taken for a missing text.
        return request.isEmpty ? "raw @/dev/null" : "raw \(force)--base64 \(Base64.encode(request))"
    }

    private static func importCommand(_ request: [UInt8]) -> String? {
        guard let message = try? JSONParser.parse(request, limits: .python).object, message.count == 1,
            let kind = message.members[0].key.text, let parameters = message.members[0].value.object,
            let file = parameters["file"]?.text, isPlainValue(file)
        else { return nil }
        var command = "\(kind) \(Quoting.word(file))"
        switch kind {
        case "image":
            guard let series = parameters["name"]?.text, isPlainValue(series),
                let focalLength = parameters["focal_length"]?.text.flatMap({ FocalLength($0) }),
                ImageRequest(file: file, series: series, focalLength: focalLength).bytes == request
            else { return nil }
            if series != ImageRequest.defaultSeries { command += " --series \(Quoting.word(series))" }
            if focalLength != .vendorDefault { command += " --focal-length \(focalLength.text)" }
        case "elements":
            guard let mode = parameters["import_mode"]?.text.flatMap({ ImportMode(rawValue: $0) }),
                ElementsRequest(file: file, importMode: mode).bytes == request
            else { return nil }
            if mode != .clipboard { command += " --import-mode \(mode.rawValue)" }
        default:
            return nil
        }
        return command
    }

    /// Whether a text can be a value of a command: no option, and nothing in it that a reader of the script cannot see.
    private static func isPlainValue(_ text: String) -> Bool {
        text.utf8.first != UInt8(ascii: "-") && TerminalText.escaped(text) == text
    }

    /// Whether `raw` takes a text as it is, and a reader of the script can see all of it.
    private static func isPlainRaw(_ text: String, _ options: String) -> Bool {
        guard let first = text.utf8.first, 0x21..<0x7F ~= first, !"-@".utf8.contains(first), text.utf8.last != 0x20,
            TerminalText.escaped(text) == text
        else { return false }
        let statements = try? Lexer.statements(in: "raw \(options)\(text)", rawTextNames: ["raw"])
        return statements?.count == 1 && statements?[0].rawText == options + text
    }

    /// A text as comments. Nothing in it can end a comment.
    private static func comment(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "# \(TerminalText.escaped(String($0)))" }
    }
}
