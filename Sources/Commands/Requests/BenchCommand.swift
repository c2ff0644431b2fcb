import Bench
import CommandSpec
import IPCFraming
import Operations
import Rendering
import Reports
import Texts

/// `bench`
enum BenchCommand: BuiltInCommand {
    static let name = "bench"
    static let traits: CommandTraits = .expandsPatterns

    /// The most requests that can be asked for.
    private static let mostRequests = 1_000_000_000

    private static let jobs = Option(
        "--jobs",
        .number(1...PaceOptions.mostJobs),
        "Use so many connections at once, each by a thread of its own."
    )
    private static let requests = Option("--requests", .number(1...mostRequests), "Send so many requests in all.")
    private static let limit = Option(
        "--for",
        .duration(),
        "Send for this time; for 10s, unless --requests is given."
    )
    private static let rate = Option("--rate", .rate, "So many requests are due each second: 200/s.")
    private static let warmup = Option(
        "--warmup",
        .number(0...mostRequests),
        "Send so many requests before, that do not count."
    )
    private static let session = Option(
        "--session",
        .file(endings: FileEndings.sessions),
        "Send the requests of a session."
    )
    private static let report = Option(
        "--report",
        .reportTarget(BenchReportFiles.formats),
        "Write a page with a plot, html:FILE, or all figures with the histogram, json:FILE; repeatable.",
        isRepeatable: true
    )
    private static let force = Flag("--force", "Send even what is known to terminate the vendor's server.")
    private static let request = Argument(
        "request",
        .unrecognized,
        "The request, as the command that sends it.",
        completion: .command([])
    )

    static let specification = CommandSpecification(
        name,
        "Send requests as fast as they are answered, or at a steady rate, and measure.",
        usage:
            "bench [--jobs N] [--requests N] [--for 10s] [--rate 200/s] [options] [image ... | elements ... | raw TEXT]",
        discussion: """
            Shows the throughput, what failed, and the time that exchanges took: p99 is what 99 of 100 did not exceed, \
            right to 0.1 %. With several files, or --session, the requests are sent in turn. Without a request it \
            sends {"bench": null}, which the vendor's server answers with 'Error: Unknown request' and nothing else: \
            imports would fill its project.

            With --rate a request is due whether or not those before it were answered, and times count from when it \
            was due. A slow answer then counts for all that had to wait for it; without --rate it would just keep \
            others from being sent. --jobs must then be as many as are to be under way at a time.

            Nothing is recorded, unless a file is chosen (--record FILE).

            Exit status: 3 when an exchange failed; answers do not matter, 'Error: ...' is one.
            """,
        examples: ["bench --mock --requests 10000 --jobs 4 image C:/temp/example.jpg"],
        arguments: [request],
        options: [jobs, requests, limit, rate, warmup, session, report, force],
        groups: [SharedOptions.group],
        completes: { words in words.isEmpty ? .list(BenchRequests.commands) : .command(words) }
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let requests = try BenchRequests(
            arguments[request],
            session: arguments[session],
            force: arguments[force],
            in: context
        )
        var plan = plan(arguments, requests.frames)
        plan.load.goesOn = context.settings.keepsGoing
        plan.content = requests.content
        if context.settings.isDryRun {
            for frame in requests.frames { _ = try context.exchange(frame) }
            return .ok
        }
        // A place that cannot be written is known before anything is sent.
        let files = try BenchReportFiles(arguments.all(report))
        return try BenchRun(plan, context.exchanger).run { result, endpoint, mode throws(Failure) in
            let report = BenchReport(result, plan, endpoint: endpoint, mode: mode)
            context.output.put(report)
            try files.write { format in report.bytes(format, created: .now, host: ReportSubject.hostName) }
        }
    }

    private static func plan(_ arguments: ParsedArguments, _ frames: [RequestFrame]) -> BenchPlan {
        var load = Load(frames)
        load.count = arguments[requests]
        load.time = arguments[limit] ?? (load.count == nil ? .seconds(10) : nil)
        load.rate = arguments[rate]
        return BenchPlan(
            load: load,
            connections: arguments[jobs] ?? 1,
            warmup: arguments[warmup] ?? 0
        )
    }
}
