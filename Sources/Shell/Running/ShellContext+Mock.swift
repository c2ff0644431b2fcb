import IPCClient
import IPCFraming
import MockCore
import MockServer
import Texts

extension ShellContext {
    /// Starts the embedded mock server, unless one runs already, and chooses it.
    ///
    /// - Parameter configuration: without one it listens on a free port, and treats connections as the settings do.
    @discardableResult
    func startMock(_ configuration: MockServer.Configuration? = nil) throws(Failure) -> Endpoint {
        if let mock {
            settings.endpoint = mock.endpoint
            return mock.endpoint
        }
        var standard = MockServer.Configuration(listen: .freePort)
        standard.mode = settings.policy.mode
        let configuration = configuration ?? standard
        do throws(MockServerError) {
            let mock = try MockServer.start(configuration, log: { [mockTroubles] in mockTroubles.take($0) })
            EventLoopDescriptors.closeOnExec()
            self.mock = mock
            // Misses are recorded into what is served.
            mockRecording = configuration.recording ?? configuration.sessions.first
            settings.endpoint = mock.endpoint
            settings.note(.to, from: .command("mock"))
            return mock.endpoint
        } catch {
            throw Diagnostics.failure(error)
        }
    }

    /// - Throws: ``Failure`` when its recording lacks an exchange.
    func stopMock() throws(Failure) {
        guard let mock else { return }
        mock.stop()
        tellMockTroubles()
        let loss = mockLoss
        self.mock = nil
        if settings.endpoint == mock.endpoint { disconnect() }
        if let loss { throw Failure(.exchangeFailed, "mock: \(loss)") }
    }

    /// What is missing in the recording of the embedded mock server, if anything is.
    var mockLoss: String? {
        guard let status = mock?.recordingStatus, !status.isComplete, let mockRecording else { return nil }
        return RecordingReport.line(status, in: mockRecording)
    }

    /// Tells the user what has gone wrong in the embedded mock server since this was called last.
    func tellMockTroubles() {
        guard mock != nil else { return }
        for trouble in mockTroubles.takeAll() { console.diagnostic("ipcsh: mock: \(trouble)") }
    }
}

extension Endpoint {
    /// A free port of the system's choice, for this machine only.
    static let freePort = Endpoint.tcp(host: "127.0.0.1", port: 0)
}
