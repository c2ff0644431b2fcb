import IPCClient
import IPCFraming
import InspectProtocol
import Sessions
import Texts
import WireJSON

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
        for difference in result.differences { lines += words(of: difference, result, style) }
        return lines
    }

    private static func words(
        of difference: Difference,
        _ result: ReplayResult,
        _ style: TextDifference.Style
    ) -> [String] {
        if case .message(let number, let difference) = difference {
            return ["  message \(number) of \(messageCount(result)):"] + words(of: difference, result, style)
        }
        let (expected, actual) = words(difference, result)
        var lines = ["  expected: \(expected)", "  actual:   \(actual)"]
        switch difference {
        case .response(let expected, let actual):
            let marked = TextDifference(expected, actual)
            if marked.isTelling { lines.append("  diff:     \(marked.text(style))") }
        case .json(let places, _, _):
            for place in places.prefix(mostPlaces) { lines.append("  \(words(place))") }
            if places.count > mostPlaces { lines.append("  and \(places.count - mostPlaces) more places") }
        case .ending, .failure, .pattern, .outcome, .time, .value, .noJSON, .messageCount, .message: break
        }
        return lines
    }

    /// How many places of a JSON response are shown.
    private static let mostPlaces = 10

    private static func messageCount(_ result: ReplayResult) -> Int {
        result.actual.messages?.count ?? (result.actual.response == nil ? 0 : 1)
    }

    /// `/result/0: expected 1, got 2`
    private static func words(_ place: JSONDifference) -> String {
        let pointer = place.pointer.tokens.isEmpty ? "all of it" : TerminalText.escaped(place.pointer.description)
        switch (place.expected, place.actual) {
        case (let expected?, let actual?): return "\(pointer): expected \(words(expected)), got \(words(actual))"
        case (let expected?, nil): return "\(pointer): expected \(words(expected)), got nothing"
        case (nil, let actual?): return "\(pointer): expected nothing, got \(words(actual))"
        case (nil, nil): return pointer
        }
    }

    private static func words(_ value: JSONValue) -> String {
        TerminalText.excerpt(JSONWriter.compact.bytes(of: value))
    }

    private static func words(_ difference: Difference, _ result: ReplayResult) -> (expected: String, actual: String) {
        switch difference {
        case .response(let expected, let actual), .json(_, let expected, let actual):
            (words(expected), words(actual))
        case .value(let pointer, let expected, let actual):
            (
                "json \(TerminalText.escaped(pointer.description)) = \(words(expected))",
                actual.map(words) ?? "nothing there: \(words(result.actual.response?.bytes ?? []))"
            )
        case .noJSON(let actual): ("a response that is JSON", words(actual))
        case .messageCount(let expected, let actual):
            ("\(expected) message\(expected == 1 ? "" : "s")", "\(actual) message\(actual == 1 ? "" : "s")")
        case .message(_, let difference): words(difference, result)
        case .ending(let expected, let actual):
            ("a response that ends with \(words(expected))", "a response that ends with \(words(actual))")
        case .failure(let expected, let actual):
            (words(result.recorded.response, expected), words(result.actual.response, actual))
        case .pattern(let pattern, let actual, let isGivenUp):
            (
                "~ \(TerminalText.escaped(pattern))\(isGivenUp ? " (given up: it took too many steps)" : "")",
                words(actual)
            )
        case .outcome(let expected, let rule, let actual):
            (rule.words(expected), words(actual))
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
