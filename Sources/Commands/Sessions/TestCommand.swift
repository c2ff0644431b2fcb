import CommandSpec
import Operations
import Rendering
import Replay
import Reports
import Texts

/// `test FILE|FOLDER ...`
enum TestCommand: BuiltInCommand {
    static let name = "test"

    private static let files = Argument(
        "file",
        .oneOrMore,
        "Scripts, sessions, and folders of them.",
        completion: .files(endings: FileEndings.tests)
    )
    private static let shard = Option("--shard", .shard, "Only the n-th of so many parts of the files.")
    private static let skipFatal = Flag(
        "--skip-fatal",
        "Leave out exchanges of sessions that are known to terminate the vendor's server."
    )
    private static let force = Flag("--force", "Send even what is known to terminate the vendor's server.")

    static let specification = CommandSpecification(
        name,
        "Run scripts and replay sessions, and say which pass.",
        usage: "test FILE|FOLDER ... [--to ENDPOINT | --mock] [--shard N/COUNT] [options]",
        discussion: """
            Runs every .ipcsh script and replays every session that is named or lies below a folder that is named, in \
            the order of the names, one line each. With --mock every file gets a mock server of its own. Nothing is \
            recorded.

            --shard 2/8 runs the second of eight parts, so that machines can share the work; in a Kubernetes job with \
            indices: --shard $((JOB_COMPLETION_INDEX + 1))/8.

            Exit status: that of the first file that did not pass, 0 when all did.
            """,
        examples: ["ipcsh test sessions --mock"],
        arguments: [files],
        options: [shard, skipFatal, force, ReportFileOptions.report],
        groups: [ComparisonOptions.group, SharedOptions.group]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        var plan = ReplayPlan()
        plan.force = arguments[force]
        plan.skipsFatal = arguments[skipFatal]
        plan.stop = .never
        plan.comparison = ComparisonOptions.comparison(arguments)
        var chosen = try TestFiles.find(arguments[files])
        if chosen.isEmpty { throw .usage("test: no scripts (.ipcsh) and no sessions (.jsonl) there") }
        if let shard = arguments[shard] { chosen = shard.part(of: chosen) }
        let title = arguments[files].prefix(3).joined(separator: ", ")
        let subject = ReportSubject(name, title: title, noun: "cases")
        let reports = try context.beginReports(arguments, subject)
        let summary = try TestRun(chosen, reports: reports, context.observer).run(
            { file throws(Failure) in
                try context.host.test(file, plan, usesMock: arguments[SharedOptions.mock], reports)
            },
            show: { context.output.put($0) }
        )
        context.output.put(summary)
        try reports.finish()
        return summary.status
    }
}

extension ValueType<TestFiles.Shard> {
    fileprivate static let shard = ValueType("n/count") { text throws(ValueError) in
        guard let shard = TestFiles.Shard(text) else { throw ValueError("'\(text)' is not N/COUNT, such as 2/8") }
        return shard
    }
}
