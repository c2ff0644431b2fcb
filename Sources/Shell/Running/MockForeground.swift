import IPCClient
import IPCFraming
import MockCore
import MockServer
import Replay
import Sessions
import TerminalText

/// `ipcsh mock`: a mock server that runs until it is interrupted, and logs on stderr.
struct MockForeground {
    /// The most exchanges that nobody asked for that are listed.
    private static let listed = 20

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
            let standard = Endpoint.tcp(host: "127.0.0.1", port: Endpoint.defaultPort)
            var configuration = try command.options.configuration(listen: standard)
            let options = command.runOptions
            if let count = options.count, count < 1 { throw .usage("--count: \(count) is not at least 1") }
            if options.expectAll, configuration.sessions.isEmpty { throw .usage("--expect-all goes with --serve") }
            if let request = options.explain {
                return try explain(request, configuration)
            }
            configuration.exchangeCount = options.count
            return try serve(configuration, options)
        }
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
        _ options: MockRunOptions
    ) throws(Failure) -> ExitStatus {
        guard let cancellation else { throw Failure(.exchangeFailed, "no descriptors are left in this system") }
        DescriptorLimit.raise(forConnections: configuration.maximumConnections)
        let log = LineLog(descriptor: 2)
        let (isQuiet, isFatal, isComplete) = (options.quiet || console.verbosity == .quiet, AtomicFlag(), AtomicFlag())
        let server: MockServer
        do throws(MockServerError) {
            server = try MockServer.start(
                configuration,
                log: { event in if !isQuiet { log.line(MockLog.line(event)) } },
                onFatalExit: {
                    isFatal.set()
                    cancellation.cancel()
                },
                onCountReached: {
                    isComplete.set()
                    cancellation.cancel()
                }
            )
        } catch {
            throw Diagnostics.failure(error)
        }
        let loop = ServerLoop(console: console, cancellation: cancellation, readyFile: options.readyFile)
        do throws(Failure) {
            try loop.run(
                "mock server",
                server.endpoint,
                onReport: { report(server) },
                onReload: { server.reload() },
                isDone: { isFatal.isSet || isComplete.isSet }
            )
        } catch {
            server.stop()
            throw error
        }
        server.drain(within: ServerLoop.patience)
        report(server)
        if isFatal.isSet { return .serverError }
        return options.expectAll && !server.unused.isEmpty ? reportUnused(server.unused) : .ok
    }

    private func report(_ server: MockServer) {
        let status = server.status
        console.notice("ipcsh: \(ProjectReport.counts(status))")
        for line in ProjectReport.lines(status) { console.notice("  \(line)") }
    }

    private func reportUnused(_ exchanges: [RecordedExchange]) -> ExitStatus {
        console.diagnostic("ipcsh: \(exchanges.count) recorded exchanges were never asked for")
        for exchange in exchanges.prefix(Self.listed) {
            console.diagnostic("  exchange \(exchange.number): \(DifferenceReport.excerpt(exchange.request.bytes))")
        }
        if exchanges.count > Self.listed { console.diagnostic("  ... and \(exchanges.count - Self.listed) more") }
        return .mismatch
    }
}
