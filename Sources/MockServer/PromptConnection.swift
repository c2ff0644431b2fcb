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
    /// When the request came whose answer is under way.
    private(set) var start = ContinuousClock.Instant.now
    /// What cannot be done here.
    private(set) var pending: Handover.Pending?

    init(_ socket: Int32, _ state: ServerState) {
        self.socket = socket
        self.state = state
    }

    /// - Returns: `nil` when nothing is there yet.
    func receive(into buffer: inout [UInt8]) -> ConnectionMachine.Event? {
        let count = recv(socket, &buffer, buffer.count, 0)
        if count > 0 { return .bytes(Array(buffer[..<count])) }
        if count == 0 { return .inputClosed }
        return errno == EAGAIN || errno == EINTR ? nil : .broken("a connection broke: \(SystemError().reason)")
    }

    /// - Returns: what has come of it. What takes time is left to the event loop.
    mutating func perform(_ action: ConnectionMachine.Action) -> ConnectionMachine.Event? {
        switch action {
        case .admit: return .admitted(isRefused: state.resolver.refusesConnection())
        case .ask(let request): return ask(request)
        case .record(let reply, let outcome) where !state.records || ServerState.isSmall(reply):
            if state.records { state.record(reply, outcome, start: start) }
            return .recorded
        case .send(let bytes, let isLast): return send(bytes, isLast: isLast)
        case .wait, .record: pending = .action(action)
        case .finish(let reply): state.finished(reply)
        case .log(let event): state.report(event)
        case .halfClose: shutdown(socket, Int32(SHUT_WR))
        case .close: return close()
        case .reset:
            if socket >= 0 { StreamSocket.resetOnClose(socket) }
            closeSocket()
        case .die: state.die()
        }
        return nil
    }

    private mutating func ask(_ request: ReceivedRequest) -> ConnectionMachine.Event? {
        guard state.isQuick(request) else {
            pending = .action(.ask(request))
            return nil
        }
        start = .now
        let reaction = state.resolver.react(to: request)
        switch reaction {
        case .answer(let reply): return .answered(reply)
        case .drop: return .dropped
        case let reaction: pending = .reaction(reaction)
        }
        return nil
    }

    private mutating func send(_ bytes: [UInt8], isLast: Bool) -> ConnectionMachine.Event? {
        let count = systemSend(socket, bytes, StreamSocket.sendFlags(moreFollows: isLast))
        if count == bytes.count { return .sent }
        if count < 0, errno != EAGAIN { return .broken("a connection was reset") }
        pending = .action(.send(Array(bytes.dropFirst(max(0, count))), isLast: isLast))
        return nil
    }

    /// - Returns: whether the client had left before.
    private mutating func close() -> ConnectionMachine.Event? {
        guard socket >= 0 else { return nil }
        defer { closeSocket() }
        // It sends what waits for the end of the stream. A client that is not there answers with a reset.
        shutdown(socket, Int32(SHUT_WR))
        var code: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(socket, SOL_SOCKET, SO_ERROR, &code, &length)
        return code == 0 ? nil : .left
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
