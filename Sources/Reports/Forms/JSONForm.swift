import Replay
import Texts
import WireJSON

/// One JSON object, with a line for each case:
///
///     {"ipcsh_report":1,"command":"replay","title":"","created":"2026-11-22T08:00:00Z","host":"ci-7","cases":[
///     {"suite":"a.jsonl","name":"1 image a.jpg","outcome":"same","seconds":0.0124},
///     {"suite":"a.jsonl","name":"2 image b.jpg","outcome":"different","type":"different","reason":"expected O.k., got No.",
///     "message":["exchange 2 differs"],"request":"...","differences":[{"expected":"O.k.","actual":"No."}],"seconds":0.01}
///     ],"summary":{"cases":2,"same":1,"different":1,"failed":0,"skipped":0,"seconds":0.0224}}
///
/// `outcome` is `same`, `different`, `failed` or `skipped`; all but the first have a `message`, an array of lines. Whole
/// texts are there too, so that `report merge` can make a page of several of these.
struct JSONForm: ReportForm {
    private var totals = ReportTotals()

    init(_ subject: ReportSubject, _ file: ReportFile) throws(ReportError) {
        let header: JSONObject = [
            "ipcsh_report": 1, "command": .string(subject.command), "title": .string(subject.title),
            "created": .string(subject.created.iso8601), "host": .string(subject.host),
        ]
        try file.append(JSONWriter.compact.bytes(of: .object(header)).dropLast() + Array(",\"cases\":[".utf8))
    }

    mutating func add(_ result: CaseResult, to file: ReportFile) throws(ReportError) {
        var line = Array((totals.cases == 0 ? "\n" : ",\n").utf8)
        JSONWriter.compact.append(ReportedCase.json(result), to: &line)
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
