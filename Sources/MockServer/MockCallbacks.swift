import MockCore

/// Whom a mock server tells what happens, on its own threads.
struct MockCallbacks: Sendable {
    var log: @Sendable (MockEvent) -> Void = { _ in }
    /// Whether it is told of exchanges, too, one by one.
    var logsExchanges = true
    /// A request has ended the server as it ends the vendor's.
    var onFatalExit: @Sendable () -> Void = {}
    /// As many exchanges have ended as there were to be.
    var onCountReached: @Sendable () -> Void = {}
    var journal: MockJournal?
    /// Keeps the exchanges for whoever controls the server.
    var exchanges: ExchangeLog?
}
