import IPCFraming
import InspectProtocol
import MockCore
import NIOCore
import Platform
import Sessions
import Synchronization
import Texts

/// What all connections of a proxy share.
final class ProxyState: Sendable {
    let policy: ProxyPolicy
    let log: @Sendable (MockEvent) -> Void
    /// Of each connection, where both ends are WebSocket ends.
    private let handshake: WebSocketProxyHandshake?
    /// For what would hold up the event loop.
    let workers = Workers(count: 4)
    private let journal: Journal?
    private let count = Atomic(0)
    private let hasHinted = Atomic(false)
    private let faultCount = Atomic(0)
    let openConnections = Atomic(0)
    /// The exchanges that there were at the last reset.
    private let base = Atomic(0)
    /// What takes the proxy down.
    private let goDown = Guarded<(@Sendable () -> Void)?>(nil)
    /// Keeps the exchanges for whoever controls the proxy.
    let exchangeLog: ExchangeLog?
    /// How recordings begin.
    let header: SessionHeader
    /// What counts as an error among the answers.
    var rule: SuccessRule { header.rule }

    /// Exchanges of more bytes are written to the recording elsewhere.
    private static let promptSize = 64 * 1024

    /// - Throws: ``MockServerError`` when it cannot be recorded.
    init(
        _ configuration: Proxy.Configuration,
        exchanges: ExchangeLog?,
        log: @escaping @Sendable (MockEvent) -> Void
    ) throws(MockServerError) {
        var policy = configuration.policy
        policy.giveUp = { log(.trouble($0)) }
        self.policy = policy
        self.log = log
        handshake = configuration.handshake
        exchangeLog = exchanges
        header = configuration.header
        do throws(SessionError) {
            journal = try configuration.recording.map { path throws(SessionError) in
                try Journal(
                    path: path,
                    header: configuration.header,
                    redaction: configuration.redaction,
                    sync: configuration.sync,
                    log: log
                )
            }
        } catch {
            throw MockServerError(.session, "\(error)")
        }
    }

    /// How many requests have passed, since the last reset.
    var exchanges: Int { count.load(ordering: .relaxed) - base.load(ordering: .relaxed) }

    /// How many answers a fault was made of.
    var faults: Int { faultCount.load(ordering: .relaxed) }

    /// Sets other faults; `@n` counts from now on.
    func set(_ faults: [Fault]) {
        policy.disturbances.set(faults, exchanges: count.load(ordering: .relaxed), connections: 0)
    }

    /// As it was started, but for numbers, which `@n` must not meet twice.
    func reset() {
        policy.disturbances.reset()
        policy.disturbances.set(
            policy.disturbances.current.faults,
            exchanges: count.load(ordering: .relaxed),
            connections: 0
        )
        base.store(count.load(ordering: .relaxed), ordering: .relaxed)
        faultCount.store(0, ordering: .relaxed)
        exchangeLog?.reset()
    }

    func whenDown(_ body: @escaping @Sendable () -> Void) {
        goDown.withLock { $0 = body }
    }

    /// A fault takes the proxy down, which its own threads cannot do.
    func takeDown(_ loop: any EventLoop) {
        if let body = goDown.withLock({ $0 }) { _ = workers.run(on: loop, body) }
    }

    func makeMachine() -> any RelayMachine {
        let number = { [self] in nextNumber() }
        guard let handshake else { return ProxyMachine(policy, number: number) }
        return WebSocketProxyMachine(policy, handshake, date: { HTTPDate.now }, number: number)
    }

    /// The number of the next exchange.
    private func nextNumber() -> Int {
        count.add(1, ordering: .relaxed).newValue
    }

    /// Takes down exchanges that are over.
    ///
    /// - Parameter whenDone: called on the loop, at once if that takes no time.
    func record(_ exchanges: [ProxiedExchange], on loop: any EventLoop, whenDone: @escaping () -> Void) {
        let size = exchanges.reduce(0) { $0 + $1.request.bytes.count + ($1.response?.bytes.count ?? 0) }
        guard journal != nil || exchangeLog != nil, size > Self.promptSize else {
            append(exchanges)
            return whenDone()
        }
        workers.run(on: loop) { [self] in append(exchanges) }.assumeIsolated().whenComplete { _ in whenDone() }
    }

    /// Says once that the server should have been said to keep connections.
    func hintAtKeepAlive() {
        guard !hasHinted.exchange(true, ordering: .relaxed) else { return }
        log(
            .notice(
                "\(policy.to) keeps connections open behind its answers: with --keep-alive each answer is known to be whole "
                    + "when it comes"
            )
        )
    }

    /// How much of what has passed is recorded; `nil` when nothing is to be.
    var recordingStatus: RecordingStatus? { journal?.status }

    func finish() {
        journal?.finish()
    }

    private func append(_ exchanges: [ProxiedExchange]) {
        for exchange in exchanges {
            if exchange.isPushed {
                append(pushed: exchange)
                continue
            }
            journal?.append(
                exchange.request,
                exchange.response,
                exchange.failure,
                close: exchange.close,
                attempts: exchange.attempts,
                note: exchange.note,
                start: exchange.start
            )
            if exchange.fault != nil { faultCount.add(1, ordering: .relaxed) }
            let source = exchange.fault.map { Answer.Source.fault($0) } ?? .server(policy.to)
            exchangeLog?.append(
                exchange.request,
                Delivery.Outcome(response: exchange.response, error: exchange.failure),
                AnswerOrigin(source: source),
                attempts: exchange.attempts,
                rule: rule,
                start: exchange.start
            )
            log(.exchange(exchange.number, exchange.request, .delivery(exchange.delivery, from: source)))
        }
    }

    private func append(pushed exchange: ProxiedExchange) {
        guard let message = exchange.response else { return }
        journal?.append(pushed: message, at: exchange.start)
        log(.notice("\(policy.to) has sent \(message.bytes.count) bytes unasked"))
    }
}
