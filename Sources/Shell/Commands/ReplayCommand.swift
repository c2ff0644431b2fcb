import ArgumentParser
import Operations
import Replay
import Texts

/// `replay SESSION ...`
struct ReplayCommand: SharingCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Send recorded exchanges again and compare what comes.",
        usage: "replay SESSION ... [--to ENDPOINT | --mock] [options]",
        discussion: """
            The recorded requests are sent one after the other; each response is compared with the recorded one, and \
            what differs is shown. All files are read to their end before anything is sent.

            What came in place of what was recorded is kept in a copy, tour.received.jsonl for tour.jsonl; --update \
            puts it into the session itself. --set, --sub and --map change requests, and what is expected of them.

            Exit status: 4 when a response differs, 3 when one did not come.

            Example: replay sessions/tour.jsonl --mock
            """
    )

    @Argument(help: ArgumentHelp("Session files.", valueName: "session"), completion: .sessions)
    var sessions: [String]

    @OptionGroup(title: "Which exchanges") var selection: SelectionOptions
    @OptionGroup(title: "Pace") var pace: PaceOptions
    @OptionGroup(title: "Changes") var rewriting: RewritingOptions
    @OptionGroup(title: "Comparison") var comparison: ComparisonOptions
    @OptionGroup var reportFiles: ReportFileOptions

    @Flag(help: "Put what came into the session, where it differs; refused where the environment has CI.")
    var update = false

    @Option(
        help: ArgumentHelp("What ends the replay: mismatch, error (the default) or never.", valueName: "when"),
        completion: .list(["mismatch", "error", "never"])
    )
    var stopOn: String?

    @Flag(help: "Send even what is known to terminate the vendor's server.")
    var force = false

    @OptionGroup(title: "Shared options") var shared: SharedOptions

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        let plan = try plan(in: context)
        let reports = try reportFiles.begin()
        let run = try ReplayRun(sessions, plan, reports: reports, context.exchanger) { context.console.put($0) }
        let status: ExitStatus
        do throws(Failure) {
            status = try run.run()
        } catch {
            // What is known so far is worth having.
            try? reports.finish()
            throw error
        }
        if !plan.isDryRun { context.console.put(run.summary) }
        try reports.finish()
        return status
    }

    private func plan(in context: ShellContext) throws(Failure) -> ReplayPlan {
        var plan = ReplayPlan()
        plan.selection = try selection.selection()
        plan.pace = try pace.chosenPace()
        plan.loops = try pace.loops()
        plan.timeLimit = try pace.timeLimit()
        plan.connections = try pace.connections()
        plan.comparison = try comparison.comparison()
        plan.rewriting = try rewriting.rewriting(maps: context.settings.maps)
        plan.force = force
        plan.isDryRun = context.settings.isDryRun
        plan.updates = update
        // What is not to be recorded is not to be kept beside a session either.
        plan.keepsReceived = context.settings.redactions.isEmpty
        plan.stop = context.settings.keepsGoing ? .never : .error
        if let stopOn {
            guard let stop = ReplayPlan.Stop(rawValue: stopOn) else {
                throw .usage("--stop-on: '\(stopOn)' is not mismatch, error or never")
            }
            plan.stop = stop
        }
        try check(plan, context)
        return plan
    }

    private func check(_ plan: ReplayPlan, _ context: ShellContext) throws(Failure) {
        if plan.isDryRun, plan.loops == nil { throw .usage("--dry-run has no time that --for could limit; use --loop") }
        guard update else { return }
        if !plan.rewriting.isEmpty {
            throw .usage("--update would put answers to other requests into the session (--set, --sub, --map)")
        }
        if !context.settings.redactions.isEmpty {
            throw .usage("--update puts what came into the session as it is; leave out --redact")
        }
        if plan.loops != 1 { throw .usage("--update goes with a single pass, without --loop and --for") }
        if plan.isDryRun { throw .usage("either --update or --dry-run, not both") }
        if let value = context.environment["CI"], !["", "0", "false"].contains(value) {
            throw .usage(
                "--update is refused, since CI is set: a build must not rewrite what it is judged by "
                    + "(take over the .received.jsonl file instead)"
            )
        }
    }
}
