package import CommandSpec
import IPCClient
import IPCFraming
import MockServer
import Operations
import Rendering
package import Texts

/// `ipcsh mock`, and `mock start|stop|status` in the shell
package enum MockCommand: BuiltInCommand {
    package static let name = "mock"

    package enum Action: String, CaseIterable {
        case start, stop, status
    }

    package static let action = Argument<Action>(
        .oneOf("action"),
        .optional,
        "start, stop or status (in the shell only)."
    )

    package static let specification = CommandSpecification(
        name,
        "A stand-in for the vendor's server.",
        usage:
            "mock [start | stop | status] [--listen ENDPOINT ...] [--serve SESSION ...] [--latency TIME] [--fault FAULT ...] [options]",
        discussion: """
            From the system's shell it runs until it is interrupted, and logs each exchange on stderr. In ipcsh 'mock \
            start' starts one in the same program, on a free port, and connects to it; 'mock stop' ends it; 'mock \
            status' shows the project that the imports have led to. SIGUSR1 shows it, too; SIGHUP reads the served \
            sessions again, if there are any; SIGTERM, Ctrl-C and else SIGHUP let what is under way end, a second one \
            does not.
            """,
        examples: [
            "ipcsh mock --listen 127.0.0.1:7000",
            "ipcsh mock --listen ws://127.0.0.1:40010",
            "ipcsh mock --serve sessions/tour.jsonl --on-miss error --latency recorded",
        ],
        arguments: [action],
        groups: [
            MockOptions.group, MockAnswerOptions.group, MockFaultOptions.group, MockLimitOptions.group,
            MockRunOptions.group,
        ]
    )

    package static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        if arguments.has(anyOf: MockRunOptions.group) {
            throw .usage("mock: --count, --expect-all, --ready-file, --explain and -q are for 'ipcsh mock'")
        }
        switch arguments.first(action) ?? .status {
        // A dry run has nobody to talk to, and asks for nobody.
        case .start where context.settings.isDryRun, .stop where context.settings.isDryRun: break
        case .start:
            var configuration = try MockOptions.configuration(arguments, listen: .freePort)
            let (answers, problems) = try MockAnswerOptions.commandAnswers(arguments)
            for problem in problems { context.output.diagnostic(problem) }
            configuration.commands = answers
            let endpoint = try context.mock.start(configuration)
            context.settings.policy.mode = arguments[MockOptions.keepAlive] ? .keepAlive : .oneShot
            context.settings.note(.keepAlive, from: .command("mock start"))
            let places = EnglishList.text(context.mock.server?.endpoints.map { "\($0)" } ?? ["\(endpoint)"], "and")
            context.output.line("mock server on \(places)", key: "mock")
        case .stop:
            guard context.mock.server != nil else { throw .usage("no mock server runs ('mock start' starts one)") }
            try context.mock.stop()
        case .status: showStatus(context)
        }
        return .ok
    }

    private static func showStatus(_ context: CommandContext) {
        guard let mock = context.mock.server else {
            context.output.line("no mock server runs", key: "mock")
            return
        }
        let status = mock.status
        let places = EnglishList.text(mock.endpoints.map { "\($0)" }, "and")
        context.output.line("mock server on \(places), \(ProjectReport.counts(status))", key: "mock")
        for line in ProjectReport.lines(status) { context.output.line(line, key: "mock") }
        if let loss = context.mock.loss { context.output.line(loss, key: "mock") }
    }
}
