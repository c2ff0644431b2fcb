import IPCFraming
package import Operations
package import Replay
import Sessions
import Texts
import WireJSON

/// What a replay shows: what differs and, as JSON, everything.
extension ReplayRun.Event: Renderable {
    package func lines(_ style: TextStyle) -> [String] {
        switch self {
        case .planned(let step):
            let time = step.due.map { "  at \(Decimal.text($0 / .seconds(1), fractionDigits: 2)) s" } ?? ""
            return ["\(step.expected.number)\(time)  \(TerminalText.excerpt(step.expected.request.bytes))"]
        case .replayed(let result, let file):
            if result.verdict == .same { return [] }
            return DifferenceReport.lines(result, file: file, style: style.differences)
        }
    }

    package var jsonLines: [UInt8] {
        var exchange: RecordedExchange
        switch self {
        case .planned(let step): exchange = step.expected
        case .replayed(let result, _):
            exchange = RecordedExchange(result.actual, number: result.recorded.number)
            exchange.others["verdict"] = .string(JSONString(result.verdict.rawValue))
            if let meaning = result.meaning { exchange.others["meaning"] = .string(JSONString(meaning)) }
            if result.verdict != .same, let expected = result.recorded.response {
                exchange.others["expected"] = .string(JSONString(String(decoding: expected.bytes, as: UTF8.self)))
            }
        }
        return exchange.wholeLine
    }
}

extension ReplaySummary: Renderable {
    package func lines(_ style: TextStyle) -> [String] { [text] }

    package var jsonLines: [UInt8] {
        var counts: JSONObject = [
            "sent": .number(sent), "same": .number(same), "different": .number(different), "failed": .number(failed),
        ]
        if let selected { counts["selected"] = .number(selected) }
        if let elapsed { counts["seconds"] = .number(elapsed / .seconds(1)) }
        return (["summary": .object(counts)] as JSONObject).line
    }
}

extension RecordedExchange {
    /// As a line of a session file, with its LF.
    package var wholeLine: [UInt8] {
        var line: [UInt8] = []
        appendLine(to: &line)
        line.append(UInt8(ascii: "\n"))
        return line
    }
}
