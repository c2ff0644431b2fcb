import ArgumentParser
import Operations
import Replay
import Texts

/// `test FILE|FOLDER ...`
struct TestCommand: SharingCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run scripts and replay sessions, and say which pass.",
        usage: "test FILE|FOLDER ... [--to ENDPOINT | --mock] [--shard N/COUNT] [options]",
        discussion: """
            Runs every .ipcsh script and replays every session that is named or lies below a folder that is named, in \
            the order of the names, one line each. With --mock every file gets a mock server of its own. Nothing is \
            recorded.

            --shard 2/8 runs the second of eight parts, so that machines can share the work; in a Kubernetes job with \
            indices: --shard $((JOB_COMPLETION_INDEX + 1))/8.

            Exit status: that of the first file that did not pass, 0 when all did.

            Example: ipcsh test sessions --mock
            """
    )

    @Argument(
        help: ArgumentHelp("Scripts, sessions, and folders of them.", valueName: "file"),
        completion: .file(extensions: ["ipcsh", "jsonl"])
    )
    var files: [String]

    @Option(help: ArgumentHelp("Only the n-th of so many parts of the files.", valueName: "n/count"))
    var shard: String?

    @Flag(help: "Send even what is known to terminate the vendor's server.")
    var force = false

    @OptionGroup(title: "Comparison") var comparison: ComparisonOptions
    @OptionGroup var reportFiles: ReportFileOptions

    @OptionGroup(title: "Shared options") var shared: SharedOptions

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        var plan = ReplayPlan()
        plan.force = force
        plan.stop = .never
        plan.comparison = try comparison.comparison()
        var chosen = try TestFiles.find(files)
        if chosen.isEmpty { throw .usage("test: no scripts (.ipcsh) and no sessions (.jsonl) there") }
        if let shard {
            guard let shard = TestFiles.Shard(shard) else {
                throw .usage("--shard: '\(shard)' is not N/COUNT, such as 2/8")
            }
            chosen = shard.part(of: chosen)
        }
        let reports = try reportFiles.begin()
        let fileRun = TestFileRun(plan: plan, usesMock: shared.mock, reports: reports, context: context)
        let summary = try TestRun(chosen, reports: reports, context.observer).run(
            fileRun.run,
            show: { context.console.put($0) }
        )
        context.console.put(summary)
        try reports.finish()
        return summary.status
    }
}
