import Texts
import WireJSON

/// TAP version 14 (testanything.org): a line for each exchange, a YAML block for what differs, the plan at the end.
struct TAPFormat {
    private var count = 0

    init(_ file: ReportFile) throws(ReportError) {
        try file.append("TAP version 14\n")
    }

    mutating func add(_ result: CaseResult, to file: ReportFile) throws(ReportError) {
        count += 1
        let description = "\(count) - \(Self.escaped(result.suite)): \(Self.escaped(result.name))"
        switch result.outcome {
        case .same:
            try file.append("ok \(description)\n")
        case .skipped(let reason):
            try file.append("ok \(description) # SKIP \(Self.escaped(reason))\n")
        case .different(let lines):
            var block = "not ok \(description)\n  ---\n  severity: fail\n  message:\n"
            for line in lines { block += "    - \(Self.quoted(line))\n" }
            try file.append(block + "  ...\n")
        case .failed(let reason):
            try file.append(
                "not ok \(description)\n  ---\n  severity: error\n  message:\n    - \(Self.quoted(reason))\n  ...\n"
            )
        }
    }

    func finish(_ file: ReportFile) throws(ReportError) {
        try file.append(count > 0 ? "1..\(count)\n" : "1..0 # no exchanges\n")
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
