import IPCClient
package import IPCFraming
package import MockControl
package import MockCore
package import MockServer
import Platform
package import Texts

/// The mock server within a shell, when one runs.
package final class EmbeddedMock {
    private let exchanger: Exchanger
    package private(set) var server: MockServer?
    /// Where it records.
    private var recording: String?
    private let troubles = MockTroubles()
    private var interface: ControlInterface?
    /// What can be looked at and changed in it.
    package private(set) var control: MockControl?
    /// The address of its control interface, if it has one.
    package var controlAddress: String? { interface?.address }
    /// What it answers to the commands of the user's, asked for when it starts.
    package var commands: () -> [CommandAnswers] = { [] }

    /// As many exchanges are kept for whoever asks.
    private static let kept = 10_000

    /// - Parameter exchanger: what its server is chosen for.
    package init(_ exchanger: Exchanger) {
        self.exchanger = exchanger
    }

    /// Starts it, unless it runs already, and chooses it.
    ///
    /// - Parameters:
    ///   - configuration: without one it listens on a free port, and treats connections as the settings do.
    ///   - options: where it can be controlled from other programs, if it can.
    @discardableResult
    package func start(
        _ configuration: MockServer.Configuration? = nil,
        control options: ControlInterface.Options? = nil
    ) throws(Failure) -> Endpoint {
        if let server {
            exchanger.settings.endpoint = server.endpoint
            return server.endpoint
        }
        var standard = MockServer.Configuration(listen: .freePort)
        standard.mode = exchanger.settings.policy.mode
        var configuration = configuration ?? standard
        configuration.commands += commands()
        let interface = try options.map { options throws(Failure) in try ControlInterface(options) }
        let exchanges = interface?.log ?? ExchangeLog(limit: Self.kept, size: ExchangeLog.standardSize / 4)
        do throws(MockServerError) {
            let log = { @Sendable [troubles] (event: MockEvent) in troubles.take(event) }
            let server = try MockServer.start(
                configuration,
                exchanges: exchanges,
                logsExchanges: false,
                log: log
            )
            EventLoopDescriptors.closeOnExec()
            self.server = server
            self.interface = interface
            let control = interface?.serve(server, log: log) { server.goDown() }
            self.control = control ?? MockControl(server, exchanges) { server.stop() }
            // Misses are recorded into what is served.
            recording = configuration.recording ?? configuration.sessions.first
            exchanger.settings.endpoint = server.endpoint
            exchanger.settings.note(.to, from: .command("mock"))
            return server.endpoint
        } catch {
            interface?.stop()
            throw Diagnostics.failure(error)
        }
    }

    /// - Throws: ``Failure`` when its recording lacks an exchange.
    package func stop() throws(Failure) {
        guard let server else { return }
        server.stop()
        interface?.stop()
        interface = nil
        control = nil
        tellTroubles()
        let loss = loss
        self.server = nil
        if let endpoint = exchanger.settings.endpoint, server.endpoints.contains(endpoint) { exchanger.disconnect() }
        if let loss { throw Failure(.exchangeFailed, "mock: \(loss)") }
    }

    /// What is missing in its recording, if anything is.
    package var loss: String? {
        guard let status = server?.recordingStatus, !status.isComplete, let recording else { return nil }
        return status.text(in: recording)
    }

    /// Tells the user what has gone wrong in it since this was called last.
    package func tellTroubles() {
        guard server != nil else { return }
        for trouble in troubles.takeAll() { exchanger.observer.diagnostic("ipcsh: mock: \(trouble)") }
    }
}

extension Endpoint {
    /// A free port of the system's choice, for this machine only.
    package static let freePort = Endpoint.tcp(host: "127.0.0.1", port: 0)
}
