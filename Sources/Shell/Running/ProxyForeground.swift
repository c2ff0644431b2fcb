import IPCClient
import MockCore
import MockServer
import Operations
import Texts

/// `ipcsh proxy`: a proxy that runs until it is interrupted, and logs on stderr.
struct ProxyForeground {
    let console: Console
    let cancellation: Cancellation?

    func run(_ words: [String]) throws(Failure) -> ExitStatus {
        switch try CommandParser.parse(ProxyCommand.self, words) {
        case .help(let text):
            console.line(text)
            return .ok
        case .command(let command):
            guard let command = command as? ProxyCommand else { return .ok }
            let configuration = try command.configuration()
            return try console.withServerLog { log throws(Failure) in try serve(configuration, command, log) }
        }
    }

    private func serve(
        _ configuration: Proxy.Configuration,
        _ command: ProxyCommand,
        _ log: ServerLog
    ) throws(Failure) -> ExitStatus {
        let observer = ConsoleObserver(console, cancellation: cancellation)
        let log = log.taking(isQuiet: command.quiet || console.verbosity == .quiet)
        return try ProxyRun(configuration, readyFile: command.readyFile, observer).run(cancellation, log: log)
    }
}
