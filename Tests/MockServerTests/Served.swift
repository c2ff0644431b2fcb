import IPCClient
import IPCFraming
import MockCore
import MockServer
import TestSupport

/// Serves a session that a test writes.
enum Served {
    static let header = #"{"ipcsh":1,"created":"c","tool":"t","via":"shell","to":"localhost:7000","mode":"one-shot"}"#

    /// Runs a server that answers from these lines.
    static func run(
        _ lines: [String],
        _ configuration: MockServer.Configuration = Mock.with(),
        _ body: (MockServer, MockLog) throws -> Void
    ) throws {
        try TemporaryDirectory.with { directory in
            let path = directory.file("session.jsonl")
            try write(lines, to: path)
            var configuration = configuration
            configuration.sessions = [path]
            try Mock.run(configuration, body)
        }
    }

    static func write(_ lines: [String], to path: String) throws {
        try TestFile.write(([header] + lines).map { $0 + "\n" }.joined(), to: path)
    }

    /// What our client makes of the answer to a request.
    static func exchange(
        _ server: MockServer,
        _ request: String,
        _ mode: ConnectionMode = .oneShot,
        timeout: Duration = .seconds(30)
    ) -> Exchange {
        var policy = ExchangePolicy()
        policy.mode = mode
        policy.timeout = timeout
        policy.resendsAfterReset = false
        return Client(server.endpoint, policy: policy).exchange(RequestFrame(Array(request.utf8)))
    }

    /// What our client makes of an answer whose end does not come, after a time in which there was some of it.
    static func unfinishedExchange(_ server: MockServer, _ request: String) -> Exchange {
        withGrowingTime(
            { exchange(server, request, timeout: $0) },
            until: { $0.response?.bytes.isEmpty == false }
        )
    }

    /// The text of the response.
    static func ask(_ server: MockServer, _ request: String) -> String {
        String(decoding: exchange(server, request).response?.bytes ?? [], as: UTF8.self)
    }
}
