import CommandSpec
import Operations
import Platform
import Rendering
import Replay
import Reports
import Texts

/// `replay SESSION ...`
enum ReplayCommand: BuiltInCommand {
    static let name = "replay"

    private static let sessions = Argument(
        "session",
        .oneOrMore,
        "Session files.",
        completion: .files(endings: FileEndings.sessions)
    )
    private static let update = Flag(
        "--update",
        "Put what came into the session, where it differs; refused where the environment has CI."
    )
    private static let stopOn = Option<ReplayPlan.Stop>(
        "--stop-on",
        .oneOf("when"),
        "What ends the replay: mismatch, error (the default) or never."
    )
    private static let skipFatal = Flag(
        "--skip-fatal",
        "Leave out what is known to terminate the vendor's server, and send the rest."
    )
    private static let force = Flag("--force", "Send even what is known to terminate the vendor's server.")

    static let specification = CommandSpecification(
        name,
        "Send recorded exchanges again and compare what comes.",
        usage: "replay SESSION ... [--to ENDPOINT | --mock] [options]",
        discussion: """
            The recorded requests are sent one after the other; each response is compared with the recorded one, and \
            what differs is shown. All files are read to their end before anything is sent.

            What came in place of what was recorded is kept in a copy, tour.received.jsonl for tour.jsonl; --update \
            puts it into the session itself. --set, --sub and --map change requests, and what is expected of them.

            Exit status: 4 when a response differs, 3 when one did not come.
            """,
        examples: ["replay sessions/tour.jsonl --mock"],
        arguments: [sessions],
        options: [update, stopOn, skipFatal, force, ReportFileOptions.report],
        groups: [
            SelectionOptions.group, PaceOptions.group, RewritingOptions.group, ComparisonOptions.group,
            SharedOptions.group,
        ]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let sessions = arguments[sessions]
        let plan = try plan(arguments, in: context)
        let subject = ReportSubject(name, title: title(sessions, context))
        let reports = try context.beginReports(arguments, subject)
        let run = try ReplayRun(sessions, plan, reports: reports, context.exchanger) { context.output.put($0) }
        let status: ExitStatus
        do throws(Failure) {
            status = try run.run()
        } catch {
            // What is known so far is worth having.
            try? reports.finish()
            throw error
        }
        if !plan.isDryRun { context.output.put(run.summary) }
        try reports.finish()
        return status
    }

    /// `tour.jsonl to localhost:7000`
    private static func title(_ sessions: [String], _ context: CommandContext) -> String {
        let what = sessions.count > 3 ? "\(sessions.count) sessions" : sessions.joined(separator: ", ")
        return context.settings.endpoint.map { "\(what) to \($0)" } ?? what
    }

    private static func plan(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ReplayPlan {
        var plan = ReplayPlan()
        plan.selection = SelectionOptions.selection(arguments)
        plan.pace = try PaceOptions.chosenPace(arguments)
        plan.loops = PaceOptions.loops(arguments)
        plan.timeLimit = PaceOptions.timeLimit(arguments)
        plan.connections = PaceOptions.connections(arguments)
        plan.comparison = ComparisonOptions.comparison(arguments)
        plan.rewriting = RewritingOptions.rewriting(arguments, maps: context.settings.maps)
        plan.force = arguments[force]
        plan.skipsFatal = arguments[skipFatal]
        plan.isDryRun = context.settings.isDryRun
        plan.updates = arguments[update]
        // What is not to be recorded is not to be kept beside a session either.
        plan.keepsReceived = context.settings.redactions.isEmpty
        plan.stop = context.settings.keepsGoing ? .never : .error
        if let stop = arguments[stopOn] { plan.stop = stop }
        try check(plan, context)
        return plan
    }

    private static func check(_ plan: ReplayPlan, _ context: CommandContext) throws(Failure) {
        if plan.isDryRun, plan.loops == nil { throw .usage("--dry-run has no time that --for could limit; use --loop") }
        if plan.skipsFatal, plan.force { throw .usage("either --skip-fatal or --force, not both") }
        guard plan.updates else { return }
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
