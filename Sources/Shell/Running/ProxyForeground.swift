import IPCClient
import MockCore
import MockServer

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
            return try serve(try command.configuration(), command)
        }
    }

    private func serve(_ configuration: Proxy.Configuration, _ command: ProxyCommand) throws(Failure) -> ExitStatus {
        DescriptorLimit.raise(
            forConnections: configuration.maximumConnections.multipliedReportingOverflow(by: 2).partialValue
        )
        let log = LineLog(descriptor: 2)
        let isQuiet = command.quiet || console.verbosity == .quiet
        let proxy: Proxy
        do throws(MockServerError) {
            proxy = try Proxy.start(configuration) { event in if !isQuiet { log.line(MockLog.line(event)) } }
        } catch {
            throw Diagnostics.failure(error)
        }
        let loop = ServerLoop(console: console, cancellation: cancellation, readyFile: command.readyFile)
        defer {
            proxy.stop(within: ServerLoop.patience)
            report(proxy)
        }
        try loop.run("proxy", proxy.endpoint, onReport: { report(proxy) })
        return .ok
    }

    private func report(_ proxy: Proxy) {
        console.notice("ipcsh: \(proxy.exchanges) \(proxy.exchanges == 1 ? "exchange" : "exchanges")")
    }
}
