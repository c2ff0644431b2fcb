import IPCFraming
package import Operations
import Replay
import Sessions
import Texts
import WireJSON

/// A difference of two sessions, for `session diff`.
extension SessionComparison.Difference: Renderable {
    package func lines(_ style: TextStyle) -> [String] {
        switch self {
        case .changed(let left, let right):
            let numbers = [left, right].map(\.exchange.number)
            let place = numbers[0] == numbers[1] ? "\(numbers[0])" : "\(numbers[0]) of A, \(numbers[1]) of B,"
            return ["\(Self.what(left)) \(place) differs"] + request(left) + texts(left.exchange, right.exchange, style)
        case .onlyLeft(let left):
            return [
                "\(Self.what(left)) \(left.exchange.number) is only in A"
            ] + request(left) + [
                "  A:       \(ExchangeText.outcomeExcerpt(left.exchange))"
            ]
        case .onlyRight(let right):
            return [
                "\(Self.what(right)) \(right.exchange.number) is only in B"
            ] + request(right) + [
                "  B:       \(ExchangeText.outcomeExcerpt(right.exchange))"
            ]
        case .moved(let left, let right, let kinds):
            let what = Self.what(kinds)
            if left.count == 1, right.count == 1 {
                return ["\(what) \(left.lowerBound) of A is \(right.lowerBound) of B: moved, and the same"]
            }
            return ["\(what)s \(words(left)) of A are \(words(right)) of B: moved, and the same"]
        case .unanswered(let left, let right):
            var places = [left.map { "\($0.exchange.number) of A" }, right.map { "\($0.exchange.number) of B" }]
                .compactMap(\.self).joined(separator: ", ")
            if let left, left.exchange.number == right?.exchange.number { places = "\(left.exchange.number)" }
            var lines = ["exchange \(places) failed by the network, which says nothing of the server's answer"]
            if let side = left ?? right { lines += request(side) }
            if let left { lines.append("  A:       \(ExchangeText.outcomeExcerpt(left.exchange))") }
            if let right { lines.append("  B:       \(ExchangeText.outcomeExcerpt(right.exchange))") }
            return lines
        }
    }

    /// The kind of difference, and the exchanges as they are in the files.
    package var jsonLines: [UInt8] {
        let (kind, left, right): (String, SessionComparison.Side?, SessionComparison.Side?) =
            switch self {
            case .changed(let left, let right): ("changed", left, right)
            case .onlyLeft(let left): ("only-a", left, nil)
            case .onlyRight(let right): ("only-b", nil, right)
            case .unanswered(let left, let right): ("unanswered", left, right)
            case .moved: ("moved", nil, nil)
            }
        if case .moved(let left, let right, _) = self {
            return (["diff": .string(kind), "a": numbers(left), "b": numbers(right)] as JSONObject).line
        }
        var line = Array("{\"diff\":\"\(kind)\"".utf8)
        if let left { line += Array(",\"a\":".utf8) + left.line }
        if let right { line += Array(",\"b\":".utf8) + right.line }
        return line + Array("}\n".utf8)
    }

    /// What came on both sides, one below the other, and what differs where that is hard to see.
    private func texts(_ left: RecordedExchange, _ right: RecordedExchange, _ style: TextStyle) -> [String] {
        let lines = [
            "  A:       \(ExchangeText.outcomeExcerpt(left))", "  B:       \(ExchangeText.outcomeExcerpt(right))",
        ]
        guard left.responses == nil, right.responses == nil, let left = left.response?.bytes,
            let right = right.response?.bytes, left != right
        else { return lines }
        let told = ResponseDifference(left, right).lines(style.differences)
        return lines + told.enumerated().map { ($0.offset == 0 ? "  diff:    " : "           ") + $0.element }
    }

    private func words(_ range: ClosedRange<Int>) -> String { "\(range.lowerBound)-\(range.upperBound)" }

    private func numbers(_ range: ClosedRange<Int>) -> JSONValue {
        ["from": .number(range.lowerBound), "to": .number(range.upperBound)]
    }

    private func request(_ side: SessionComparison.Side) -> [String] {
        side.kind == .pushedMessage ? [] : ["  request: \(ExchangeText.requestExcerpt(side.exchange.request))"]
    }

    private static func what(_ side: SessionComparison.Side) -> String { what([side.kind]) }

    private static func what(_ kinds: Set<SessionComparison.Kind>) -> String {
        [.exchange, .pushedMessage].filter(kinds.contains).map(\.words).joined(separator: "s and ")
    }
}

extension SessionComparison.Kind {
    var words: String {
        switch self {
        case .exchange: "exchange"
        case .pushedMessage: "pushed message"
        }
    }
}

extension SessionComparison.Summary: Renderable {
    package func lines(_ style: TextStyle) -> [String] {
        var parts = ["\(same) the same"]
        if changed > 0 { parts.append("\(changed) \(changed == 1 ? "differs" : "differ")") }
        if onlyLeft > 0 { parts.append("\(onlyLeft) only in A") }
        if onlyRight > 0 { parts.append("\(onlyRight) only in B") }
        if moved > 0 { parts.append("\(moved) moved") }
        if unanswered > 0 { parts.append("\(unanswered) failed by the network") }
        return [parts.joined(separator: ", ")]
    }

    package var jsonLines: [UInt8] {
        var object: JSONObject = [
            "same": .number(same), "changed": .number(changed), "only_a": .number(onlyLeft),
            "only_b": .number(onlyRight),
        ]
        if moved > 0 { object["moved"] = .number(moved) }
        if unanswered > 0 { object["unanswered"] = .number(unanswered) }
        return object.line
    }
}
