package import IPCFraming

/// One exchange that has passed through a proxy, as it is recorded.
package struct ProxiedExchange: Hashable, Sendable {
    /// Counted from 1, in the order in which requests were whole.
    package var number: Int
    package var request: RequestFrame
    /// The response or, when there is a failure, the part of it that came.
    package var response: ResponseFrame?
    package var failure: FailureCode?
    /// How often a connection was tried for it.
    package var attempts = 1
    /// What a reader of the recording has to know besides.
    package var note: String?
    package var start: ContinuousClock.Instant
    /// The fault that made it what it is, as its user wrote it.
    package var fault: String?
    /// Why a WebSocket server has closed the connection behind it or in place of its response, if it has.
    package var close: WebSocketClose?
    /// Whether nobody has asked for it: a response alone, without a number.
    package var isPushed = false

    /// What a server has sent unasked.
    static func pushed(_ message: ResponseFrame) -> ProxiedExchange {
        var exchange = ProxiedExchange(number: 0, request: RequestFrame([]), response: message, start: .now)
        exchange.isPushed = true
        return exchange
    }

    /// What the client has seen, for the log.
    package var delivery: Delivery {
        var delivery = Delivery(response: response, failure: failure)
        delivery.isBinary = response?.ending == .binary
        delivery.close = close
        return delivery
    }
}

extension Delivery {
    /// What came of an exchange, shown to the client of a proxy. Where the server has not closed, nor does the proxy.
    init(response: ResponseFrame?, failure: FailureCode?) {
        let bytes = response?.encoded ?? []
        switch failure {
        case nil:
            switch response?.ending {
            case .complete?, .more?, .binary?: self.init(bytes)
            case .noTerminator?: self.init(bytes, .close)
            case .noClose?, nil: self.init(bytes, .hold)
            }
        case .closedWithoutResponse?, .truncated?, .tooLarge?: self.init(bytes, .close)
        case .refused?, .unresolved?, .unreachable?, .reset?, .timeout?, .endless?, .cancelled?, .handshakeRefused?,
            .wrongServer?, .protocolViolation?, .other?:
            self.init(bytes, .reset)
        }
    }
}
