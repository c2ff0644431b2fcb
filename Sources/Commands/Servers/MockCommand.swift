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
        case start, stop, status, stub, stubs, fault, latency, down, up, reset, exchanges, push
    }

    package static let action = Argument<Action>(
        .oneOf("action"),
        .optional,
        "start, stop or status; stub, stubs, fault, latency, down, up, reset, exchanges or push (in the shell only)."
    )
    private static let value = Argument(
        "value",
        .any,
        "What a stub is (JSON or @FILE), faults, a latency, a message, or an expression that exchanges match."
    )

    package static let specification = CommandSpecification(
        name,
        "A stand-in for the vendor's server.",
        usage:
            "mock [start | stop | status | stub JSON | stubs | fault FAULT ... | latency TIME | down | up | reset | exchanges | push TEXT] [--listen ENDPOINT ...] [--serve SESSION ...] [--latency TIME] [--fault FAULT ...] [options]",
        discussion: """
            From the system's shell it runs until it is interrupted, and logs each exchange on stderr. In ipcsh 'mock \
            start' starts one in the same program, on a free port, and connects to it; 'mock stop' ends it; 'mock \
            status' shows the project that the imports have led to. SIGUSR1 shows it, too; SIGHUP reads the served \
            sessions again, if there are any; SIGTERM, Ctrl-C and else SIGHUP let what is under way end, a second one \
            does not.

            While it runs in ipcsh, 'mock stub' adds an answer, 'mock stubs' lists them ('mock stubs clear' removes \
            them), 'mock fault reset@n=2' and 'mock latency 50ms' set what goes wrong and how long answers take \
            ('clear' ends it), 'mock down' and 'mock up' close and open it, 'mock exchanges' shows what was asked, and \
            'mock reset' puts all back. Other programs do the same over --control HOST:PORT.
            """,
        examples: [
            "ipcsh mock --listen 127.0.0.1:7000",
            "ipcsh mock --listen ws://127.0.0.1:40010",
            "ipcsh mock --serve sessions/tour.jsonl --on-miss error --latency recorded",
        ],
        arguments: [action, value],
        groups: [
            MockOptions.group, MockAnswerOptions.group, MockFaultOptions.group, MockLimitOptions.group,
            ControlOptions.group, MockRunOptions.group,
        ]
    )

    package static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        if arguments.has(anyOf: MockRunOptions.group) {
            throw .usage("mock: --count, --expect-all, --ready-file, --explain and -q are for 'ipcsh mock'")
        }
        let chosen = arguments.first(action) ?? .status
        let values = arguments[value]
        if [.start, .stop, .status].contains(chosen), let extra = values.first {
            throw .usage("mock: '\(extra)' is one word too many behind '\(chosen.rawValue)'")
        }
        switch chosen {
        // A dry run has nobody to talk to, and asks for nobody.
        case .start where context.settings.isDryRun, .stop where context.settings.isDryRun: break
        case .start:
            var configuration = try MockOptions.configuration(arguments, listen: .freePort, context.settings)
            let (answers, problems) = try MockAnswerOptions.commandAnswers(arguments, context.catalog)
            for problem in problems { context.output.diagnostic(problem) }
            configuration.commands = answers
            let endpoint = try context.mock.start(configuration, control: try ControlOptions.options(arguments))
            context.settings.policy.mode = arguments[MockOptions.keepAlive] ? .keepAlive : .oneShot
            context.settings.note(.keepAlive, from: .command("mock start"))
            let places = EnglishList.text(context.mock.server?.endpoints.map { "\($0)" } ?? ["\(endpoint)"], "and")
            context.output.line("mock server on \(places)", key: "mock")
            if let address = context.mock.controlAddress { context.output.line("control on \(address)/", key: "mock") }
        case .stop:
            guard context.mock.server != nil else { throw .usage("no mock server runs ('mock start' starts one)") }
            try context.mock.stop()
        case .status: showStatus(context)
        case .stub, .stubs, .fault, .latency, .down, .up, .reset, .exchanges, .push:
            if !context.settings.isDryRun { try MockActions.run(chosen, values, context) }
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
