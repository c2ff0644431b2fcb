package import IPCClient
package import MockCore
package import MockServer
package import Texts

/// A proxy that runs until it is told to end.
package struct ProxyRun {
    private let configuration: Proxy.Configuration
    private let readyFile: String?
    private let control: ControlInterface.Options?
    private let observer: any Observer

    /// - Parameters:
    ///   - readyFile: the file that tells where it listens.
    ///   - control: where it can be controlled, if it can.
    package init(
        _ configuration: Proxy.Configuration,
        readyFile: String?,
        control: ControlInterface.Options? = nil,
        _ observer: any Observer
    ) {
        self.configuration = configuration
        self.readyFile = readyFile
        self.control = control
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
        DescriptorLimit.raise(
            forConnections: 2 * configuration.maximumConnections + (control == nil ? 0 : ControlInterface.descriptors)
        )
        // A port that is taken is told before anything listens.
        let interface = try control.map { options throws(Failure) in try ControlInterface(options) }
        defer { interface?.stop() }
        let isToStop = AtomicFlag()
        let proxy: Proxy
        do throws(MockServerError) {
            proxy = try Proxy.start(configuration, exchanges: interface?.log, log: log)
        } catch {
            throw Diagnostics.failure(error, upstream: "--to")
        }
        interface?.serve(proxy.controlled, log: log) {
            isToStop.set()
            cancellation.cancel()
        }
        let report = { [observer] in
            observer.notice("ipcsh: \(proxy.exchanges) \(proxy.exchanges == 1 ? "exchange" : "exchanges")")
        }
        var loop = ServerLoop(observer, cancellation: cancellation, onReport: report)
        do throws(Failure) {
            try loop.run(
                "proxy",
                [proxy.endpoint],
                control: interface?.address,
                readyFile: readyFile,
                isDone: { isToStop.isSet }
            )
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
