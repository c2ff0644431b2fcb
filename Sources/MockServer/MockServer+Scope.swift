public import IPCFraming

extension MockServer {
    /// Runs a mock server while a test talks to it.
    ///
    /// ```swift
    /// let journal = MockJournal()
    /// var configuration = MockServer.Configuration()
    /// configuration.sessions = ["Tests/recorded.jsonl"]
    /// try MockServer.withServer(configuration, journal: journal) { endpoint in
    ///     let exchange = Client(endpoint).exchange(RequestFrame(Array("{}".utf8)))
    ///     #expect(exchange.response?.bytes == Array("O.k.".utf8))
    /// }
    /// #expect(journal.entries.count == 1)
    /// ```
    ///
    /// - Parameters:
    ///   - configuration: what it answers; by default as a simulated project would, on a free port of this machine.
    ///   - journal: keeps what it was asked.
    ///   - body: is given where it listens. The server is stopped when it returns or throws.
    /// - Returns: what `body` returns.
    /// - Throws: ``MockServerError`` when it cannot start, or what `body` throws.
    public static func withServer<Result>(
        _ configuration: Configuration = Configuration(),
        journal: MockJournal? = nil,
        _ body: (Endpoint) throws -> Result
    ) throws -> Result {
        let server = try start(configuration, journal: journal)
        defer { server.stop() }
        return try body(server.endpoint)
    }
}
