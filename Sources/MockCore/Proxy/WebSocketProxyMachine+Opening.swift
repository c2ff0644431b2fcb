import IPCFraming

/// The opening handshake, and the way to the server.
extension WebSocketProxyMachine {
    private static let unreached = "the server cannot be reached"

    func ask(_ bytes: [UInt8], _ isEnd: Bool) {
        let date = date()
        switch bytes.isEmpty ? nil : handshake.request(bytes, date: date) {
        case .passed(let request)?:
            output.stopWaiting(for: .handshake)
            phase = .answering
            question = request
            unsent = handshake.requestRest
            attempts = 1
            connect()
        case .rejected(let answer, let status)?:
            report("a client without a right WebSocket handshake was refused (\(status))")
            refuse(answer)
        case .dropped?:
            report("a client came to a WebSocket server without a handshake: it was refused")
            refuse([])
        case nil:
            guard isEnd else { return }
            let words = handshake.isEmpty ? "without a byte" : "in the middle of its handshake"
            report("a client closed its connection \(words): the server was not connected to")
            refuse([])
        }
    }

    /// The client has no connection to the server, and is told so.
    private func refuse(_ answer: [UInt8]) {
        output.stopWaiting(for: .handshake)
        phase = .leaving
        unsent = []
        closeServer()
        sendToClient(answer, isEnd: true)
    }

    /// The server has not answered the handshake.
    func failHandshake(_ reason: String) {
        refuse(handshake.failure(reason, date: date()))
    }

    func handshakeTimeElapsed() {
        switch phase {
        case .asking:
            report("the handshake of a client did not come within \(Self.handshakeTime)")
            refuse([])
        case .refusing: endBody()
        case .answering, .open, .leaving: break
        }
    }

    func report(_ words: String) {
        output.append(.report(words))
    }

    // MARK: Connecting

    private func connect() {
        server = .connecting
        budget.begin(at: now)
        output.append(.connect(within: budget.limit))
    }

    func connected() {
        guard server == .connecting else { return }
        budget.end(at: now)
        server = .open
        sendToServer(question)
    }

    func connectFailed(_ code: FailureCode, _ reason: String) {
        guard server == .connecting else { return }
        budget.end(at: now)
        let isRepeatable = code == .refused || code == .reset || code == .timeout
        if isRepeatable, pause() { return }
        server = .closed
        report("cannot connect to \(policy.to): \(reason)")
        failHandshake("\(Self.unreached): \(reason)")
    }

    func retry() {
        guard server == .pausing else { return }
        budget.end(at: now)
        attempts += 1
        connect()
    }

    /// - Returns: whether there is time for another attempt.
    private func pause() -> Bool {
        guard let pause = budget.nextPause() else { return false }
        server = .pausing
        budget.begin(at: now)
        output.wait(pause, for: .retry)
        return true
    }

    /// The connection was reset before the handshake was answered: nothing was executed.
    func brokenBeforeAnswer() {
        server = .closed
        if policy.resendsAfterReset, pause() {
            handshake.forgetAnswer()
            return
        }
        report("\(policy.to) has reset the connection before it had answered the handshake")
        failHandshake("\(Self.unreached): the connection was reset")
    }

    // MARK: The answer

    func answer(_ bytes: [UInt8], _ isEnd: Bool) {
        switch bytes.isEmpty ? nil : handshake.answer(bytes) {
        case .accepted(let head, let deflate)?:
            phase = .open
            if let deflate {
                deflates = true
                requests = WebSocketTracker(of: .client, limit: policy.frameLimit, deflate: deflate)
                answers = WebSocketTracker(of: .server, limit: policy.frameLimit, deflate: deflate)
            }
            sendToClient(head)
            let early = unsent
            unsent = []
            passRequests(early)
            passAnswers(handshake.answerRest, isEnd)
        case .refused(let head, let status, let size)?:
            report("\(policy.to) has refused the handshake of a client: \(status)")
            phase = .refusing(bodySize: size)
            output.wait(Self.handshakeTime, for: .handshake)
            sendToClient(head)
            passBody(handshake.answerRest, isEnd)
        case .invalid(let reason)?:
            report("\(policy.to) is no WebSocket server: \(reason)")
            failHandshake("no WebSocket server: \(reason)")
        case nil:
            guard isEnd else { return }
            report("\(policy.to) has closed the connection without an answer to the handshake")
            failHandshake("\(Self.unreached): it has closed the connection")
        }
    }

    /// Passes on what a server says that refuses a client.
    func passBody(_ bytes: [UInt8], _ isEnd: Bool) {
        guard case .refusing(let size) = phase else { return }
        let piece = size.map { Array(bytes.prefix($0)) } ?? bytes
        let left = size.map { $0 - piece.count }
        phase = .refusing(bodySize: left)
        sendToClient(piece)
        if isEnd || left == 0 { endBody() }
    }

    func endBody() {
        refuse([])
    }
}
