import IPCClient
package import IPCFraming
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
    /// What it answers to the commands of the user's, asked for when it starts.
    package var commands: () -> [CommandAnswers] = { [] }

    /// - Parameter exchanger: what its server is chosen for.
    package init(_ exchanger: Exchanger) {
        self.exchanger = exchanger
    }

    /// Starts it, unless it runs already, and chooses it.
    ///
    /// - Parameter configuration: without one it listens on a free port, and treats connections as the settings do.
    @discardableResult
    package func start(_ configuration: MockServer.Configuration? = nil) throws(Failure) -> Endpoint {
        if let server {
            exchanger.settings.endpoint = server.endpoint
            return server.endpoint
        }
        var standard = MockServer.Configuration(listen: .freePort)
        standard.mode = exchanger.settings.policy.mode
        var configuration = configuration ?? standard
        configuration.commands += commands()
        do throws(MockServerError) {
            let server = try MockServer.start(configuration, log: { [troubles] in troubles.take($0) })
            EventLoopDescriptors.closeOnExec()
            self.server = server
            // Misses are recorded into what is served.
            recording = configuration.recording ?? configuration.sessions.first
            exchanger.settings.endpoint = server.endpoint
            exchanger.settings.note(.to, from: .command("mock"))
            return server.endpoint
        } catch {
            throw Diagnostics.failure(error)
        }
    }

    /// - Throws: ``Failure`` when its recording lacks an exchange.
    package func stop() throws(Failure) {
        guard let server else { return }
        server.stop()
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
