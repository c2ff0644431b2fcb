import IPCFraming

/// What the client does.
extension WebSocketProxyMachine {
    func receivedFromClient(_ bytes: [UInt8], _ isEnd: Bool) {
        guard client == .open else { return }
        if isEnd { client = .ended }
        switch phase {
        case .asking: ask(bytes, isEnd)
        case .answering: unsent += bytes
        case .open: passRequests(bytes)
        case .refusing: break
        case .leaving:
            if awaitsClose, hasClosed(bytes) { sendToClient([], isEnd: true) }
        }
        if isEnd, case .leaving = phase { sendToClient([], isEnd: true) }
    }

    /// Whether there is a Close in what the client sends.
    private func hasClosed(_ bytes: [UInt8]) -> Bool {
        requests.parts(of: bytes).contains { if case .close? = $0.event { true } else { false } }
    }

    /// Passes on what the client sends, and sees the messages in it.
    func passRequests(_ bytes: [UInt8]) {
        var onward: [UInt8] = []
        for part in requests.parts(of: bytes) {
            if heldClose != nil {
                heldClose? += part.bytes
                continue
            }
            if part.isMessage {
                if begin == nil { beginMessage() }
                if outlet.held == nil { onward += part.bytes } else { outlet.held? += part.bytes }
            }
            switch part.event {
            case .message(let message)?:
                sendToServer(onward)
                onward = []
                add(message)
                continue
            case .close? where awaited > 0:
                report("a client has sent a Close before its answer: the server is told when it has answered")
                heldClose = part.bytes
                continue
            case .violation(let error)?: report("a client has broken a rule of WebSocket: \(error)")
            case .close?, .ping?, .pong?, nil: break
            }
            if !part.isMessage { onward += part.bytes }
        }
        if client != .open { onward += requests.takeRest() }
        sendToServer(onward)
    }

    /// A message has come whole.
    private func add(_ message: WebSocketMessage?) {
        let start = begin ?? now
        begin = nil
        let number = number()
        if owed == 0, let timeout = policy.timeout { output.wait(timeout, for: .answer) }
        let request = message.map { RequestFrame($0.bytes, ending: $0.kind == .text ? .terminator : .binary) }
        let fault = release(message, request, number)
        let size = message?.bytes.count ?? 0
        guard unkept == 0, pending.count < Self.pendingLimit,
            pendingBytes + size <= Self.pendingShare * policy.frameLimit
        else {
            if unkept == 0 { report("too many messages wait for an answer: they are passed on, and not recorded") }
            unkept += 1
            return
        }
        if message == nil {
            report("a message of more than \(policy.frameLimit) bytes is passed on, and not recorded")
        }
        pending.append(Pending(number: number, request: request, start: start, fault: fault))
        pendingBytes += size
    }

    func clientBroken() {
        let isNew = client == .open || client == .ended
        client = .gone
        output.loseClient()
        output.stopWaiting(for: .farewell)
        guard isNew else { return }
        releaseWaiting()
        switch phase {
        case .asking, .answering, .refusing:
            output.stopWaiting(for: .handshake)
            report("a client left before its handshake was answered")
            unsent = []
            closeServer()
        case .open:
            guard awaited > 0 else { return }
            report(
                "a client left before its answer: its connection to the server is kept until that comes, 60 s at the most"
            )
            output.wait(ProxyMachine.departureTime, for: .departure)
        case .leaving: break
        }
    }
}
