package import Operations
import Sessions
import Texts
import WireJSON

/// What a check and a repair of a session file came to.
extension SessionCheckRun.Result: Renderable {
    package func lines(_ style: TextStyle) -> [String] {
        let words =
            switch outcome {
            case .notReadable: "not readable"
            case .checked(let check): SessionCheckReport.words(check)
            case .repaired(let check, let repair):
                "\(SessionCheckReport.words(check)); \(SessionCheckReport.words(repair))"
            }
        return ["\(TerminalText.name(style.safe(path))): \(words)"]
    }

    package var jsonLines: [UInt8] {
        var object: JSONObject
        switch outcome {
        case .notReadable: object = ["state": "not-readable"]
        case .checked(let check): object = SessionCheckReport.object(check)
        case .repaired(let check, let repair):
            object = SessionCheckReport.object(check)
            object["repaired"] = .object(SessionCheckReport.object(repair))
        }
        var all: JSONObject = ["file": .string(JSONString(path))]
        for member in object.members { all.set(member.key, to: member.value) }
        return all.line
    }
}

/// A check and a repair in words and as JSON.
enum SessionCheckReport {
    /// `ok, 1000000 exchanges, closed`
    static func words(_ check: SessionCheck) -> String {
        if check.isNewer { return "not a session that this program reads" }
        if check.verdict == .notASession { return "not a session" }
        var parts: [String] = []
        if check.verdict == .ok { parts.append("ok") }
        if check.isHeaderLost { parts.append("header lost") }
        let badLines = check.problemCount
        if badLines > 0 { parts.append("\(badLines) bad \(badLines == 1 ? "line" : "lines")") }
        parts.append(exchanges(check.exchanges))
        parts.append(check.tornLine != nil ? "torn last line" : check.isClosed ? "closed" : "interrupted (no end)")
        return parts.joined(separator: ", ")
    }

    /// `repaired: 12 exchanges kept, 2 lines moved to x.jsonl.damaged`
    static func words(_ repair: SessionRepair) -> String {
        var parts = ["\(exchanges(repair.exchanges)) kept"]
        if repair.isMarkDropped { parts.append("byte order mark dropped") }
        if repair.isHeaderNew { parts.append("new header written") }
        if repair.movedLines > 0 {
            let lines = repair.movedLines == 1 ? "line" : "lines"
            parts.append("\(repair.movedLines) \(lines) moved to \(TerminalText.name(repair.damagedFile))")
        }
        return "repaired: " + parts.joined(separator: ", ")
    }

    static func object(_ check: SessionCheck) -> JSONObject {
        var object: JSONObject = [
            "state": .string(JSONString(check.verdict.rawValue)),
            "exchanges": .number(JSONNumber(check.exchanges)),
            "closed": .bool(check.isClosed),
        ]
        if check.isHeaderLost { object["header_lost"] = .bool(true) }
        if let line = check.tornLine { object["torn_line"] = .number(JSONNumber(line)) }
        if check.problemCount > 0 {
            object["bad"] = .number(JSONNumber(check.problemCount))
            object["errors"] = .array(check.problems.map(value))
        }
        if check.warningCount > 0 {
            object["odd"] = .number(JSONNumber(check.warningCount))
            object["warnings"] = .array(check.warnings.map(value))
        }
        return object
    }

    static func object(_ repair: SessionRepair) -> JSONObject {
        [
            "exchanges": .number(JSONNumber(repair.exchanges)),
            "moved": .number(JSONNumber(repair.movedLines)),
            "damaged_file": .string(JSONString(repair.damagedFile)),
            "new_header": .bool(repair.isHeaderNew),
        ]
    }

    private static func value(_ error: SessionError) -> JSONValue {
        var object = JSONObject()
        if let line = error.line { object["line"] = .number(JSONNumber(line)) }
        if let column = error.column { object["column"] = .number(JSONNumber(column)) }
        object["reason"] = .string(JSONString(error.reason))
        return .object(object)
    }

    private static func exchanges(_ count: Int) -> String {
        "\(count) \(count == 1 ? "exchange" : "exchanges")"
    }
}
