import IPCClient
import IPCFraming
import InspectProtocol
import Sessions
import Texts
import WireJSON

/// What was sent, and in which ways something else came than was expected.
package struct ExchangeDifference: Sendable {
    /// One way.
    package struct Finding: Sendable {
        /// `message 2 of 3`, where several came.
        package var place: String?
        /// In words, one row each, safe for terminals.
        package var expected: String
        package var actual: String
        /// What differs in the texts, where both sides have one.
        package var texts: ResponseDifference?

        package init(place: String? = nil, expected: String, actual: String, texts: ResponseDifference? = nil) {
            self.place = place
            self.expected = expected
            self.actual = actual
            self.texts = texts
        }
    }

    /// In words, one row, safe for terminals.
    package var request: String
    /// As it was sent.
    package var requestBytes: [UInt8]
    package var findings: [Finding]

    package init(request: String, requestBytes: [UInt8], findings: [Finding]) {
        self.request = request
        self.requestBytes = requestBytes
        self.findings = findings
    }

    package init(_ result: ReplayResult) {
        request = Self.words(result.recorded.request)
        requestBytes = result.recorded.request.bytes
        findings = result.differences.map { Self.finding($0, result) }
    }

    /// `expected O.k., got Error: no`: the first finding in one row.
    package var summary: String {
        guard let finding = findings.first else { return "nothing differs" }
        return "\(finding.place.map { "\($0): " } ?? "")expected \(finding.expected), got \(finding.actual)"
    }

    private static func finding(_ difference: Difference, _ result: ReplayResult) -> Finding {
        switch difference {
        case .response(let expected, let actual):
            let texts = ResponseDifference(expected, actual, comparison: result.jsonComparison)
            return Finding(expected: words(expected), actual: words(actual), texts: texts)
        case .ending(let expected, let actual):
            return Finding(
                expected: "a response that ends with \(words(expected))",
                actual: "a response that ends with \(words(actual))"
            )
        case .failure(let expected, let actual):
            return Finding(
                expected: words(result.recorded.response, expected),
                actual: words(result.actual.response, actual)
            )
        case .pattern(let pattern, let actual, let isGivenUp):
            let remark = isGivenUp ? " (given up: it took too many steps)" : ""
            return Finding(expected: "~ \(TerminalText.escaped(pattern))\(remark)", actual: words(actual))
        case .outcome(let expected, let rule, let actual):
            return Finding(expected: rule.words(expected), actual: words(actual))
        case .value(let pointer, let expected, let actual):
            return Finding(
                expected: "json \(TerminalText.escaped(pointer.description)) = \(words(expected))",
                actual: actual.map(words) ?? "nothing there: \(words(result.actual.response?.bytes ?? []))"
            )
        case .noJSON(let actual):
            return Finding(expected: "a response that is JSON", actual: words(actual))
        case .messageCount(let expected, let actual):
            return Finding(expected: words(messages: expected), actual: words(messages: actual))
        case .message(let number, let difference):
            var finding = finding(difference, result)
            let count = result.actual.messages?.count ?? (result.actual.response == nil ? 0 : 1)
            finding.place = "message \(number) of \(count)"
            return finding
        case .time(let limit, let actual):
            return Finding(expected: "less than \(milliseconds(limit)) ms", actual: "\(milliseconds(actual)) ms")
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

    private static func words(_ value: JSONValue) -> String {
        TerminalText.excerpt(JSONWriter.compact.bytes(of: value))
    }

    private static func words(messages count: Int) -> String {
        "\(count) message\(count == 1 ? "" : "s")"
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
