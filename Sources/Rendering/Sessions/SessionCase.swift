import IPCFraming
package import Operations
import Replay
package import Reports
package import Sessions
import Texts

/// Exchanges of sessions as cases of reports.
package enum SessionCase {
    /// A difference of two sessions.
    ///
    /// - Parameter session: what the cases are counted under.
    /// - Returns: `nil` where only the place differs: these are counted with what is the same.
    package static func difference(_ difference: SessionComparison.Difference, in session: String) -> CaseResult? {
        switch difference {
        case .changed(let left, let right): changed(left, right, session)
        case .onlyLeft(let left): only(left, "only-a", session)
        case .onlyRight(let right): only(right, "only-b", session)
        case .unanswered(let left, let right): (left ?? right).map { unanswered($0.exchange, session) }
        case .moved: nil
        }
    }

    /// An exchange as it was recorded.
    package static func exchange(_ exchange: RecordedExchange, in session: String) -> CaseResult {
        let text = ExchangeText.outcomeExcerpt(exchange)
        let outcome: CaseResult.Outcome =
            switch exchange.outcome {
            case .ok: .same
            case .error: .different(CaseResult.Trouble("error", message: text, lines: [text]))
            case .failed(let code): .failed(CaseResult.Trouble(code.rawValue, message: text, lines: [text]))
            case .unknown: .skipped(text)
            }
        var result = CaseResult(
            suite: session,
            title: .exchange(number: exchange.number, request: exchange.request),
            seconds: exchange.milliseconds / 1000,
            outcome: outcome,
            difference: ExchangeDifference(
                request: ExchangeText.requestExcerpt(exchange.request),
                requestBytes: exchange.request.bytes,
                findings: []
            )
        )
        result.response = exchange.response?.bytes
        result.note = [
            ExchangeText.trouble(exchange), exchange.note.map { "note: \(ExchangeText.value($0))" },
        ].compactMap(\.self).joined(separator: "\n")
        return result
    }

    private typealias Side = SessionComparison.Side

    private static func changed(_ leftSide: Side, _ rightSide: Side, _ session: String) -> CaseResult {
        let (left, right) = (leftSide.exchange, rightSide.exchange)
        var texts: ResponseDifference?
        if let before = left.response?.bytes, let after = right.response?.bytes, before != after {
            texts = ResponseDifference(before, after)
        }
        let finding = ExchangeDifference.Finding(
            expected: ExchangeText.outcomeExcerpt(left),
            actual: ExchangeText.outcomeExcerpt(right),
            texts: texts
        )
        return result(leftSide, type: "different", finding, session, now: right)
    }

    private static func unanswered(_ exchange: RecordedExchange, _ session: String) -> CaseResult {
        CaseResult(
            suite: session,
            title: .exchange(number: exchange.number, request: exchange.request),
            seconds: 0,
            outcome: .skipped("it failed by the network, which says nothing of the server's answer")
        )
    }

    private static func only(_ side: Side, _ type: String, _ session: String) -> CaseResult {
        let text = ExchangeText.outcomeExcerpt(side.exchange)
        let isLeft = type == "only-a"
        let finding = ExchangeDifference.Finding(
            expected: isLeft ? text : "(not there)",
            actual: isLeft ? "(not there)" : text
        )
        return result(side, type: type, finding, session, now: isLeft ? nil : side.exchange)
    }

    private static func result(
        _ side: Side,
        type: String,
        _ finding: ExchangeDifference.Finding,
        _ session: String,
        now: RecordedExchange?
    ) -> CaseResult {
        let exchange = side.exchange
        let difference = ExchangeDifference(
            request: ExchangeText.requestExcerpt(exchange.request),
            requestBytes: exchange.request.bytes,
            findings: [finding]
        )
        let trouble = CaseResult.Trouble(
            type,
            message: "\(side.kind.words) \(exchange.number): A has \(finding.expected), B has \(finding.actual)",
            lines: DifferenceReport.lines(difference)
        )
        return CaseResult(
            suite: session,
            title: side.kind == .exchange
                ? .exchange(number: exchange.number, request: exchange.request)
                : .text("\(exchange.number) \(side.kind.words)"),
            seconds: (now?.milliseconds ?? 0) / 1000,
            recordedSeconds: type == "only-b" ? nil : exchange.milliseconds / 1000,
            outcome: .different(trouble),
            difference: difference
        )
    }
}
