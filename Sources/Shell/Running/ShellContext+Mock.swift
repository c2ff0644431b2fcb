import IPCClient
import MockCore
import IPCFraming
import MockServer

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
            let mock = try MockServer.start(configuration)
            self.mock = mock
            settings.endpoint = mock.endpoint
            settings.note(.to, from: .command("mock"))
            return mock.endpoint
        } catch {
            throw Diagnostics.failure(error)
        }
    }

    func stopMock() {
        guard let mock else { return }
        mock.stop()
        self.mock = nil
        if settings.endpoint == mock.endpoint { disconnect() }
    }
}

extension Endpoint {
    /// A free port of the system's choice, for this machine only.
    static let freePort = Endpoint.tcp(host: "127.0.0.1", port: 0)
}
