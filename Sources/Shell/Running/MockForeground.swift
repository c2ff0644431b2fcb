import CommandSpec
import IPCClient
import IPCFraming
import MockCore
import MockServer
import Replay
import Sessions
import Texts

/// `ipcsh mock`: a mock server that runs until it is interrupted, and logs on stderr.
struct MockForeground {
    let console: Console
    let cancellation: Cancellation?

    func run(_ arguments: ParsedArguments) throws(Failure) -> ExitStatus {
        guard arguments.first(MockCommand.action) == nil else {
            throw .usage("mock: start, stop and status are for the shell; 'ipcsh mock' runs a server")
        }
        let standard = Endpoint.tcp(host: "127.0.0.1", port: Endpoint.defaultPort)
        var configuration = try MockOptions.configuration(arguments, listen: standard)
        try MockRunOptions.apply(arguments, to: &configuration)
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
        guard let cancellation else { throw Failure(.exchangeFailed, "no descriptors are left in this system") }
        DescriptorLimit.raise(forConnections: configuration.maximumConnections)
        let (isFatal, isComplete) = (AtomicFlag(), AtomicFlag())
        let server: MockServer
        do throws(MockServerError) {
            server = try MockServer.start(
                configuration,
                log: MockLog.taking(log, isQuiet: arguments[MockRunOptions.quiet] || console.verbosity == .quiet),
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
        let report = MockReport(server, configuration, console: console)
        var loop = ServerLoop(console: console, cancellation: cancellation, onReport: report.show)
        do throws(Failure) {
            try loop.run(
                "mock server",
                server.endpoint,
                readyFile: arguments[MockRunOptions.readyFile],
                onReload: configuration.sessions.isEmpty ? nil : { server.reload() },
                isDone: { isFatal.isSet || isComplete.isSet }
            )
        } catch {
            server.stop()
            throw error
        }
        if let status = loop.end({ server.drain(within: ServerLoop.patience) }) { return status }
        report.show()
        // Whoever reads the recording must know, whatever else is to be told by the status.
        let mismatch = arguments[MockRunOptions.expectAll] && report.showUnused()
        if report.showLost() { return .exchangeFailed }
        if isFatal.isSet { return .serverError }
        return mismatch ? .mismatch : .ok
    }
}
