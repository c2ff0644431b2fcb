import CommandSpec
import Commands
import IPCClient
import IPCFraming
import MockServer
import Operations
import Rendering
import Sessions
import Texts

/// `ipcsh mock`: a mock server that runs until it is interrupted, and logs on stderr.
struct MockForeground {
    let console: Console
    let cancellation: Cancellation?
    let settings: Settings

    func run(_ arguments: ParsedArguments) throws(Failure) -> ExitStatus {
        guard arguments.first(MockCommand.action) == nil else {
            throw .usage("mock: start, stop, status and the like are for the shell; 'ipcsh mock' runs a server")
        }
        let standard = Endpoint.tcp(host: "127.0.0.1", port: Endpoint.defaultPort)
        var configuration = try MockOptions.configuration(arguments, listen: standard, settings)
        try MockRunOptions.apply(arguments, to: &configuration)
        let (answers, problems) = try MockAnswerOptions.commandAnswers(arguments, CommandTable())
        for problem in problems { console.diagnostic(problem) }
        configuration.commands = answers
        if let request = arguments[MockRunOptions.explain] { return try explain(request, configuration) }
        return try console.withServerLog { log throws(Failure) in try serve(configuration, arguments, log) }
    }

    private func explain(_ request: String, _ configuration: MockServer.Configuration) throws(Failure) -> ExitStatus {
        var bytes = request.hasPrefix("@") ? try TextFile.bytes(String(request.dropFirst())) : Array(request.utf8)
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        if bytes.last == Framing.requestTerminator { bytes.removeLast() }
        do throws(SessionError) {
            let (reason, answer) = try MockServer.explain(RequestFrame(bytes), configuration)
            console.text(reason)
            if let answer { console.text(MockLog.text(answer)) }
            return .ok
        } catch {
            throw Failure(.exchangeFailed, "\(error)")
        }
    }

    private func serve(
        _ configuration: MockServer.Configuration,
        _ arguments: ParsedArguments,
        _ log: ServerLog
    ) throws(Failure) -> ExitStatus {
        let observer = ConsoleObserver(console, cancellation: cancellation)
        let run = MockRun(
            configuration,
            readyFile: arguments[MockRunOptions.readyFile],
            expectsAll: arguments[MockRunOptions.expectAll],
            control: try ControlOptions.options(arguments),
            observer
        )
        let isQuiet = arguments[MockRunOptions.quiet] || console.verbosity == .quiet
        return try run.run(cancellation, logsExchanges: !isQuiet, log: log.taking(isQuiet: isQuiet)) { event in
            for line in MockReport.lines(event) {
                if case .status = event { console.notice(line) } else { console.diagnostic(line) }
            }
        }
    }
}
