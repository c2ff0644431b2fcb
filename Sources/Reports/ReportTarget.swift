package import Texts

/// Where a report goes, and in which form: `junit:FILE`, `tap:FILE`, `json:FILE`, `html:FILE`.
package struct ReportTarget: Hashable, Sendable {
    package enum Format: String, CaseIterable, Sendable {
        case junit, tap, json, html
    }

    package let format: Format
    package let path: String

    /// - Throws: ``PatternError`` when the text is something else; also for `-`, since stdout has what differs.
    package init(_ text: String, among formats: [Format] = Format.allCases) throws(PatternError) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let format = Format(rawValue: String(parts[0])), formats.contains(format),
            !parts[1].isEmpty
        else {
            let forms = formats.map { "\($0.rawValue):FILE" }.joined(separator: ", ")
            throw PatternError(reason: "'\(text)' is \(formats.count > 1 ? "none of" : "not") \(forms)")
        }
        guard parts[1] != "-" else {
            throw PatternError(reason: "'\(text)' is no file: stdout shows what differs (write ./- for a file '-')")
        }
        self.format = format
        path = String(parts[1])
    }
}
