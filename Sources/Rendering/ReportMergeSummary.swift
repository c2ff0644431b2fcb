package import Operations
import Texts
import WireJSON

/// How the cases of merged reports came out.
extension ReportMerge.Summary: Renderable {
    package func lines(_ style: TextStyle) -> [String] {
        var parts = ["\(same) as expected"]
        if different > 0 { parts.append("\(different) \(different == 1 ? "differs" : "differ")") }
        if failed > 0 { parts.append("\(failed) failed") }
        if skipped > 0 { parts.append("\(skipped) skipped") }
        let noun = cases == 1 ? "case" : "cases"
        let from = reports == 1 ? "1 report" : "\(reports) reports"
        return ["\(cases) \(noun) of \(from): \(parts.joined(separator: ", "))"]
    }

    package var jsonLines: [UInt8] {
        let counts: JSONObject = [
            "reports": .number(reports), "cases": .number(cases), "same": .number(same),
            "different": .number(different), "failed": .number(failed), "skipped": .number(skipped),
            "seconds": .number(seconds),
        ]
        return (["summary": .object(counts)] as JSONObject).line
    }
}
