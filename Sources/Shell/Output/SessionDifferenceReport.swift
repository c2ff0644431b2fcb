import IPCFraming
import Replay
import Sessions
import Texts
import WireJSON

/// What differs in two sessions, for `session diff`.
struct SessionDifferenceReport {
    let console: Console

    func lines(_ difference: SessionComparison.Difference) -> [String] {
        switch difference {
        case .changed(let left, let right):
            let numbers = [left, right].map(\.exchange.number)
            let place = numbers[0] == numbers[1] ? "\(numbers[0])" : "\(numbers[0]) of A, \(numbers[1]) of B,"
            return ["exchange \(place) differs", request(left)] + texts(left.exchange, right.exchange)
        case .onlyLeft(let left):
            return [
                "exchange \(left.exchange.number) is only in A", request(left),
                "  A:       \(ExchangeText.outcomeExcerpt(left.exchange))",
            ]
        case .onlyRight(let right):
            return [
                "exchange \(right.exchange.number) is only in B", request(right),
                "  B:       \(ExchangeText.outcomeExcerpt(right.exchange))",
            ]
        }
    }

    func text(_ summary: SessionComparison.Summary) -> String {
        var parts = ["\(summary.same) the same"]
        if summary.changed > 0 { parts.append("\(summary.changed) \(summary.changed == 1 ? "differs" : "differ")") }
        if summary.onlyLeft > 0 { parts.append("\(summary.onlyLeft) only in A") }
        if summary.onlyRight > 0 { parts.append("\(summary.onlyRight) only in B") }
        return parts.joined(separator: ", ")
    }

    /// The kind of difference, and the exchanges as they are in the files.
    func jsonLine(_ difference: SessionComparison.Difference) -> [UInt8] {
        let (kind, left, right): (String, SessionComparison.Side?, SessionComparison.Side?) =
            switch difference {
            case .changed(let left, let right): ("changed", left, right)
            case .onlyLeft(let left): ("only-a", left, nil)
            case .onlyRight(let right): ("only-b", nil, right)
            }
        var line = Array("{\"diff\":\"\(kind)\"".utf8)
        if let left { line += Array(",\"a\":".utf8) + left.line }
        if let right { line += Array(",\"b\":".utf8) + right.line }
        return line + Array("}\n".utf8)
    }

    func jsonLine(_ summary: SessionComparison.Summary) -> [UInt8] {
        let object: JSONValue = [
            "same": .number(summary.same), "changed": .number(summary.changed),
            "only_a": .number(summary.onlyLeft), "only_b": .number(summary.onlyRight),
        ]
        return JSONWriter.compact.bytes(of: object) + CollectionOfOne(UInt8(ascii: "\n"))
    }

    /// What came on both sides, one below the other, and what differs where that is hard to see.
    private func texts(_ left: RecordedExchange, _ right: RecordedExchange) -> [String] {
        let lines = [
            "  A:       \(ExchangeText.outcomeExcerpt(left))", "  B:       \(ExchangeText.outcomeExcerpt(right))",
        ]
        guard let left = left.response?.bytes, let right = right.response?.bytes, left != right else { return lines }
        let marked = TextDifference(left, right)
        return marked.isTelling ? lines + ["  diff:    \(marked.text(console.differenceStyle))"] : lines
    }

    private func request(_ side: SessionComparison.Side) -> String {
        "  request: \(ExchangeText.requestExcerpt(side.exchange.request))"
    }
}
