import IPCClient
import IPCFraming
import MockCore
import MockServer
import Sessions
import TestSupport

/// A proxy before a server, with a recording.
final class ProxyRun {
    let proxy: Proxy
    let log = MockLog()
    private let directory: TemporaryDirectory
    private let recording: String

    init(to server: Endpoint, _ change: (inout Proxy.Configuration) -> Void = { _ in }) throws {
        directory = try TemporaryDirectory()
        recording = directory.file("proxy.jsonl")
        var configuration = Proxy.Configuration(listen: .tcp(host: "127.0.0.1", port: 0), to: server)
        configuration.recording = recording
        change(&configuration)
        let log = log
        proxy = try Proxy.start(configuration) { log.append($0) }
    }

    convenience init(
        to server: ScriptedServer,
        _ change: (inout Proxy.Configuration) -> Void = { _ in }
    ) throws {
        try self.init(to: Endpoint(server.endpoint), change)
    }

    deinit {
        proxy.stop(within: .zero)
    }

    var endpoint: Endpoint { proxy.endpoint }

    /// What the recording holds now.
    func recorded() throws -> [RecordedExchange] {
        var reader = try SessionReader(path: recording)
        var exchanges: [RecordedExchange] = []
        while let exchange = try reader.nextExchange() { exchanges.append(exchange) }
        return exchanges
    }

    /// All lines of the recording.
    func lines() throws -> [SessionLine] {
        var reader = try SessionReader(path: recording)
        var lines: [SessionLine] = []
        while let line = try reader.next() { lines.append(line) }
        return lines
    }

    func header() throws -> SessionHeader { try SessionReader(path: recording).header }

    /// A client that never tries again.
    func client(_ mode: ConnectionMode = .oneShot) -> Client {
        var policy = ExchangePolicy()
        policy.mode = mode
        policy.resendsAfterReset = false
        policy.connectTimeout = .zero
        return Client(endpoint, policy: policy)
    }
}
