package import IPCClient
package import MockCore
package import MockServer
package import Texts

/// A proxy that runs until it is told to end.
package struct ProxyRun {
    private let configuration: Proxy.Configuration
    private let readyFile: String?
    private let observer: any Observer

    /// - Parameter readyFile: the file that tells where it listens.
    package init(_ configuration: Proxy.Configuration, readyFile: String?, _ observer: any Observer) {
        self.configuration = configuration
        self.readyFile = readyFile
        self.observer = observer
    }

    /// - Parameters:
    ///   - cancellation: what signals cancel.
    ///   - log: takes each exchange, on any thread.
    /// - Throws: ``Failure`` when it cannot be started, or not tell where it listens.
    package func run(
        _ cancellation: Cancellation?,
        log: @escaping @Sendable (MockEvent) -> Void
    ) throws(Failure) -> ExitStatus {
        guard let cancellation else { throw Failure(.exchangeFailed, "no descriptors are left in this system") }
        DescriptorLimit.raise(forConnections: 2 * configuration.maximumConnections)
        let proxy: Proxy
        do throws(MockServerError) {
            proxy = try Proxy.start(configuration, log: log)
        } catch {
            throw Diagnostics.failure(error, upstream: "--to")
        }
        let report = { [observer] in
            observer.notice("ipcsh: \(proxy.exchanges) \(proxy.exchanges == 1 ? "exchange" : "exchanges")")
        }
        var loop = ServerLoop(observer, cancellation: cancellation, onReport: report)
        do throws(Failure) {
            try loop.run("proxy", [proxy.endpoint], readyFile: readyFile)
        } catch {
            proxy.stop(within: .zero)
            throw error
        }
        if let status = loop.end({ proxy.stop(within: ServerLoop.patience) }) { return status }
        report()
        guard let path = configuration.recording, let status = proxy.recordingStatus, !status.isComplete else {
            return .ok
        }
        observer.diagnostic("ipcsh: \(status.text(in: path))")
        return .exchangeFailed
    }
}
