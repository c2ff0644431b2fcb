package import Sessions
import Texts
import WireJSON

/// What was taken out of a session, for `session redact`.
package struct RedactionReport: Renderable {
    private let path: String
    private let result: SessionRedaction

    package init(path: String, _ result: SessionRedaction) {
        self.path = path
        self.result = result
    }

    package func lines(_ style: TextStyle) -> [String] {
        let exchanges = "\(result.exchanges) \(result.exchanges == 1 ? "exchange" : "exchanges")"
        return ["\(TerminalText.name(TerminalText.escaped(path))): \(result.changed) of \(exchanges) changed"]
    }

    package var jsonLines: [UInt8] {
        var object: JSONObject = [
            "file": .string(path), "exchanges": .number(result.exchanges), "changed": .number(result.changed),
        ]
        if !result.others.isEmpty { object["beside"] = .array(result.others.map { .string($0) }) }
        if result.hasOtherName { object["other_name"] = .bool(true) }
        return object.line
    }
}
