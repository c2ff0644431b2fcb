import IPCClient
import MockCore
import NIOCore

/// What the machine of a connection wants done.
extension ExchangeHandler {
    func perform(_ action: ConnectionMachine.Action) {
        switch action {
        case .admit: events.append(.admitted(isRefused: state.resolver.refusesConnection()))
        case .ask(let request): ask(request)
        case .wait(let duration): wait(duration)
        case .record(let reply, let outcome): record(reply, outcome)
        case .send(let bytes, _): send(bytes)
        case .finish(let reply): state.finished(reply)
        case .log(let event): state.report(event)
        case .halfClose: context?.close(mode: .output, promise: nil)
        case .close: close()
        case .reset:
            if let context { LingerOption.resetOnClose(context.channel) }
            context?.close(promise: nil)
        case .die: state.die()
        }
    }

    private func ask(_ request: ReceivedRequest) {
        start = .now
        if state.isQuick(request) {
            react(state.resolver.react(to: request))
        } else {
            workElsewhere { [state] in
                state.resolver.react(to: request)
            } then: {
                self.react($0)
            }
        }
    }

    func react(_ reaction: Reaction) {
        switch reaction {
        case .answer(let reply): handle(.answered(reply))
        case .drop: handle(.dropped)
        case .ask(let question):
            state.ask(question, on: loop).assumeIsolated().whenComplete { result in
                guard case .success(let exchange) = result else { return self.handle(.dropped) }
                self.handle(.answered(self.state.reply(to: question, exchange)))
            }
        case .handle(let question):
            state.ask(question, connection: number, on: loop).assumeIsolated().whenComplete { result in
                guard case .success(let answer) = result else { return self.handle(.dropped) }
                self.react(self.state.resolver.react(to: question, answer))
            }
        }
    }

    private func record(_ reply: Reaction.Reply, _ outcome: Delivery.Outcome) {
        if !state.records || ServerState.isSmall(reply) {
            state.record(reply, outcome, start: start)
            handle(.recorded)
        } else {
            workElsewhere {
                [state, start] in
                state.record(reply, outcome, start: start)
            } then: {
                self.handle(.recorded)
            }
        }
    }

    private func workElsewhere<Result: Sendable>(
        _ work: @escaping @Sendable () -> Result,
        then goOn: @escaping (Result) -> Void
    ) {
        state.workers.run(on: loop, work).assumeIsolated().whenComplete { result in
            if case .success(let result) = result { goOn(result) } else { self.handle(.dropped) }
        }
    }

    private func wait(_ duration: Duration) {
        timer?.cancel()
        timer = loop.assumeIsolated().scheduleTask(in: TimeAmount(duration)) { self.handle(.elapsed) }
    }

    /// One write: the vendor's client receives only once.
    private func send(_ bytes: [UInt8]) {
        guard let context else { return }
        let sent = loop.makePromise(of: Void.self)
        // When the system cannot take it, the connection is closed, and that is noticed.
        sent.futureResult.assumeIsolated().whenSuccess {
            self.lastActivity = self.registry.tick
            self.handle(.sent)
        }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: sent)
    }

    /// The system knows by now whether the client is still there.
    func close() {
        guard let context else { return }
        let closed = loop.makePromise(of: Void.self)
        closed.futureResult.assumeIsolated().whenFailure { error in
            if let error = error as? IOError, error.tellsOfNoPeer { self.handle(.left) }
        }
        context.close(mode: .output, promise: closed)
        context.close(promise: nil)
    }
}
