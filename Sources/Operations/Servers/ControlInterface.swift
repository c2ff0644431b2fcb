import ControlServer
package import IPCFraming
package import MockControl
package import MockCore
package import MockServer
package import Texts

/// The control interface of a server: it listens before the server does, and ends behind it.
package struct ControlInterface: Sendable {
    /// Where it listens, and what callers have to know.
    package struct Options: Sendable {
        package var endpoint: Endpoint
        package var token: String?

        package init(_ endpoint: Endpoint, token: String?) {
            self.endpoint = endpoint
            self.token = token
        }
    }

    /// What clients of the interface take besides those of the server.
    package static let descriptors = 1300

    private let server: ControlServer
    /// Keeps the exchanges of the server that it is about.
    package let log = ExchangeLog()

    /// Listens; calls are refused until ``serve(_:log:stop:)``.
    ///
    /// - Throws: ``Failure`` when it cannot listen there.
    package init(_ options: Options) throws(Failure) {
        guard case .tcp(let host, let port) = options.endpoint else {
            throw .usage("--control: \(options.endpoint) is no HOST:PORT")
        }
        do throws(ControlServer.Failure) {
            server = try ControlServer.listen(
                ControlServer.Configuration(
                    host: host,
                    port: Int(port),
                    isLocal: options.endpoint.isLocal,
                    token: options.token,
                    version: Version.current
                )
            )
        } catch {
            throw .usage(
                "--control: cannot listen on \(options.endpoint): \(error.reason) (choose another port, or port 0)"
            )
        }
    }

    /// `http://HOST:PORT`
    package var address: String { server.address }

    /// Answers calls from now on.
    ///
    /// - Parameters:
    ///   - controlled: was started with ``log``.
    ///   - log: told what happens in servers that are added.
    ///   - stop: ends the program as a signal does.
    /// - Returns: the same operations for this program.
    @discardableResult
    package func serve(
        _ controlled: any ControlledServer,
        log listener: @escaping @Sendable (MockEvent) -> Void,
        stop: @escaping @Sendable () -> Void
    ) -> MockControl {
        let control = MockControl(controlled, log) {}
        server.serve(MockServers(control, log: listener), stop: stop)
        return control
    }

    package func stop() {
        server.stop()
    }
}
