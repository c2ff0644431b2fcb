import Texts
import WireJSON

/// TAP version 14 (testanything.org): a line for each case, a YAML block for what did not pass, the plan at the end.
struct TAPForm: ReportForm {
    private var count = 0

    init(_ file: ReportFile) throws(ReportError) {
        try file.append("TAP version 14\n")
    }

    mutating func add(_ result: CaseResult, to file: ReportFile) throws(ReportError) {
        count += 1
        let description = "\(count) - \(Self.escaped(result.suite)): \(Self.escaped(result.name))"
        switch result.outcome {
        case .same: try file.append("ok \(description)\n")
        case .skipped(let reason): try file.append("ok \(description) # SKIP \(Self.escaped(reason))\n")
        case .different(let trouble): try file.append("not ok \(description)\n" + Self.block(trouble, "fail", result))
        case .failed(let trouble): try file.append("not ok \(description)\n" + Self.block(trouble, "error", result))
        }
    }

    func finish(_ file: ReportFile) throws(ReportError) {
        try file.append(count > 0 ? "1..\(count)\n" : "1..0 # no exchanges\n")
    }

    private static func block(_ trouble: CaseResult.Trouble, _ severity: String, _ result: CaseResult) -> String {
        var block = "  ---\n  message: \(quoted(trouble.message))\n  severity: \(severity)\n"
        block += "  type: \(quoted(trouble.type))\n"
        block += "  duration_ms: \(Decimal.text(result.seconds * 1000, fractionDigits: 3))\n"
        if trouble.lines != [trouble.message], !trouble.lines.isEmpty {
            block += "  lines:\n"
            for line in trouble.lines { block += "    - \(quoted(line))\n" }
        }
        return block + "  ...\n"
    }

    /// A `#` would start a directive.
    private static func escaped(_ text: String) -> String {
        var output: [UInt8] = []
        for byte in TerminalText.escaped(text).utf8 {
            if byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "#") { output.append(UInt8(ascii: "\\")) }
            output.append(byte)
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// JSON's strings are YAML's, too.
    private static func quoted(_ text: String) -> String {
        JSONWriter.compact.text(of: .string(JSONString(text)))
    }
}
