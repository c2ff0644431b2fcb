/// Whose turn it is on a server that does one thing at a time: while it works on one client's request, it neither reads
/// from another nor answers it. Only for the event loop.
final class Turn {
    private let sign: TurnSign
    private var holder: ExchangeHandler?
    private var promise: TurnSign.Promise?
    private var waiting: [ExchangeHandler] = []

    /// - Parameter sign: shows other threads that it is taken.
    init(_ sign: TurnSign) {
        self.sign = sign
    }

    /// Whether another connection is worked for.
    func isTaken(from handler: ExchangeHandler) -> Bool {
        holder.map { $0 !== handler } ?? false
    }

    /// Goes on with a connection when the turn is free.
    func await(_ handler: ExchangeHandler) {
        if !waiting.contains(where: { $0 === handler }) { waiting.append(handler) }
    }

    /// Takes the turn, or gives it back and lets the others go on.
    func set(_ handler: ExchangeHandler, isBusy: Bool) {
        if isBusy {
            if promise == nil { promise = TurnSign.Promise(sign) }
            holder = handler
        } else if holder === handler {
            holder = nil
            while holder == nil, !waiting.isEmpty { waiting.removeFirst().goOn() }
            if holder == nil { promise = nil }
        }
    }

    /// The connection is gone.
    func leave(_ handler: ExchangeHandler) {
        waiting.removeAll { $0 === handler }
        set(handler, isBusy: false)
    }
}
