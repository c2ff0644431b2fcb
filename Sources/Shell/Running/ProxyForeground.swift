import CommandSpec
import Commands
import IPCClient
import MockServer
import Operations
import Texts

/// `ipcsh proxy`: a proxy that runs until it is interrupted, and logs on stderr.
struct ProxyForeground {
    let console: Console
    let cancellation: Cancellation?
    let settings: Settings

    func run(_ arguments: ParsedArguments) throws(Failure) -> ExitStatus {
        let configuration = try ProxyCommand.configuration(arguments, settings)
        return try console.withServerLog { log throws(Failure) in try serve(configuration, arguments, log) }
    }

    private func serve(
        _ configuration: Proxy.Configuration,
        _ arguments: ParsedArguments,
        _ log: ServerLog
    ) throws(Failure) -> ExitStatus {
        let observer = ConsoleObserver(console, cancellation: cancellation)
        let log = log.taking(isQuiet: arguments[ProxyCommand.quiet] || console.verbosity == .quiet)
        return try ProxyRun(
            configuration,
            readyFile: arguments[ProxyCommand.readyFile],
            control: try ControlOptions.options(arguments),
            observer
        ).run(cancellation, log: log)
    }
}
