import IPCFraming

/// Finds the exchanges in what passes through a proxy, and changes nothing.
struct ExchangeWatcher {
    /// A request that has passed, and whose response has not.
    struct Pending {
        var number: Int
        var request: RequestFrame
        var start: ContinuousClock.Instant
    }

    /// An exchange as the client saw it.
    struct Ended {
        var pending: Pending
        var response: ResponseFrame?
        var error: FailureCode?
    }

    private let mode: ConnectionMode
    private var requests: RequestDecoder
    private var responses: ResponseDecoder
    private(set) var pending: [Pending] = []
    private var begin: ContinuousClock.Instant?
    /// Whether the one request of a one-shot connection has passed. What follows it is for nobody.
    private var isComplete = false
    /// Whether something was too long to be watched: from then on the connection is only passed on.
    private(set) var isBlind = false

    init(mode: ConnectionMode, limit: Int) {
        self.mode = mode
        requests = RequestDecoder(limit: limit)
        responses = ResponseDecoder(mode: mode, limit: limit)
    }

    /// Takes in what the client has sent together.
    ///
    /// - Parameter number: makes the number of an exchange.
    mutating func sent(_ bytes: UnsafeRawBufferPointer, _ number: () -> Int) {
        guard !isBlind, !isComplete else { return }
        if begin == nil { begin = .now }
        requests.append(bytes)
        do throws(FramingError) {
            while !isComplete, let request = try requests.next() ?? requests.endOfPacket() {
                add(request, number)
            }
        } catch {
            goBlind()
        }
    }

    /// The client has closed its side.
    mutating func sentAll(_ number: () -> Int) {
        guard !isBlind, !isComplete, mode == .oneShot || !requests.rest.isEmpty else { return }
        add(requests.endOfStream(), number)
    }

    /// Takes in what the server has sent.
    ///
    /// - Returns: exchanges that have ended with it.
    mutating func received(_ bytes: UnsafeRawBufferPointer) -> [Ended] {
        guard !isBlind else { return [] }
        responses.append(bytes)
        var ended: [Ended] = []
        do throws(FramingError) {
            while let response = try responses.next() {
                // What nobody asked for belongs to no exchange.
                if !pending.isEmpty { ended.append(Ended(pending: pending.removeFirst(), response: response)) }
            }
        } catch {
            ended += end(error: .tooLarge)
            goBlind()
        }
        return ended
    }

    /// The server has closed its side.
    mutating func receivedAll() -> [Ended] {
        guard !isBlind, let first = pending.first else { return [] }
        let response = responses.remainder(.complete)
        let error: FailureCode? =
            switch response?.ending {
            case nil: .closedWithoutResponse
            case .noTerminator?: .truncated
            case .complete?, .noClose?: nil
            }
        pending.removeFirst()
        return [Ended(pending: first, response: response, error: error)] + end(error: .closedWithoutResponse)
    }

    /// The connection has broken.
    mutating func end(error: FailureCode) -> [Ended] {
        defer { pending = [] }
        guard !isBlind else { return [] }
        return pending.enumerated().map { index, exchange in
            Ended(pending: exchange, response: index == 0 ? responses.remainder(.noClose) : nil, error: error)
        }
    }

    private mutating func add(_ request: RequestFrame, _ number: () -> Int) {
        pending.append(Pending(number: number(), request: request, start: begin ?? .now))
        begin = nil
        guard mode == .oneShot else { return }
        isComplete = true
        requests = RequestDecoder(limit: 0)
    }

    private mutating func goBlind() {
        isBlind = true
        pending = []
        requests = RequestDecoder(limit: 0)
        responses = ResponseDecoder(mode: mode, limit: 0)
    }
}
