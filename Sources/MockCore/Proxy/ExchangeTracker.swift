import IPCFraming

/// Finds the exchanges in what passes through a proxy, and changes nothing.
///
/// Of a message that is longer than the limit it keeps nothing, but still finds its end.
struct ExchangeTracker {
    /// A request that has passed whole, and whose response has not.
    struct Pending {
        var number: Int
        /// `nil` when it was too long to be kept.
        var request: RequestFrame?
        /// When its first byte came.
        var start: ContinuousClock.Instant
        /// Whether only the end of the stream ends it.
        var endsWithStream = false
        /// Its response is too long, and was given away as far as it had come.
        var isTold = false
        /// What was done to it on its way to the server.
        var fault: Fault?
    }

    /// An exchange that is over.
    struct Ended {
        var pending: Pending
        var response: ResponseFrame?
        var failure: FailureCode?
    }

    /// Bytes from the server that belong together.
    struct Part {
        var count: Int
        /// The exchange that ends with them.
        var ended: Ended?
    }

    let mode: ConnectionMode
    let limit: Int
    private(set) var pending = FirstInFirstOut<Pending>()
    /// When the first byte of a request came that is not whole yet.
    private(set) var begin: ContinuousClock.Instant?
    /// Whether the one request of a one-shot connection has passed. What follows it is for nobody.
    private(set) var isRequestWhole = false
    /// Whether something did follow.
    private(set) var hasTrail = false
    /// The bytes of the response under way that have come.
    private(set) var answerSize = 0

    private var requests: RequestDecoder
    private var skipsRequest = false
    private var responses: ResponseDecoder
    private var skipsAnswer = false
    /// The last two bytes of the response under way.
    private var tail: (UInt8, UInt8) = (0, 0)

    init(mode: ConnectionMode, limit: Int) {
        self.mode = mode
        self.limit = limit
        requests = RequestDecoder(limit: limit)
        responses = ResponseDecoder(mode: mode, limit: limit)
    }

    /// Whether the server owes nothing, and has nothing of a request.
    var isIdle: Bool { pending.isEmpty && begin == nil }

    /// Whether the response of a one-shot exchange may be whole, as it ends with CR LF, though the server has not closed.
    var isAnswered: Bool {
        mode == .oneShot && !pending.isEmpty && answerSize >= 2 && endsWithLineEnd
    }

    /// Whether the last two bytes from the server were CR LF.
    var endsWithLineEnd: Bool { tail == (Framing.responseTerminator[0], Framing.responseTerminator[1]) }

    /// What to send once more when the server has reset the connection; `nil` when that could execute something twice: part
    /// of a response has come, or a server that stops reading at a terminator has reset the connection because of the rest.
    var repeatable: [UInt8]? {
        guard answerSize == 0, !hasTrail, !skipsRequest, pending.first?.fault == nil else { return nil }
        switch pending.count {
        case 0: return requests.rest.isEmpty ? nil : Array(requests.rest)
        case 1: return requests.rest.isEmpty ? pending.first?.request?.encoded : nil
        default: return nil
        }
    }

    // MARK: Requests

    /// Takes in what the client has sent together.
    ///
    /// - Parameter number: makes the number of an exchange.
    /// - Returns: whether a request has turned out to be too long to be kept.
    mutating func sent(_ bytes: some Collection<UInt8>, at now: ContinuousClock.Instant, _ number: () -> Int) -> Bool {
        guard !bytes.isEmpty else { return false }
        guard !isRequestWhole else {
            hasTrail = true
            return false
        }
        if begin == nil { begin = now }
        if skipsRequest { return skip(bytes, at: now, number) }
        requests.append(bytes)
        do throws(FramingError) {
            while !isRequestWhole, let request = try requests.next() ?? requests.endOfPacket() {
                add(request, number)
                if !requests.rest.isEmpty { begin = now }
            }
        } catch {
            let bytes = Array(requests.rest)
            requests = RequestDecoder(limit: limit)
            skipsRequest = true
            _ = skip(bytes, at: now, number)
            return true
        }
        if isRequestWhole, begin != nil {
            hasTrail = true
            dropPartial()
        }
        return false
    }

    /// The client sends no more: what there is of a request is one.
    mutating func sentAll(_ number: () -> Int) {
        guard begin != nil else { return }
        add(skipsRequest ? nil : requests.endOfStream(), endsWithStream: true, number)
        skipsRequest = false
    }

    /// A fault was meant for the request that was the last to be whole.
    mutating func mark(_ fault: Fault) {
        pending.last?.fault = fault
    }

    /// Forgets what there is of a request.
    mutating func dropPartial() {
        requests = RequestDecoder(limit: limit)
        skipsRequest = false
        begin = nil
    }

    private mutating func skip(
        _ bytes: some Collection<UInt8>,
        at now: ContinuousClock.Instant,
        _ number: () -> Int
    ) -> Bool {
        guard let end = bytes.firstIndex(of: Framing.requestTerminator) else { return false }
        skipsRequest = false
        add(nil, number)
        return sent(Array(bytes[bytes.index(after: end)...]), at: now, number)
    }

    private mutating func add(_ request: RequestFrame?, endsWithStream: Bool = false, _ number: () -> Int) {
        guard let start = begin else { return }
        pending.append(Pending(number: number(), request: request, start: start, endsWithStream: endsWithStream))
        begin = nil
        isRequestWhole = mode == .oneShot
    }

