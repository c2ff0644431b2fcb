import IPCFraming

/// What a delivery is over a WebSocket: where a socket server ends a connection, this one sends a Close.
struct WebSocketPlan: Sendable {
    enum Ending: Hashable, Sendable {
        /// The connection goes on.
        case goOn
        case close(WebSocketClose)
        /// Our side of TCP is closed without a Close.
        case end
        case reset
        /// Nothing more is sent, but the connection stays.
        case hold
    }

    private let delivery: Delivery
    /// Whether the message is only begun.
    let isCut: Bool
    private(set) var ending = Ending.goOn

    init(_ delivery: Delivery) {
        self.delivery = delivery
        let isWhole = delivery.isWhole
        let isEmpty = delivery.bytes.isEmpty
        isCut = !isWhole && delivery.ending != .usual && !isEmpty
        switch delivery.ending {
        // An answer that cannot be written ends the connection.
        case .usual: ending = isEmpty && delivery.close == nil && !delivery.isSilent ? .end : .goOn
        case .close: ending = isCut ? .end : .close(WebSocketClose(.internalError))
        case .hold: ending = isEmpty || isCut ? .hold : .goOn
        case .reset: ending = .reset
        }
        if let close = delivery.close, ending != .reset { ending = close == .abnormal ? .end : .close(close) }
    }

    var message: WebSocketMessage? {
        if delivery.bytes.isEmpty { return nil }
        return WebSocketMessage(delivery.isBinary ? .binary : .text, delivery.text)
    }

    /// The message's bytes on the wire.
    ///
    /// - Parameter fragments: how many bytes a frame carries at the most; `nil` is one frame for all.
    func encoded(by encoder: inout WebSocketEncoder, fragments: Int?) -> [UInt8] {
        guard let message else { return [] }
        // All of its bytes, in a frame that others should follow.
        return isCut ? encoder.encodeBeginning(of: message) : encoder.encode(message, fragments: fragments)
    }

    /// What a client makes of a delivery.
    static func outcome(_ delivery: Delivery) -> Delivery.Outcome {
        let plan = WebSocketPlan(delivery)
        var outcome = plan.outcome
        if delivery.isSilent { outcome.error = nil }
        delivery.addMessages(to: &outcome)
        return outcome
    }

    /// What a client makes of it.
    var outcome: Delivery.Outcome {
        var close: WebSocketClose?
        switch ending {
        case .close(let sent): close = sent
        case .end, .reset: close = .abnormal
        case .goOn, .hold: break
        }
        guard let message, !isCut else {
            let error: FailureCode =
                switch ending {
                case .reset: .reset
                case .hold: .timeout
                case .goOn, .close, .end: .closedWithoutResponse
                }
            return Delivery.Outcome(response: nil, error: error, close: close)
        }
        return Delivery.Outcome(response: ResponseFrame(message), close: close)
    }
}
