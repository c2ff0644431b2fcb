import IPCFraming
import MockCore
import Platform

/// A connection on the accepting thread: carries out what its machine wants as far as that goes without waiting.
///
/// What is left is the event loop's. Only for the thread that accepts.
struct PromptConnection {
    let state: ServerState
    /// Below 0 once it is closed.
    private(set) var socket: Int32
    private var hasEndedOutput = false
    /// When the request came whose answer is under way.
    private(set) var start = ContinuousClock.Instant.now
    /// What cannot be done here, and all that follows it.
    private(set) var pending: [Handover.Pending] = []

    init(_ socket: Int32, _ state: ServerState) {
        self.socket = socket
        self.state = state
    }

    /// - Returns: how many bytes have come; else see ``event(_:)``.
    func receive(_ buffer: inout [UInt8]) -> Int {
        recv(socket, &buffer, buffer.count, 0)
    }

    /// What it means that no bytes have come.
    func event(_ count: Int) -> ConnectionMachine.Event? {
        if count == 0 { return .inputClosed }
        return errno == EAGAIN || errno == EINTR ? nil : .broken("a connection broke: \(SystemError().reason)")
    }

    /// - Returns: what has come of it. What takes time is left to the event loop.
    mutating func perform(_ action: ConnectionMachine.Action) -> ConnectionMachine.Event? {
        guard pending.isEmpty else {
            pending.append(.action(action))
            return nil
        }
        switch action {
        case .admit: return .admitted(isRefused: state.resolver.refusesConnection())
        case .ask(let request): return ask(request, .now) { _, reply in [.answered(reply)] }.first
        case .record(let reply, let outcome) where isRecordedHere(reply):
            state.record(reply, outcome, start: start)
            return .recorded
        case .send(let bytes, let isLast): return send(bytes, isLast: isLast)
        case .wait, .record: pending = [.action(action)]
        case .finish(let reply): state.finished(reply)
        case .log(let event): state.report(event)
        case .halfClose: endOutput()
        case .close: return close()
        case .reset:
            StreamSocket.resetOnClose(socket)
            closeSocket()
        case .die: state.die()
        }
        return nil
    }

    /// Finds the answer to a request, if that takes no time.
    ///
    /// - Parameter answer: what becomes of it.
    /// - Returns: what the machine is to be told, if anything.
    private mutating func ask(
        _ request: ReceivedRequest,
        _ now: ContinuousClock.Instant,
        then answer: (inout PromptConnection, Reaction.Reply) -> [ConnectionMachine.Event]
    ) -> [ConnectionMachine.Event] {
        guard state.isQuick(request) else {
            pending = [.action(.ask(request))]
            return []
        }
        start = now
        switch state.resolver.react(to: request) {
        case .answer(let reply): return answer(&self, reply)
        case .drop: return [.dropped]
        case let reaction:
            pending = [.reaction(reaction)]
            return []
        }
    }

    /// Answers the only request that has come, the straight way if that can be.
    ///
    /// - Returns: what the machine is to be told, if anything.
    mutating func answer(
        _ request: ReceivedRequest,
        by machine: inout some StraightMachine,
        _ now: ContinuousClock.Instant
    ) -> [ConnectionMachine.Event] {
        ask(request, now) { connection, reply in
            guard connection.isRecordedHere(reply), let bytes = machine.bytes(of: reply) else {
                return [.answered(reply)]
            }
            let isLast = machine.isLast
            var finished = 0
            let result = connection.state.record(reply, start: connection.start) {
                machine.outcome(of: reply)
            } answer: {
                let event = connection.send(bytes, isLast: isLast)
                guard case .sent? = event else { return event }
                finished = connection.state.countFinished()
                // The last answer goes out with the end of what is sent.
                if isLast { connection.endOutput() }
                return event
            }
            guard case .sent? = result else {
                machine.complete(reply)
                return result.map { [$0] } ?? []
            }
            connection.state.finished(reply, finished)
            return machine.finish(now).compactMap { connection.perform($0) }
        }
    }

    private func isRecordedHere(_ reply: Reaction.Reply) -> Bool {
        !state.records || ServerState.isSmall(reply)
    }

    private mutating func send(_ bytes: [UInt8], isLast: Bool) -> ConnectionMachine.Event? {
        let count = systemSend(socket, bytes, StreamSocket.sendFlags(moreFollows: isLast))
        if count == bytes.count { return .sent }
        if count < 0, errno != EAGAIN { return .broken("a connection was reset") }
        pending = [.action(.send(Array(bytes.dropFirst(max(0, count))), isLast: isLast))]
        return nil
    }

    /// - Returns: whether the client had left before.
    private mutating func close() -> ConnectionMachine.Event? {
        guard socket >= 0 else { return nil }
        defer { closeSocket() }
        // A client that is not there answers with a reset.
        endOutput()
        var code: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(socket, SOL_SOCKET, SO_ERROR, &code, &length)
        return code == 0 ? nil : .left
    }

    /// Sends what waits for the end of the stream, and that.
    private mutating func endOutput() {
        if !hasEndedOutput { shutdown(socket, Int32(SHUT_WR)) }
        hasEndedOutput = true
    }

    private mutating func closeSocket() {
        if socket >= 0 { closeDescriptor(socket) }
        socket = -1
    }
}

private func systemSend(_ socket: Int32, _ bytes: [UInt8], _ flags: Int32) -> Int {
    send(socket, bytes, bytes.count, flags)
}

private func closeDescriptor(_ descriptor: Int32) {
    close(descriptor)
}
