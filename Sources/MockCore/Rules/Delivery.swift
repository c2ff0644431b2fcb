package import IPCFraming
package import Sessions

/// What goes out in answer to a request, to the byte, and what becomes of the connection then.
package struct Delivery: Hashable, Sendable {
    package enum Ending: Hashable, Sendable {
        /// As the server's mode has it.
        case usual
        /// The connection is closed, in keep-alive mode too.
        case close
        /// Nothing more is sent, and the connection stays open until the peer closes it or it was silent for too long.
        case hold
        /// The connection is reset.
        case reset
    }

    /// Bytes that are sent in pieces, with pauses between them.
    package struct Slices: Hashable, Sendable {
        package var size: Int
        package var pause: Duration

        package init(size: Int, pause: Duration) {
            self.size = size
            self.pause = pause
        }

        /// Pieces of 20 ms, or of a byte where that is less.
        init(bytesPerSecond rate: Int) {
            size = max(1, rate / 50)
            pause = .seconds(1) * size / max(1, rate)
        }
    }

    /// What a client makes of it, as session files have it.
    package struct Outcome: Hashable, Sendable {
        package var response: ResponseFrame?
        package var error: FailureCode?
        /// Why a WebSocket server has closed the connection, if it has.
        package var close: WebSocketClose?
        /// All messages, where there was not exactly one.
        package var messages: [Message]?
        /// Those that are told as unasked, behind the answer.
        package var pushed: [Message] = []

        package init(response: ResponseFrame?, error: FailureCode? = nil, close: WebSocketClose? = nil) {
            self.response = response
            self.error = error
            self.close = close
        }
    }

    /// A message among several.
    package struct Message: Hashable, Sendable {
        package var text: [UInt8]
        package var isBinary = false
        /// From when the one before it, or the request, was dealt with.
        package var pause = Duration.zero

        package init(_ text: [UInt8], isBinary: Bool = false, pause: Duration = .zero) {
            self.text = text
            self.isBinary = isBinary
            self.pause = pause
        }
    }

    /// What few deliveries have.
    private struct Details: SeldomDetails {
        var further: [Message] = []
        var pushedCount = 0
        var isSilent = false
        var slices: Slices?
        var closeDelay: Duration?
        var connectionLimit: Int?
        var isBinary = false
        var close: WebSocketClose?
        var fragmentSize: Int?
        var delaysPongs = false
    }

    /// CR LF included.
    package var bytes: [UInt8]
    package var ending = Ending.usual
    private var seldom = Seldom<Details>()

    /// What goes out behind ``bytes``, each message by itself.
    package var further: [Message] {
        get { seldom.details?.further ?? [] }
        set { seldom.change { $0.further = newValue } }
    }

    /// How many of these, at the end, are none of the answer: they come unasked.
    package var pushedCount: Int {
        get { seldom.details?.pushedCount ?? 0 }
        set { seldom.change { $0.pushedCount = newValue } }
    }

    /// Whether nothing is to be the answer, so that ``bytes`` are none and no failure.
    package var isSilent: Bool {
        get { seldom.details?.isSilent ?? false }
        set { seldom.change { $0.isSilent = newValue } }
    }

    package var slices: Slices? {
        get { seldom.details?.slices }
        set { seldom.change { $0.slices = newValue } }
    }

    /// How long the connection stays open behind it, where it would be closed at once.
    package var closeDelay: Duration? {
        get { seldom.details?.closeDelay }
        set { seldom.change { $0.closeDelay = newValue } }
    }

    /// How many bytes the connection sends over all its answers before it is closed.
    package var connectionLimit: Int? {
        get { seldom.details?.connectionLimit }
        set { seldom.change { $0.connectionLimit = newValue } }
    }

    // What means something over a WebSocket alone.

    /// Whether the response is no text.
    package var isBinary: Bool {
        get { seldom.details?.isBinary ?? false }
        set { seldom.change { $0.isBinary = newValue } }
    }

    /// The Close that follows the response, or stands in its place; 1006 for an end without one.
    package var close: WebSocketClose? {
        get { seldom.details?.close }
        set { seldom.change { $0.close = newValue } }
    }

    /// How many bytes a frame carries at the most.
    package var fragmentSize: Int? {
        get { seldom.details?.fragmentSize }
        set { seldom.change { $0.fragmentSize = newValue } }
    }

    /// Whether a ping that comes while this takes its time is answered behind it.
    package var delaysPongs: Bool {
        get { seldom.details?.delaysPongs ?? false }
        set { seldom.change { $0.delaysPongs = newValue } }
    }

    package init(_ bytes: [UInt8], _ ending: Ending = .usual) {
        self.bytes = bytes
        self.ending = ending
    }

    /// A whole response.
    package init(response text: [UInt8]) {
        self.init(text + Framing.responseTerminator)
    }

    /// Whole messages; where there is none, that is the answer.
    init(messages: [ResponseFrame]) {
        self.init(messages.first?.encoded ?? [])
        isBinary = messages.first?.ending == .binary
        isSilent = messages.isEmpty
        further = messages.dropFirst().map { Message($0.bytes, isBinary: $0.ending == .binary) }
    }

    /// What a client saw, shown to another one. What never reached a server, a refusal say, becomes a reset.
    ///
    /// - Parameter pushed: what came unasked behind it.
    package init(_ recorded: RecordedExchange, pushed: [RecordedPush] = []) {
        let first = recorded.responses.map { $0.first?.frame } ?? recorded.response
        let partial = first?.encoded ?? []
        switch recorded.error {
        case nil where recorded.responses != nil: self.init(partial)
        case _ where recorded.isAnsweredLate: self.init(partial)
        case nil:
            switch first?.ending {
            case .complete?, .more?, .binary?: self.init(partial)
            case .noTerminator?: self.init(partial, .close)
            case .noClose?, nil: self.init(partial, .hold)
            }
        case .closedWithoutResponse?, .truncated?, .tooLarge?: self.init(partial, .close)
        case .timeout?, .cancelled?, .endless?: self.init(partial, .hold)
        case .refused?, .unresolved?, .unreachable?, .reset?, .handshakeRefused?, .wrongServer?, .protocolViolation?,
            .other?:
            self.init(partial, .reset)
        }
        isBinary = first?.ending == .binary
        close = recorded.close
        isSilent = recorded.responses?.isEmpty == true && recorded.error == nil
        add(recorded.responses ?? [], pushed, behind: recorded.milliseconds)
    }

    /// - Parameter milliseconds: how long the answer took.
    private mutating func add(_ messages: [RecordedMessage], _ pushed: [RecordedPush], behind milliseconds: Double) {
        var time = messages.first?.milliseconds ?? milliseconds
        let own = messages.dropFirst().map { Self.message($0.frame, at: $0.milliseconds, &time) }
        further = own + pushed.map { Self.message($0.message, at: $0.gap * 1000, &time) }
        pushedCount = pushed.count
    }

    private static func message(_ frame: ResponseFrame, at milliseconds: Double, _ time: inout Double) -> Message {
        // Times from a file can be anything.
        let pause = min(max(0, milliseconds - time), Latency.longest / .milliseconds(1))
        time = max(time, milliseconds)
        return Message(frame.bytes, isBinary: frame.ending == .binary, pause: .microseconds(Int64(pause * 1000)))
    }

    /// All bytes of it.
    package var size: Int {
        seldom.details == nil ? bytes.count : bytes.count + further.reduce(0) { $0 + $1.text.count }
    }

    /// Whether it is a response, and nothing else happens.
    var isPlain: Bool { !bytes.isEmpty && ending == .usual && seldom.details == nil }

    /// What the answer is besides its first message, and what comes unasked, for an outcome.
    func addMessages(to outcome: inout Outcome) {
        guard !further.isEmpty || isSilent else { return }
        let first = outcome.response.map { Message($0.bytes, isBinary: isBinary) }
        let own = (first.map { [$0] } ?? []) + further.dropLast(pushedCount)
        outcome.pushed = Array(further.suffix(pushedCount))
        guard own.count != 1 else { return }
        outcome.messages = own
        outcome.response = own.last.map { ResponseFrame($0) }
    }

    /// Whether it has its CR LF.
    var isWhole: Bool {
        bytes.count >= 2 && bytes[bytes.count - 2] == UInt8(ascii: "\r") && bytes[bytes.count - 1] == UInt8(ascii: "\n")
    }

    /// Its bytes without CR LF, which no message has.
    var text: [UInt8] { isWhole ? Array(bytes.dropLast(2)) : bytes }

    /// What is sent on a connection that has sent some bytes already: no more than its limit.
    func limited(behind sent: Int) -> Delivery {
        guard let limit = connectionLimit, bytes.count >= limit - sent else { return self }
        var cut = self
        cut.bytes.removeLast(bytes.count - max(0, limit - sent))
        cut.ending = .close
        return cut
    }

    /// What a client makes of it.
    package func outcome(_ mode: ConnectionMode) -> Outcome {
        var outcome = isSilent ? Outcome(response: nil) : ownOutcome(mode)
        addMessages(to: &outcome)
        return outcome
    }

    private func ownOutcome(_ mode: ConnectionMode) -> Outcome {
        let isWhole = isWhole
        let text = text
        let response = bytes.isEmpty ? nil : ResponseFrame(text, ending: isWhole ? .complete : .noTerminator)
        let staysOpen = ending == .hold || ending == .usual && mode == .keepAlive
        switch (ending, response) {
        case (.reset, _): return Outcome(response: response, error: .reset)
        case (_, nil): return Outcome(response: nil, error: staysOpen ? .timeout : .closedWithoutResponse)
        case (_, _?) where !isWhole: return Outcome(response: response, error: staysOpen ? .timeout : .truncated)
        case (.hold, _?) where mode == .oneShot: return Outcome(response: ResponseFrame(text, ending: .noClose))
        case (_, _?): return Outcome(response: response)
        }
    }
}
