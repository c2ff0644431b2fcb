import Replay
import Texts
import WireJSON

/// A case as an object of a JSON report, which can be read again.
enum ReportedCase {
    /// More of a text is left out; the texts of a report are for people.
    private static let longestText = 64 * 1024

    static func json(_ result: CaseResult) -> JSONObject {
        var object: JSONObject = [
            "suite": .string(result.suite), "name": .string(result.name),
            "outcome": .string(result.outcome.word),
        ]
        switch result.outcome {
        case .same: break
        case .skipped(let reason): object["message"] = [.string(reason)]
        case .different(let trouble), .failed(let trouble):
            object["type"] = .string(trouble.type)
            object["reason"] = .string(trouble.message)
            object["message"] = .array(trouble.lines.map { .string($0) })
        }
        if let difference = result.difference {
            object["request"] = .string(text(difference.requestBytes))
            object["differences"] = .array(difference.findings.map { .object(json($0)) })
        }
        if let seconds = result.recordedSeconds { object["recorded_seconds"] = number(seconds) }
        object["seconds"] = number(result.seconds)
        return object
    }

    /// - Returns: nil for what is no case.
    static func read(_ value: JSONValue) -> CaseResult? {
        guard let suite = value["suite"]?.string, let name = value["name"]?.string,
            let outcome = outcome(value), let seconds = value["seconds"]?.double, seconds >= 0, seconds.isFinite
        else { return nil }
        var result = CaseResult(
            suite: suite.lossyText,
            title: .text(name.lossyText),
            seconds: seconds,
            outcome: outcome
        )
        if let recorded = value["recorded_seconds"]?.double, recorded >= 0, recorded.isFinite {
            result.recordedSeconds = recorded
        }
        if let request = value["request"]?.string {
            result.difference = ExchangeDifference(
                request: TerminalText.excerpt(request.bytes),
                requestBytes: request.bytes,
                findings: (value["differences"]?.array ?? []).map(finding)
            )
        }
        return result
    }

    private static func outcome(_ value: JSONValue) -> CaseResult.Outcome? {
        let lines = (value["message"]?.array ?? []).compactMap { $0.string?.lossyText }
        let trouble = CaseResult.Trouble(
            value["type"]?.string?.lossyText ?? value["outcome"]?.string?.lossyText ?? "",
            message: value["reason"]?.string?.lossyText ?? lines.first ?? "",
            lines: lines
        )
        switch value["outcome"]?.text {
        case "same": return .same
        case "different": return .different(trouble)
        case "failed": return .failed(trouble)
        case "skipped": return .skipped(lines.first ?? "")
        default: return nil
        }
    }

    /// What differs as values: members by their pointers, and both texts.
    private static func json(_ finding: ExchangeDifference.Finding) -> JSONObject {
        var object: JSONObject = ["expected": .string(finding.expected), "actual": .string(finding.actual)]
        if let place = finding.place { object["place"] = .string(place) }
        guard let texts = finding.texts else { return object }
        object["expected_text"] = .string(text(texts.expected))
        object["actual_text"] = .string(text(texts.actual))
        let members = texts.json
        if !members.isEmpty { object["members"] = .array(members.map { .object($0) }) }
        return object
    }

    private static func finding(_ value: JSONValue) -> ExchangeDifference.Finding {
        var texts: ResponseDifference?
        if let expected = value["expected_text"]?.string, let actual = value["actual_text"]?.string {
            texts = ResponseDifference(expected.bytes, actual.bytes)
        }
        return ExchangeDifference.Finding(
            place: value["place"]?.string?.lossyText,
            expected: value["expected"]?.string?.lossyText ?? "",
            actual: value["actual"]?.string?.lossyText ?? "",
            texts: texts
        )
    }

    private static func text(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes.prefix(longestText), as: UTF8.self)
        return bytes.count > longestText ? "\(text)... (\(bytes.count) bytes)" : text
    }

    private static func number(_ seconds: Double) -> JSONValue {
        JSONNumber(literal: Decimal.text(seconds, fractionDigits: 6)).map { .number($0) } ?? 0
    }
}

extension CaseResult.Outcome {
    /// `same`, `different`, `failed`, `skipped`
    var word: String {
        switch self {
        case .same: "same"
        case .different: "different"
        case .failed: "failed"
        case .skipped: "skipped"
        }
    }
}
