import IPCClient
import IPCFraming
import InspectProtocol
import Sessions
import Texts

/// Differences in words, for people; safe for terminals.
package enum DifferenceReport {
    /// Several lines: which exchange, what was sent, what was expected, what came, and what differs in long texts.
    ///
    /// - Parameter file: the session, where there are several.
    package static func lines(
        _ result: ReplayResult,
        file: String? = nil,
        style: TextDifference.Style = .plain
    ) -> [String] {
        let place = file.map { " of \(TerminalText.escaped($0))" } ?? ""
        var lines = [
            "exchange \(result.recorded.number)\(place) differs", "  request:  \(words(result.recorded.request))",
        ]
        for difference in result.differences {
            let (expected, actual) = words(difference, result)
            lines.append("  expected: \(expected)")
            lines.append("  actual:   \(actual)")
            if case .response(let expected, let actual) = difference {
                let marked = TextDifference(expected, actual)
                if marked.isTelling { lines.append("  diff:     \(marked.text(style))") }
            }
        }
        return lines
    }

    private static func words(_ difference: Difference, _ result: ReplayResult) -> (expected: String, actual: String) {
        switch difference {
        case .response(let expected, let actual):
            (words(expected), words(actual))
        case .ending(let expected, let actual):
            ("a response that ends with \(words(expected))", "a response that ends with \(words(actual))")
        case .failure(let expected, let actual):
            (words(result.recorded.response, expected), words(result.actual.response, actual))
        case .pattern(let pattern, let actual, let isGivenUp):
            (
                "~ \(TerminalText.escaped(pattern))\(isGivenUp ? " (given up: it took too many steps)" : "")",
                words(actual)
            )
        case .outcome(let expected, let actual):
            (words(expected), words(actual))
        case .time(let limit, let actual):
            ("less than \(milliseconds(limit)) ms", "\(milliseconds(actual)) ms")
        }
    }

    private static func words(_ request: RequestFrame) -> String {
        switch request.ending {
        case .terminator: words(request.bytes)
        case .endOfStream: "\(words(request.bytes)) (no terminator)"
        case .binary: "\(words(request.bytes)) (binary)"
        case .abort: "(abort)"
        }
    }

    private static func words(_ response: ResponseFrame?, _ failure: FailureCode?) -> String {
        let bytes = response?.bytes ?? []
        guard let failure else { return response == nil ? "a response" : words(bytes) }
        let what = TerminalText.escaped(failure.rawValue)
        if RecordedExchange.isLate(response, failure) {
            return "a late response (\(what)): \(TerminalText.excerpt(bytes))"
        }
        return bytes.isEmpty
            ? "no response (\(what))" : "a part of a response (\(what)): \(TerminalText.excerpt(bytes))"
    }

    private static func words(_ bytes: [UInt8]) -> String {
        bytes.isEmpty ? "(nothing)" : TerminalText.excerpt(bytes)
    }

    private static func words(_ reply: Reply) -> String {
        switch reply {
        case .ok: Reply.okText
        case .error: "an error"
        case .other: "neither \(Reply.okText) nor an error"
        }
    }

    private static func milliseconds(_ duration: Duration) -> String {
        Decimal.text(duration / .milliseconds(1), fractionDigits: 3)
    }

    private static func words(_ ending: ResponseFrame.Ending) -> String {
        switch ending {
        case .complete: "CR LF and a close"
        case .noTerminator: "no CR LF"
        case .noClose: "CR LF and no close"
        case .more: "CR LF and more behind it"
        case .binary: "a binary message"
        }
    }
}
