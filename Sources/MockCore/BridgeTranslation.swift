import IPCClient
package import IPCFraming

/// How what clients of the one kind of server say is said to a server of the other kind, and what it answers to them.
///
/// Both answer alike; they differ in what ends them, and in what their transport can carry.
package struct BridgeTranslation: Sendable {
    /// What is done about a request.
    enum Step: Hashable, Sendable {
        /// The server is asked this.
        case ask(RequestFrame)
        /// It has no form there. The answer is that of the vendor's server of the client's kind, which is known.
        case answerInPlace
        /// The client's connection ends as if the server did, which is not asked.
        case endConnection
    }

    private static let quit = Array("quit".utf8)
    private static let bye = Array("bye".utf8)
    private static let quitClose = WebSocketClose(.normal, "Closing connection.")
    /// RFC 6455's registry: what a gateway says whose server is not to be reached.
    private static let badGateway = WebSocketClose.Code(rawValue: 1014)

    /// The server.
    package let to: Endpoint
    /// Whether clients can end it.
    private let passesQuit: Bool

    package init(to: Endpoint, passesQuit: Bool) {
        self.to = to
        self.passesQuit = passesQuit
    }

    // MARK: Requests

    func step(for request: ReceivedRequest) -> Step {
        to.isWebSocket ? webSocketStep(for: request) : socketStep(for: request.frame)
    }

    /// A socket client's request, for a WebSocket server.
    private func webSocketStep(for request: ReceivedRequest) -> Step {
        if request.frame.ending == .abort { return passesQuit ? .ask(request.frame) : .endConnection }
        // Not UTF-8, which a text message has to be. And `quit`, which is an error on sockets, would end the other server.
        if request.termination != nil || request.frame.bytes.starts(with: Self.quit) { return .answerInPlace }
        return .ask(RequestFrame(request.frame.bytes))
    }

    /// A WebSocket client's message, for a socket server.
    private func socketStep(for message: RequestFrame) -> Step {
        let bytes = message.bytes
        if message.ending == .binary { return .answerInPlace }
        if bytes.starts(with: Self.quit) {
            return passesQuit ? .ask(RequestFrame([], ending: .abort)) : .endConnection
        }
        // No JSON has these, and a socket server would take what stands before for the request.
        if bytes.contains(Framing.requestTerminator) || bytes.contains(Framing.abort) { return .answerInPlace }
        guard SocketEscapes.areNeeded(in: bytes) else { return .ask(RequestFrame(bytes)) }
        return SocketEscapes.applied(to: bytes).map { .ask(RequestFrame($0)) } ?? .answerInPlace
    }

    // MARK: Answers

    /// What the client is sent.
    ///
    /// - Parameter exchange: what came of ``Step/ask(_:)``.
    func delivery(_ exchange: Exchange) -> Delivery {
        to.isWebSocket ? socketDelivery(exchange) : webSocketDelivery(exchange)
    }

    /// What a client is sent whose connection ends.
    var end: Delivery {
        to.isWebSocket ? Delivery([], .close) : Self.closing(Self.quitClose, behind: Self.bye)
    }

    private func socketDelivery(_ exchange: Exchange) -> Delivery {
        // A socket server that is stopped has no answer to it.
        if exchange.request.ending == .abort { return Delivery([], .close) }
        guard let failure = exchange.failure else { return Delivery(messages: exchange.frames) }
        // To a client of sockets a reset proves that nothing was executed: it sends its request again.
        guard failure.mayHaveBeenExecuted else { return Delivery([], .reset) }
        var delivery = Delivery(exchange.frames.flatMap(\.encoded), .close)
        // Some of several messages are no whole answer.
        if exchange.messages != nil { delivery.bytes = delivery.text }
        return delivery
    }

    private func webSocketDelivery(_ exchange: Exchange) -> Delivery {
        guard let failure = exchange.failure else { return Delivery(messages: exchange.frames) }
        guard failure.mayHaveBeenExecuted else {
            return Self.closing(WebSocketClose(Self.badGateway, failure.summary))
        }
        if exchange.request.ending == .abort {
            return Self.closing(Self.quitClose, behind: Self.bye)
        }
        // A Close 1011, or behind a part of an answer no Close at all.
        guard let messages = exchange.messages else { return Delivery(exchange.response?.encoded ?? [], .close) }
        var delivery = Delivery(messages: messages.map(\.frame).filter { $0.ending != .noTerminator })
        delivery.isSilent = false
        delivery.ending = .close
        if messages.last?.frame.ending == .noTerminator { delivery.close = .abnormal }
        return delivery
    }

    private static func closing(_ close: WebSocketClose, behind text: [UInt8]? = nil) -> Delivery {
        var delivery = text.map { Delivery(response: $0) } ?? Delivery([], .close)
        delivery.close = close
        return delivery
    }
}
