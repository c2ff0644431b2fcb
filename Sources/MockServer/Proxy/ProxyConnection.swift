import IPCClient
import IPCFraming
import MockCore
import NIOCore
import NIOPosix

/// Drives the ``ProxyMachine`` of one client's connection. Only for its event loop.
final class ProxyConnection: Drainable {
    private let state: ProxyState
    private let registry: ConnectionRegistry
    private let connector: ServerConnector
    private let loop: any EventLoop
    private let whenEnded: () -> Void
    private var machine: any RelayMachine
    private var client: ProxyHandler?
    private var server: ProxyHandler?
    private var attempt: ServerConnector.Attempt?
    private var timers: [ProxyMachine.Timer: Scheduled<Void>] = [:]
    /// Events that came while one was handled.
    private var events: [ProxyMachine.Event] = []
    private var isHandling = false
    private var hasEnded = false
    private(set) var lastActivity: Int

    init(
        _ state: ProxyState,
        _ registry: ConnectionRegistry,
        _ connector: ServerConnector,
        _ loop: any EventLoop,
        whenEnded: @escaping () -> Void
    ) {
        self.state = state
        self.registry = registry
        self.connector = connector
        self.loop = loop
        self.whenEnded = whenEnded
        machine = state.makeMachine()
        lastActivity = registry.tick
        registry.add(self)
    }

    /// Takes over a client's connection.
    func accept(_ descriptor: Int32) {
        open(descriptor, .client) { self.handle(.broken(.client)) }
        handle(.accepted)
    }

    /// Whether each side closes behind what it sends.
    var expectsEnd: Bool { state.policy.mode == .oneShot }

    func wantsInput(from side: ProxyMachine.Side) -> Bool {
        let other = side == .client ? server : client
        return machine.wantsInput(from: side) && (other?.isWritable ?? true)
    }

    func releaseReads() {
        if wantsInput(from: .client) { client?.releaseRead() }
        if wantsInput(from: .server) { server?.releaseRead() }
    }

    func handle(_ event: ProxyMachine.Event) {
        events.append(event)
        guard !isHandling else { return }
        isHandling = true
        while !events.isEmpty {
            let event = events.removeFirst()
            if event != .idle { lastActivity = registry.tick }
            for action in machine.handle(event, at: .now) { perform(action) }
        }
        isHandling = false
        releaseReads()
        endIfOver()
    }

    /// A connection is closed.
    func inactive(_ side: ProxyMachine.Side) {
        switch side {
        case .client: client = nil
        case .server: server = nil
        }
        handle(.broken(side))
    }

    // MARK: Drainable

    func drain() { handle(.drain) }

    func idle() { handle(.idle) }

    func cancel() { handle(.cancel) }

    // MARK: Actions

    private func perform(_ action: ProxyMachine.Action) {
        switch action {
        case .connect(let time): connect(within: time)
        case .send(let bytes, to: let side, let isEnd): handler(side)?.send(bytes, isEnd: isEnd)
        case .close(let side):
            if side == .server { attempt.take()?.cancel() }
            handler(side)?.close()
        case .reset(let side): handler(side)?.reset()
        case .acknowledge(let side): handler(side)?.acknowledge()
        case .wait(let time, let timer): wait(time, for: timer)
        case .stopWaiting(let timer): timers.removeValue(forKey: timer)?.cancel()
        case .record(let exchanges):
            state.record(exchanges, on: loop) { self.handle(.recorded) }
        case .report(let reason): state.log(.broken(reason))
        case .hintAtKeepAlive: state.hintAtKeepAlive()
        case .takeDown: state.takeDown(loop)
        }
    }

    private func handler(_ side: ProxyMachine.Side) -> ProxyHandler? {
        switch side {
        case .client: client
        case .server: server
        }
    }

    private func wait(_ time: Duration, for timer: ProxyMachine.Timer) {
        timers.removeValue(forKey: timer)?.cancel()
        timers[timer] = loop.assumeIsolated().scheduleTask(in: TimeAmount(time)) {
            self.timers[timer] = nil
            self.handle(.elapsed(timer))
        }
    }

    private func connect(within time: Duration?) {
        attempt = connector.connect(within: time) { outcome in
            self.attempt = nil
            switch outcome {
            case .success(let descriptor):
                self.open(descriptor, .server) {
                    self.handle(.connectFailed(.reset, "the connection was reset"))
                }
                if self.server != nil { self.handle(.connected) }
            case .failure(let failure): self.handle(.connectFailed(failure.code, failure.reason))
            }
        }
    }

    /// Makes a channel of a connected socket.
    private func open(_ descriptor: Int32, _ side: ProxyMachine.Side, whenFailed: @escaping () -> Void) {
        let handler = ProxyHandler(self, side, ProxySocket(descriptor: descriptor))
        switch side {
        case .client: client = handler
        case .server: server = handler
        }
        let bound = NIOLoopBound(handler, eventLoop: loop)
        ClientBootstrap(group: loop)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(bound.value)
                }
            }
            .withConnectedSocket(descriptor)
            .assumeIsolated()
            .whenFailure { _ in
                switch side {
                case .client: self.client = nil
                case .server: self.server = nil
                }
                whenFailed()
            }
    }

    private func endIfOver() {
        guard !hasEnded, machine.isOver, client == nil, server == nil else { return }
        hasEnded = true
        for timer in timers.values { timer.cancel() }
        timers = [:]
        registry.remove(self)
        whenEnded()
    }
}
