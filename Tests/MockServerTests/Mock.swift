import IPCClient
import IPCFraming
import MockCore
import MockServer

/// What tests send, and what comes back.
enum Mock {
    static let image = #"{"image": {"file": "a.jpg", "name": "other", "focal_length": "50.0"}}"# + "\u{4}"
    static let elements = #"{"elements": {"file": "a.gxml", "import_mode": "clipboard"}}"# + "\u{4}"
    static let ok = "O.k.\r\n"
    static let malformed = "Error: Malformed JSON message.\r\n"

    /// A configuration that listens on a free port, unless `change` says otherwise.
    static func with(_ change: (inout MockServer.Configuration) -> Void = { _ in }) -> MockServer.Configuration {
        var configuration = MockServer.Configuration(listen: .tcp(host: "127.0.0.1", port: 0))
        change(&configuration)
        return configuration
    }

    /// Runs a server, and stops it in the end.
    static func run(
        _ configuration: MockServer.Configuration = with(),
        _ body: (MockServer, MockLog) throws -> Void
    ) throws {
        let log = MockLog()
        let server = try MockServer.start(configuration) { log.append($0) }
        defer { server.stop() }
        try body(server, log)
    }
}
