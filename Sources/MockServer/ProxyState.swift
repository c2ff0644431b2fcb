import IPCClient
import IPCFraming
import MockCore
import Sessions
import Synchronization
import Texts

/// What all connections of a proxy share.
final class ProxyState: Sendable {
    let configuration: Proxy.Configuration
    let log: @Sendable (MockEvent) -> Void
    private let journal: Journal?
    private let count = Atomic(0)

    /// - Throws: ``MockServerError`` when it cannot be recorded.
    init(
        _ configuration: Proxy.Configuration,
        log: @escaping @Sendable (MockEvent) -> Void
    ) throws(MockServerError) {
        self.configuration = configuration
        self.log = log
        do throws(SessionError) {
            journal = try configuration.recording.map { path throws(SessionError) in
                let header = SessionHeader(
                    created: Timestamp.now.iso8601,
                    tool: configuration.tool,
                    via: "proxy",
                    to: configuration.to.description,
                    mode: .connection(configuration.mode)
                )
                return try Journal(path: path, header: header, redaction: nil, log: log)
            }
        } catch {
            throw MockServerError(.session, "\(error)")
        }
    }

    /// How many requests have passed.
    var exchanges: Int { count.load(ordering: .relaxed) }

    /// The number of the next exchange.
    func nextNumber() -> Int {
        count.add(1, ordering: .relaxed).newValue
    }

    /// What is to be done to an answer, if anything, and when.
    func interference(
        _ exchange: ExchangeWatcher.Pending
    ) -> (fault: Fault?, delay: Duration, random: SeededGenerator)? {
        guard configuration.latency != .none || !configuration.faults.isEmpty else { return nil }
        var random = SeededGenerator(seed: configuration.seed, number: exchange.number)
        let delay = configuration.latency.draw(recorded: nil, &random)
        let fault = configuration.faults.first(
            to: exchange.number,
            request: exchange.request.bytes,
            &random,
            where: { _ in true },
            giveUp: { log(.trouble("request \(exchange.number): \($0); it counts as no match")) }
        )
        return fault == nil && delay == .zero ? nil : (fault, delay, random)
    }

    func ended(_ exchange: ExchangeWatcher.Ended, fault: Fault? = nil) {
        let pending = exchange.pending
        var recorded = RecordedExchange(number: pending.number, request: pending.request, response: exchange.response)
        recorded.error = exchange.error
        let source = fault.map { Answer.Source.fault($0.source) } ?? .server(configuration.to)
        log(.exchange(pending.number, pending.request, .delivery(Delivery(recorded), from: source)))
        journal?.append(pending.request, exchange.response, exchange.error, start: pending.start)
    }

    func finish() {
        journal?.finish()
    }
}