    // MARK: Responses

    /// Takes in what the server has sent.
    mutating func received(_ bytes: [UInt8]) -> [Part] {
        switch mode {
        case .oneShot: bytes.isEmpty ? [] : [receivedOfOne(bytes)]
        case .keepAlive: receivedOfMany(bytes)
        }
    }

    private mutating func receivedOfOne(_ bytes: [UInt8]) -> Part {
        count(bytes)
        var part = Part(count: bytes.count)
        guard !skipsAnswer else { return part }
        responses.append(bytes)
        do throws(FramingError) { _ = try responses.next() } catch { part.ended = tellOverlong() }
        return part
    }

    private mutating func receivedOfMany(_ bytes: [UInt8]) -> [Part] {
        var parts: [Part] = []
        var rest = bytes[...]
        if skipsAnswer { parts.append(skipAnswer(&rest)) }
        guard !rest.isEmpty else { return parts }
        responses.append(rest)
        while !skipsAnswer {
            do throws(FramingError) {
                guard let response = try responses.next() else { break }
                parts.append(end(response, response.encoded.count, nil, &rest))
            } catch {
                guard let response = responses.takeFirst() else {
                    let ended = tellOverlong()
                    count(rest)
                    parts.append(Part(count: rest.count, ended: ended))
                    return parts
                }
                parts.append(end(response, response.encoded.count, .tooLarge, &rest))
            }
        }
        if !rest.isEmpty {
            count(rest)
            parts.append(Part(count: rest.count))
        }
        return parts
    }

    /// - Parameter rest: loses what belongs to the response.
    private mutating func end(
        _ response: ResponseFrame,
        _ size: Int,
        _ failure: FailureCode?,
        _ rest: inout ArraySlice<UInt8>
    ) -> Part {
        let count = size - answerSize
        rest = rest.dropFirst(count)
        answerSize = 0
        tail = (0, 0)
        // What nobody asked for belongs to no exchange.
        guard let first = pending.popFirst() else { return Part(count: count) }
        return Part(count: count, ended: Ended(pending: first, response: response, failure: failure))
    }

    /// The rest of a response that is too long, and was told already.
    private mutating func skipAnswer(_ rest: inout ArraySlice<UInt8>) -> Part {
        var size = 0
        for byte in rest {
            size += 1
            tail = (tail.1, byte)
            guard endsWithLineEnd else { continue }
            skipsAnswer = false
            answerSize = 0
            _ = pending.popFirst()
            break
        }
        rest = rest.dropFirst(size)
        return Part(count: size)
    }

    private mutating func count(_ bytes: some BidirectionalCollection<UInt8>) {
        answerSize += bytes.count
        guard let last = bytes.last else { return }
        tail = (bytes.count > 1 ? bytes[bytes.index(bytes.endIndex, offsetBy: -2)] : tail.1, last)
    }

    private mutating func tellOverlong() -> Ended? {
        skipsAnswer = true
        let response = responses.remainder(.noClose)
        responses = ResponseDecoder(mode: mode, limit: limit)
        guard let first = pending.first else { return nil }
        pending.first?.isTold = true
        return Ended(pending: first, response: response, failure: .tooLarge)
    }

    // MARK: The end

    /// The server has closed its side.
    mutating func receivedAll() -> [Ended] {
        var isOverlong = skipsAnswer
        return endAll(.complete) { response in
            defer { isOverlong = false }
            return switch response?.ending {
            case nil: isOverlong ? .tooLarge : .closedWithoutResponse
            case .noTerminator?: .truncated
            case .complete?, .noClose?, .more?, .binary?: nil
            }
        }
    }

    /// The connection has broken, or was given up.
    mutating func end(_ failure: FailureCode) -> [Ended] {
        endAll(.noClose) { _ in failure }
    }

    /// The one-shot exchange is over by all that can be seen, though the server has not closed; another may begin.
    mutating func endWithoutClose() -> [Ended] {
        endAll(.noClose) { _ in nil }
    }

    private mutating func endAll(
        _ ending: ResponseFrame.Ending,
        _ failure: (ResponseFrame?) -> FailureCode?
    ) -> [Ended] {
        let response = responses.remainder(ending)
        var ended: [Ended] = []
        if let first = pending.popFirst(), !first.isTold {
            ended.append(Ended(pending: first, response: response, failure: failure(response)))
        }
        while let next = pending.popFirst() {
            ended.append(Ended(pending: next, response: nil, failure: failure(nil)))
        }
        responses = ResponseDecoder(mode: mode, limit: limit)
        skipsAnswer = false
        answerSize = 0
        tail = (0, 0)
        isRequestWhole = false
        hasTrail = false
        return ended
    }
}

extension ResponseDecoder {
    /// The first response, whatever its size, though there is an error; what follows it stays.
    fileprivate mutating func takeFirst() -> ResponseFrame? {
        guard let held = remainder(.noClose)?.bytes else { return nil }
        self = ResponseDecoder(mode: mode, limit: limit)
        guard let end = held.firstRange(of: Framing.responseTerminator) else {
            append(held)
            return nil
        }
        append(held[end.upperBound...])
        return ResponseFrame(Array(held[..<end.lowerBound]))
    }
}
