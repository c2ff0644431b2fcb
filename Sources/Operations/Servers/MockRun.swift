package import IPCClient
package import MockCore
package import MockServer
package import Sessions
package import Texts

/// A mock server that runs until it is told to end.
package struct MockRun {
    /// What it tells of itself, when it is asked and in the end.
    package enum Event {
        case status(MockStatus)
        /// Answers that nobody asked for: recorded exchanges, and stubs by their number and what they match.
        case unused([RecordedExchange], stubs: [(number: Int, match: String)])
    }

    private let configuration: MockServer.Configuration
    private let readyFile: String?
    private let expectsAll: Bool
    private let control: ControlInterface.Options?
    private let observer: any Observer

    /// - Parameters:
    ///   - readyFile: the file that tells where it listens.
    ///   - expectsAll: whether answers that nobody asked for are a failure.
    ///   - control: where it can be controlled, if it can.
    package init(
        _ configuration: MockServer.Configuration,
        readyFile: String?,
        expectsAll: Bool,
        control: ControlInterface.Options? = nil,
        _ observer: any Observer
    ) {
        self.configuration = configuration
        self.readyFile = readyFile
        self.expectsAll = expectsAll
        self.control = control
        self.observer = observer
    }

    /// - Parameters:
    ///   - cancellation: what signals cancel.
    ///   - logsExchanges: whether the log has a use for exchanges.
    ///   - log: takes what happens, on any thread.
    ///   - show: takes what it tells of itself.
    /// - Throws: ``Failure`` when it cannot be started, or not tell where it listens.
    package func run(
        _ cancellation: Cancellation?,
        logsExchanges: Bool,
        log: @escaping @Sendable (MockEvent) -> Void,
        show: @escaping (Event) -> Void
    ) throws(Failure) -> ExitStatus {
        guard let cancellation else { throw Failure(.exchangeFailed, "no descriptors are left in this system") }
        DescriptorLimit.raise(
            forConnections: configuration.maximumConnections + (control == nil ? 0 : ControlInterface.descriptors)
        )
        let (isFatal, isComplete, isToStop) = (AtomicFlag(), AtomicFlag(), AtomicFlag())
        // A port that is taken is told before anything listens.
        let interface = try control.map { options throws(Failure) in try ControlInterface(options) }
        defer { interface?.stop() }
        let server: MockServer
        do throws(MockServerError) {
            server = try MockServer.start(
                configuration,
                exchanges: interface?.log,
                logsExchanges: logsExchanges,
                log: log,
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
        interface?.serve(server, log: log) {
            isToStop.set()
            cancellation.cancel()
        }
        let report = { show(.status(server.status)) }
        var loop = ServerLoop(observer, cancellation: cancellation, onReport: report)
        do throws(Failure) {
            try loop.run(
                "mock server",
                server.endpoints,
                control: interface?.address,
                readyFile: readyFile,
                onReload: configuration.sessions.isEmpty ? nil : { server.reload() },
                isDone: { isFatal.isSet || isComplete.isSet || isToStop.isSet }
            )
        } catch {
            server.stop()
            throw error
        }
        if let status = loop.end({ server.drain(within: ServerLoop.patience) }) { return status }
        report()
        // Whoever reads the recording must know, whatever else is to be told by the status.
        let mismatch = expectsAll && tellUnused(server, show)
        if tellLost(server) { return .exchangeFailed }
        if isFatal.isSet { return .serverError }
        return mismatch ? .mismatch : .ok
    }

    /// - Returns: whether anything is missing in the recording.
    private func tellLost(_ server: MockServer) -> Bool {
        // Misses are recorded into what is served.
        guard let path = configuration.recording ?? configuration.sessions.first,
            let status = server.recordingStatus, !status.isComplete
        else { return false }
        observer.diagnostic("ipcsh: \(status.text(in: path))")
        return true
    }

    /// - Returns: whether there are answers that nobody asked for.
    private func tellUnused(_ server: MockServer, _ show: (Event) -> Void) -> Bool {
        let (exchanges, stubs) = (server.unused, server.unusedStubs)
        if exchanges.isEmpty, stubs.isEmpty { return false }
        show(.unused(exchanges, stubs: stubs))
        return true
    }
}
