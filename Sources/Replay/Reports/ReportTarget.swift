package import Texts

/// Where a report goes, and in which form: `junit:FILE`, `tap:FILE`, `json:FILE`.
package struct ReportTarget: Hashable, Sendable {
    package enum Format: String, CaseIterable, Sendable {
        case junit, tap, json
    }

    package let format: Format
    package let path: String

    /// - Throws: ``PatternError`` when the text is something else; also for `-`, since stdout has what differs.
    package init(_ text: String) throws(PatternError) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let format = Format(rawValue: String(parts[0])), !parts[1].isEmpty else {
            let forms = Format.allCases.map { "\($0.rawValue):FILE" }.joined(separator: ", ")
            throw PatternError(reason: "'\(text)' is none of \(forms)")
        }
        guard parts[1] != "-" else {
            throw PatternError(reason: "'\(text)' is no file: stdout shows what differs (write ./- for a file '-')")
        }
        self.format = format
        path = String(parts[1])
    }
}
