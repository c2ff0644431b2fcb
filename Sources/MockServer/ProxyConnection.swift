import IPCFraming
import MockCore
import NIOCore
import Sessions

/// A client's connection and the one to the server, as one: what comes on either goes out on the other.
///
/// Only for their event loop.
final class ProxyConnection: Drainable {
    /// One of the two.
    enum Side {
        case client
        case server

        var other: Side { self == .client ? .server : .client }
    }

    private struct End {
        var channel: any Channel
        var isInputClosed = false
    }

    private let state: ProxyState
    private let registry: ConnectionRegistry
    private var client: End
    private var server: End?
    private var watcher: ExchangeWatcher
    /// An answer that is kept back, to be changed or delayed.
    private var isHolding = false
    private var isClosed = false
    private(set) var lastActivity: Int

    init(client: any Channel, state: ProxyState, registry: ConnectionRegistry) {
        self.client = End(channel: client)
        self.state = state
        self.registry = registry
        watcher = ExchangeWatcher(mode: state.configuration.mode, limit: state.configuration.frameLimit)
        lastActivity = registry.tick
        registry.add(self)
    }

    func connected(_ channel: any Channel) {
        server = End(channel: channel)
        if isClosed { channel.close(promise: nil) }
    }

    /// Nobody is there: a connection that was accepted cannot be refused any more, so it is reset.
    func refused(_ reason: String) {
        state.log(.broken("cannot connect to \(state.configuration.to): \(reason)"))
        reset()
    }

    func idle() {
        state.log(.broken("a connection was silent for too long"))
        close()
    }

    func cancel() { close() }

    func drain() {
        if watcher.pending.isEmpty { close() }
    }

    /// Whether what has come on a side can go out on the other.
    func canTake(from side: Side) -> Bool {
        guard let channel = end(side.other)?.channel else { return false }
        return channel.isWritable
    }

    func received(_ buffer: ByteBuffer, from side: Side) {
        lastActivity = registry.tick
        switch side {
        case .client:
            buffer.withUnsafeReadableBytes { watcher.sent($0, state.nextNumber) }
            holdAnswer()
            server?.channel.writeAndFlush(buffer, promise: nil)
        case .server:
            let ended = buffer.withUnsafeReadableBytes { watcher.received($0) }
            if isHolding {
                for exchange in ended { deliver(exchange) }
            } else {
                client.channel.writeAndFlush(buffer, promise: nil)
                for exchange in ended { state.ended(exchange) }
            }
        }
    }

    func inputClosed(_ side: Side) {
        switch side {
        case .client:
            client.isInputClosed = true
            watcher.sentAll(state.nextNumber)
            holdAnswer()
            closeOutput(.server)
        case .server:
            server?.isInputClosed = true
            let ended = watcher.receivedAll()
            if isHolding {
                for exchange in ended { deliver(exchange) }
            } else {
                closeOutput(.client)
                for exchange in ended { state.ended(exchange) }
            }
        }
    }

    /// A side is gone altogether.
    ///
    /// - Parameter wasReset: whether it broke. Else both its directions were closed, the peer's last, perhaps.
    func closed(_ side: Side, wasReset: Bool) {
        guard !isClosed else { return }
        // When our side was closed before, the end of the peer's comes as this.
        if !wasReset, end(side)?.isInputClosed != true { inputClosed(side) }
        switch side {
        case .client:
            finish(error: .cancelled)
            if wasReset { reset() } else { close() }
        case .server:
            // When it was closed, the client still has its answer to take.
            if wasReset {
                finish(error: .reset)
                reset()
            }
        }
    }

    // MARK: Faults and latency

    /// Keeps the answer to the newest request back when something is to be done to it.
    private func holdAnswer() {
        guard !isHolding, let exchange = watcher.pending.first else { return }
        isHolding = state.interference(exchange) != nil
    }

    private func deliver(_ exchange: ExchangeWatcher.Ended) {
        let original = delivery(of: exchange)
        guard case .some((let fault, let delay, var random)) = state.interference(exchange.pending) else {
            write(exchange, nil, original)
            return
        }
        let delivery = fault?.kind.applied(to: original, &random) ?? original
        client.channel.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(delay)) {
            self.write(exchange, fault, delivery)
        }
    }

    private func delivery(of exchange: ExchangeWatcher.Ended) -> Delivery {
        var recorded = RecordedExchange(number: 0, request: exchange.pending.request, response: exchange.response)
        recorded.error = exchange.error
        return Delivery(recorded)
    }

    private func write(_ exchange: ExchangeWatcher.Ended, _ fault: Fault?, _ delivery: Delivery) {
        var seen = exchange
        let outcome =
            isClosed ? Delivery.Outcome(response: nil, error: .cancelled) : delivery.outcome(state.configuration.mode)
        (seen.response, seen.error) = (outcome.response, outcome.error)
        state.ended(seen, fault: fault)
        write(delivery.bytes[...], delivery)
    }

    private func write(_ rest: ArraySlice<UInt8>, _ delivery: Delivery) {
        guard !isClosed else { return }
        let size = delivery.slices?.size ?? rest.count
        let loop = client.channel.eventLoop.assumeIsolated()
        let written = client.channel.eventLoop.makePromise(of: Void.self)
        client.channel.writeAndFlush(ByteBuffer(bytes: rest.prefix(size)), promise: written)
        written.futureResult.assumeIsolated().whenSuccess {
            let rest = rest.dropFirst(size)
            if rest.isEmpty {
                self.end(delivery)
            } else {
                loop.scheduleTask(in: TimeAmount(delivery.slices?.pause ?? .zero)) { self.write(rest, delivery) }
            }
        }
    }

    private func end(_ delivery: Delivery) {
        guard !isClosed else { return }
        switch delivery.ending {
        case .usual:
            isHolding = false
            if server?.isInputClosed == true {
                closeOutput(.client)
            } else {
                holdAnswer()
            }
        case .close: close()
        case .hold: break
        case .reset: reset()
        }
    }

    // MARK: Ending

    private func end(_ side: Side) -> End? {
        side == .client ? client : server
    }

    /// Passes a half-close on, behind all that was passed on before.
    private func closeOutput(_ side: Side) {
        guard let channel = end(side)?.channel else { return }
        let written = channel.eventLoop.makePromise(of: Void.self)
        channel.writeAndFlush(ByteBuffer(), promise: written)
        written.futureResult.assumeIsolated().whenSuccess {
            // All of it, if the other direction is closed.
            channel.close(mode: .output, promise: nil)
        }
    }

    private func finish(error: FailureCode) {
        for exchange in watcher.end(error: error) { state.ended(exchange) }
    }

    private func reset() {
        if let server { LingerOption.resetOnClose(server.channel) }
        LingerOption.resetOnClose(client.channel)
        close()
    }

    private func close() {
        guard !isClosed else { return }
        isClosed = true
        finish(error: .cancelled)
        client.channel.close(promise: nil)
        server?.channel.close(promise: nil)
        registry.remove(self)
    }
}
