import CommandSpec
import IPCClient
import MockCore
import MockServer
import Texts

/// `ipcsh proxy`: a proxy that runs until it is interrupted, and logs on stderr.
struct ProxyForeground {
    let console: Console
    let cancellation: Cancellation?

    func run(_ arguments: ParsedArguments) throws(Failure) -> ExitStatus {
        let configuration = try ProxyCommand.configuration(arguments)
        return try console.withServerLog { log throws(Failure) in try serve(configuration, arguments, log) }
    }

    private func serve(
        _ configuration: Proxy.Configuration,
        _ arguments: ParsedArguments,
        _ log: ServerLog
    ) throws(Failure) -> ExitStatus {
        guard let cancellation else { throw Failure(.exchangeFailed, "no descriptors are left in this system") }
        DescriptorLimit.raise(forConnections: 2 * configuration.maximumConnections)
        let isQuiet = arguments[ProxyCommand.quiet] || console.verbosity == .quiet
        let proxy: Proxy
        do throws(MockServerError) {
            proxy = try Proxy.start(configuration, log: MockLog.taking(log, isQuiet: isQuiet))
        } catch {
            throw Diagnostics.failure(error, upstream: "--to")
        }
        let report = {
            console.notice("ipcsh: \(proxy.exchanges) \(proxy.exchanges == 1 ? "exchange" : "exchanges")")
        }
        var loop = ServerLoop(console: console, cancellation: cancellation, onReport: report)
        do throws(Failure) {
            try loop.run("proxy", proxy.endpoint, readyFile: arguments[ProxyCommand.readyFile])
        } catch {
            proxy.stop(within: .zero)
            throw error
        }
        if let status = loop.end({ proxy.stop(within: ServerLoop.patience) }) { return status }
        report()
        guard let path = configuration.recording, let status = proxy.recordingStatus, !status.isComplete else {
            return .ok
        }
        console.diagnostic("ipcsh: \(RecordingReport.line(status, in: path))")
        return .exchangeFailed
    }
}
