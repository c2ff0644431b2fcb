import Sessions
import Texts
import WireJSON

/// One JSON object, with a line for each exchange:
///
///     {"ipcsh_report":1,"cases":[
///     {"suite":"a.jsonl","name":"1 image a.jpg","outcome":"same","seconds":0.0124},
///     {"suite":"a.jsonl","name":"2 image b.jpg","outcome":"different","message":["exchange 2 differs"],"seconds":0.01}
///     ],"summary":{"cases":2,"same":1,"different":1,"failed":0,"skipped":0,"seconds":0.0224}}
///
/// `outcome` is `same`, `different`, `failed` or `skipped`; all but the first have a `message`, an array of lines.
struct JSONFormat {
    private var totals = ReportTotals()

    init(_ file: ReportFile) throws(ReportError) {
        try file.append("{\"ipcsh_report\":1,\"cases\":[")
    }

    mutating func add(_ result: CaseResult, to file: ReportFile) throws(ReportError) {
        let (outcome, message): (String, [String]) =
            switch result.outcome {
            case .same: ("same", [])
            case .different(let lines): ("different", lines)
            case .failed(let reason): ("failed", [reason])
            case .skipped(let reason): ("skipped", [reason])
            }
        var line = Array((totals.cases == 0 ? "\n" : ",\n").utf8)
        line += Array("{\"suite\":".utf8)
        JSONWriter.compact.append(result.suite, to: &line)
        line += Array(",\"name\":".utf8)
        JSONWriter.compact.append(result.name, to: &line)
        line += Array(",\"outcome\":\"\(outcome)\"".utf8)
        if result.outcome != .same {
            line += Array(",\"message\":".utf8)
            JSONWriter.compact.append(message.map { JSONValue.string(JSONString($0)) }, to: &line)
        }
        line += Array(",\"seconds\":\(Self.text(result.seconds))}".utf8)
        totals.add(result)
        try file.append(line)
    }

    func finish(_ file: ReportFile) throws(ReportError) {
        try file.append(
            "\n],\"summary\":{\"cases\":\(totals.cases),\"same\":\(totals.same),\"different\":\(totals.different),"
                + "\"failed\":\(totals.failed),\"skipped\":\(totals.skipped),\"seconds\":\(Self.text(totals.seconds))}}\n"
        )
    }

    private static func text(_ seconds: Double) -> String {
        Decimal.text(seconds, fractionDigits: 6)
    }
}
