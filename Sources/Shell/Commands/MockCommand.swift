import ArgumentParser
import IPCClient
import IPCFraming
import MockCore
import MockServer
import Operations
import Rendering
import Texts

/// `ipcsh mock`, and `mock start|stop|status` in the shell
struct MockCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "mock",
        abstract: "A stand-in for the vendor's server.",
        usage:
            "mock [start | stop | status] [--listen ENDPOINT] [--serve SESSION ...] [--latency TIME] [--fault FAULT ...] [options]",
        discussion: """
            From the system's shell it runs until it is interrupted, and logs each exchange on stderr. In ipcsh 'mock \
            start' starts one in the same program, on a free port, and connects to it; 'mock stop' ends it; 'mock \
            status' shows the project that the imports have led to. SIGUSR1 shows it, too; SIGHUP reads the served \
            sessions again, if there are any; SIGTERM, Ctrl-C and else SIGHUP let what is under way end, a second one \
            does not.

            Example: ipcsh mock --listen 127.0.0.1:7000
            Example: ipcsh mock --serve sessions/tour.jsonl --on-miss error --latency recorded
            """
    )

    @Argument(help: "start, stop or status (in the shell only).", completion: .list(["start", "stop", "status"]))
    var action: String?

    @OptionGroup var options: MockOptions

    @OptionGroup(title: "From the system's shell only") var runOptions: MockRunOptions

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        if runOptions.isUsed {
            throw .usage("mock: --count, --expect-all, --ready-file, --explain and -q are for 'ipcsh mock'")
        }
        switch action {
        // A dry run has nobody to talk to, and asks for nobody.
        case "start" where context.settings.isDryRun, "stop" where context.settings.isDryRun: break
        case "start":
            let endpoint = try context.mock.start(try options.configuration(listen: .freePort))
            context.settings.policy.mode = options.keepAlive ? .keepAlive : .oneShot
            context.settings.note(.keepAlive, from: .command("mock start"))
            context.console.line("mock server on \(endpoint)", key: "mock")
        case "stop":
            guard context.mock.server != nil else { throw .usage("no mock server runs ('mock start' starts one)") }
            try context.mock.stop()
        case "status", nil:
            guard let mock = context.mock.server else {
                context.console.line("no mock server runs", key: "mock")
                return .ok
            }
            let status = mock.status
            context.console.line("mock server on \(mock.endpoint), \(ProjectReport.counts(status))", key: "mock")
            for line in ProjectReport.lines(status) { context.console.line(line, key: "mock") }
            if let loss = context.mock.loss { context.console.line(loss, key: "mock") }
        case let other?: throw .usage("mock: '\(other)' is not start, stop or status")
        }
        return .ok
    }
}
