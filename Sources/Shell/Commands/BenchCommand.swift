import ArgumentParser
import Bench
import IPCFraming
import Operations
import Rendering
import Replay
import Texts

/// `bench`
struct BenchCommand: SharingCommand {
    static let expandsPatterns = true

    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Send requests as fast as they are answered, or at a steady rate, and measure.",
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

            Example: bench --mock --requests 10000 --jobs 4 image C:/temp/example.jpg
            """
    )

    @Option(help: ArgumentHelp("Use so many connections at once, each by a thread of its own.", valueName: "n"))
    var jobs: Int = 1

    @Option(help: ArgumentHelp("Send so many requests in all.", valueName: "n"))
    var requests: Int?

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp("Send for this time; for 10s, unless --requests is given.", valueName: "time")
    )
    var limit: String?

    @Option(help: ArgumentHelp("So many requests are due each second: 200/s.", valueName: "rate"))
    var rate: String?

    @Option(help: ArgumentHelp("Send so many requests before, that do not count.", valueName: "n"))
    var warmup: Int = 0

    @Option(help: ArgumentHelp("Send the requests of a session.", valueName: "file"), completion: .sessions)
    var session: String?

    @Option(help: ArgumentHelp("Write a page with a plot: html:FILE.", valueName: "html:file"))
    var report: String?

    @Flag(help: "Send even what is known to terminate the vendor's server.")
    var force = false

    @Argument(
        parsing: .allUnrecognized,
        help: ArgumentHelp("The request, as the command that sends it.", valueName: "request"),
        completion: .list(BenchRequests.commands)
    )
    var request: [String] = []

    @OptionGroup(title: "Shared options") var shared: SharedOptions

    /// The most requests that can be asked for.
    private static let mostRequests = 1_000_000_000

    func check() throws(Failure) {
        if shared.isUsed { try shared.check() }
        _ = try plan([])
    }

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        let requests = try BenchRequests(request, session: session, force: force, in: context)
        var plan = try plan(requests.frames)
        plan.load.goesOn = context.settings.keepsGoing
        plan.content = requests.content
        if context.settings.isDryRun {
            for frame in requests.frames { _ = try context.exchange(frame) }
            return .ok
        }
        // A place that cannot be written is known before anything is sent.
        let page = try plan.page.map { path throws(Failure) in try BenchPageFile(path) }
        return try BenchRun(plan, context.exchanger).run { result, endpoint, mode throws(Failure) in
            let report = BenchReport(result, plan, endpoint: endpoint, mode: mode)
            context.console.put(report)
            try page?.write(BenchPage.text(report, created: Timestamp.now))
        }
    }

    private func plan(_ frames: [RequestFrame]) throws(Failure) -> BenchPlan {
        var load = Load(frames)
        load.count = requests
        if let requests, !(1...Self.mostRequests ~= requests) {
            throw .usage("--requests: a number from 1 to \(Self.mostRequests)")
        }
        if let limit {
            guard let time = DurationText.parse(limit) else {
                throw .usage("--for: '\(limit)' is not a time: 5s, 250ms, 2m")
            }
            load.time = time
        } else if requests == nil {
            load.time = .seconds(10)
        }
        if let rate {
            load.rate = RateOption.parse(rate)
            if load.rate == nil { throw .usage("--rate: '\(rate)' is not a rate such as 200/s") }
        }
        guard 1...PaceOptions.mostJobs ~= jobs else {
            throw .usage("--jobs: a number from 1 to \(PaceOptions.mostJobs)")
        }
        guard 0...Self.mostRequests ~= warmup else {
            throw .usage("--warmup: a number from 0 to \(Self.mostRequests)")
        }
        return BenchPlan(load: load, connections: jobs, warmup: warmup, page: try pagePath())
    }

    private func pagePath() throws(Failure) -> String? {
        guard let report else { return nil }
        guard report.hasPrefix("html:"), case let path = report.dropFirst(5), !path.isEmpty, path != "-" else {
            throw .usage("--report: '\(report)' is not html:FILE")
        }
        return String(path)
    }
}
