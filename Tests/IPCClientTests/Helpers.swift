import IPCClient
import IPCFraming
import TestSupport

/// A request like any other.
let request = RequestFrame(Array(#"{"elements": {"file": "a.gxml", "import_mode": "clipboard"}}"#.utf8))

/// So long that only a test that fails comes to its end.
let patience = Duration.seconds(60)

extension ExchangePolicy {
    /// With all the time in the world, unless a test says otherwise.
    static func patient(
        _ mode: ConnectionMode = .oneShot,
        timeout: Duration = patience,
        connectTimeout: Duration = patience,
        resends: Bool = true,
        linger: Duration = .zero
    ) -> ExchangePolicy {
        var policy = ExchangePolicy()
        policy.mode = mode
        policy.timeout = timeout
        policy.connectTimeout = connectTimeout
        policy.resendsAfterReset = resends
        policy.lingerTime = linger
        return policy
    }
}

extension ScriptedServer {
    /// Runs `body` with a client; the server lives as long.
    func withClient<Result>(
        _ policy: ExchangePolicy = .patient(),
        _ cancellation: Cancellation? = nil,
        _ body: (Client) throws -> Result
    ) throws -> Result {
        let client = Client(try Endpoint(endpoint), policy: policy, cancellation: cancellation)
        return try withExtendedLifetime(self) { try body(client) }
    }

    /// One exchange by a client of its own.
    func exchange(
        _ frame: RequestFrame = request,
        _ policy: ExchangePolicy = .patient(),
        _ cancellation: Cancellation? = nil
    ) throws -> Exchange {
        try withClient(policy, cancellation) { $0.exchange(frame) }
    }
}

extension Exchange {
    /// The response's bytes as text.
    var text: String? { response.map { String(decoding: $0.bytes, as: UTF8.self) } }

    /// The failure in words, without the port, which differs from run to run.
    func message(of server: ScriptedServer) -> String? {
        guard let failure else { return nil }
        return failure.description.split(separator: server.endpoint, omittingEmptySubsequences: false)
            .joined(separator: "SERVER")
    }
}
