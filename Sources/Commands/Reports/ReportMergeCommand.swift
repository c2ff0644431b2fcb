import CommandSpec
import Operations
import Rendering
import Reports
import Texts
import WireJSON

/// `report merge REPORT ...`
enum ReportMergeCommand: BuiltInCommand {
    static let name = "merge"

    private static let reports = Argument(
        "report",
        .oneOrMore,
        "Reports in JSON or JUnit XML.",
        completion: .files(endings: ["json", "xml"])
    )

    static let specification = CommandSpecification(
        "report merge",
        "Make one report of several.",
        usage: "report merge REPORT ... [--report html:FILE | junit:FILE | tap:FILE | json:FILE] [--json]",
        discussion: """
            Reads what --report json:FILE and junit:FILE of 'replay', 'test' and 'bench' wrote, and writes all cases into \
            one report of each form that is asked for. Only JSON holds requests, responses and recorded times, so only \
            from JSON a page has them.

            Load tests are merged by their histograms, so that the percentiles are those of all exchanges together; \
            that goes into html:FILE and json:FILE.

            Exit status: 4 when a case differs, 3 when one failed.
            """,
        examples: ["report merge out/*.json --report html:all.html --report junit:all.xml"],
        arguments: [reports],
        options: [ReportFileOptions.report],
        groups: [SharedOptions.reporting]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        var documents: [ReportDocument] = []
        for path in arguments[reports] { documents.append(try ReportDocument(path)) }
        let loadTests = documents.compactMap { document in
            if case .bench(let value) = document.content { (document.path, value) } else { nil }
        }
        guard loadTests.isEmpty || loadTests.count == documents.count else {
            throw .usage("load tests and other reports cannot be merged with each other")
        }
        if !loadTests.isEmpty { return try merge(loadTests, arguments, context) }
        let merge = ReportMerge(documents)
        let summary = try merge.write(try context.beginReports(arguments, merge.subject))
        context.output.put(summary)
        return summary.failed > 0 ? .exchangeFailed : summary.different > 0 ? .mismatch : .ok
    }

    private static func merge(
        _ loadTests: [(path: String, value: JSONValue)],
        _ arguments: ParsedArguments,
        _ context: CommandContext
    ) throws(Failure) -> ExitStatus {
        var merged: BenchReport?
        for (path, value) in loadTests {
            guard let report = BenchReport(value) else {
                throw .usage("\(path): not as 'bench --report json' writes it")
            }
            merged = merged.map { $0.merged(with: report) } ?? report
        }
        let files = try BenchReportFiles(arguments.all(ReportFileOptions.report))
        guard let merged else { return .ok }
        context.output.put(merged)
        try files.write { format in merged.bytes(format, created: .now, host: ReportSubject.hostName) }
        return merged.exitStatus
    }
}
