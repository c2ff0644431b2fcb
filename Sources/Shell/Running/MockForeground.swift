import IPCClient
import MockServer

/// `ipcsh mock`: a mock server that runs until it is interrupted, and logs on stderr.
struct MockForeground {
    let console: Console
    let cancellation: Cancellation?

    func run(_ words: [String]) throws(Failure) -> ExitStatus {
        switch try CommandParser.parse(MockCommand.self, words) {
        case .help(let text):
            console.line(text)
            return .ok
        case .command(let command):
            guard let command = command as? MockCommand, command.action == nil else {
                throw .usage("mock: start, stop and status are for the shell; 'ipcsh mock' runs a server")
            }
            return try serve(command.options)
        }
    }

    private func serve(_ options: MockOptions) throws(Failure) -> ExitStatus {
        guard let cancellation else { throw Failure(.exchangeFailed, "no descriptors are left in this system") }
        let configuration = try options.configuration(listen: .tcp(host: "127.0.0.1", port: Endpoint.defaultPort))
        let log = LineLog(descriptor: 2)
        let (isQuiet, isFatal) = (console.verbosity == .quiet, AtomicFlag())
        let server: MockServer
        do throws(MockServerError) {
            server = try MockServer.start(
                configuration,
                log: { event in if !isQuiet { log.line(MockLog.line(event)) } },
                onFatalExit: {
                    isFatal.set()
                    cancellation.cancel()
                }
            )
        } catch {
            throw Failure(.exchangeFailed, "\(error) (--listen chooses another address)")
        }
        // Before anybody knows that it runs: a signal without a handler would end it.
        Signals.handleReports()
        console.notice("ipcsh: mock server on \(server.endpoint)")
        if !configuration.listen.isLocal {
            console.notice(
                "ipcsh: anyone who can reach this machine can use it; --listen 127.0.0.1:PORT keeps it local"
            )
        }
        while true {
            cancellation.wait()
            cancellation.reset()
            if Signals.takeReport() { report(server) }
            // Both end a server as it should end.
            if Signals.takeInterrupt() || Signals.takeEnding() || isFatal.isSet { break }
        }
        server.stop()
        report(server)
        return isFatal.isSet ? .serverError : .ok
    }

    private func report(_ server: MockServer) {
        console.notice("ipcsh: \(server.exchanges) \(server.exchanges == 1 ? "exchange" : "exchanges")")
        for line in ProjectReport.lines(server.project) { console.notice("  \(line)") }
    }
}

extension Endpoint {
    /// Whether only programs on this machine can connect.
    fileprivate var isLocal: Bool {
        switch self {
        case .unix: true
        case .tcp(let host, _): host == "localhost" || host == "::1" || host.hasPrefix("127.")
        }
    }
}
