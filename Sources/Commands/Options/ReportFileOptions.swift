import CommandSpec
import Reports
import Texts

/// Reports for people and build servers.
enum ReportFileOptions {
    static let report = Option(
        "--report",
        .reportTarget(ReportTarget.Format.allCases),
        "Write a report: html:FILE for people, junit:FILE, tap:FILE or json:FILE for programs; repeatable.",
        isRepeatable: true
    )
}

extension ValueType<ReportTarget> {
    /// - Parameter formats: those that the command can write.
    static func reportTarget(_ formats: [ReportTarget.Format]) -> ValueType<ReportTarget> {
        ValueType(
            "form:file",
            completion: .list(formats.map { "\($0.rawValue):" }),
            expression: { text throws(PatternError) in try ReportTarget(text, among: formats) }
        )
    }
}
