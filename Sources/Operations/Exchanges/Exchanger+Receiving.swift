package import IPCClient
import IPCFraming
import InspectProtocol
package import Texts

/// What comes unasked.
extension Exchanger {
    /// What is waited for.
    package struct Wish {
        /// How many messages; `nil` for all that come in time, or before ``until``.
        package var count: Int?
        /// What the last one matches.
        package var until: RegularExpression?
        /// How long to wait; `nil` for the time of an exchange.
        package var time: Duration?

        package init(count: Int? = nil, until: RegularExpression? = nil, time: Duration? = nil) {
            self.count = count
            self.until = until
            self.time = time
        }
    }

    /// More than these nobody waits for.
    private static let mostUnread = 10_000

    /// Waits for what the server sends unasked. What has come since the last exchange began, and was received by nobody,
    /// comes first; a person at the prompt has seen it.
    ///
    /// - Parameter show: takes each message as it comes.
    /// - Returns: ``ExitStatus/ok``, or ``ExitStatus/serverError`` when the last message is an error.
    /// - Throws: ``Failure`` when what is waited for did not come in time.
    package func receive(_ wish: Wish, show: @escaping (ReceivedMessage) -> Void) throws(Failure) -> ExitStatus {
        if settings.isDryRun { return .ok }
        let client = try currentClient()
        try checkSeveralMessages("receive is")
        try prepareRecording()
        var messages: [ReceivedMessage] = []
        let end = AnswerEnd(count: wish.count, until: wish.until)
        var isReached: Bool { end.isReached(by: messages) }
        while !isReached, !unread.isEmpty {
            let message = unread.removeFirst()
            messages.append(message)
            receivedCount += 1
            show(message)
        }
        var failure: ExchangeError?
        if !isReached {
            let (handler, seen) = (onMessage, messages.count)
            onMessage = { [self] message in
                record(pushed: message)
                receivedCount += 1
                show(message)
            }
            defer { onMessage = handler }
            let rest = AnswerEnd(count: wish.count.map { $0 - seen }, until: wish.until)
            let reception = client.receive(until: rest, for: wish.time ?? settings.policy.timeout)
            messages += reception.messages
            failure = reception.failure
        }
        var last = Exchange(request: RequestFrame([]), response: messages.last?.frame)
        if messages.count != 1 { last.messages = messages }
        last.failure = failure
        take(last, cameUnasked: true)
        if let failure {
            throw Failure(failure.code == .cancelled ? .interrupted : .exchangeFailed, Diagnostics.message(failure))
        }
        if let failure = takePushFailure() { throw failure }
        guard isReached || wish.count == nil && wish.until == nil else { throw missing(wish, messages.count) }
        return lastReply == .error ? .serverError : .ok
    }

    private func missing(_ wish: Wish, _ count: Int) -> Failure {
        let time = DurationText.text(wish.time ?? settings.policy.timeout)
        let came = count == 0 ? "nothing came" : "\(count) message\(count == 1 ? "" : "s") came"
        let wanted =
            wish.until.map { "none matches \($0.source)" }
            ?? wish.count.map { $0 == 1 ? "1 was waited for" : "\($0) were waited for" } ?? ""
        let option = wish.time == nil ? "--for, --timeout" : "--for"
        return Failure(.exchangeFailed, "receive: \(came) within \(time), \(wanted) (see \(option))")
    }

    /// Keeps what has come unasked for who asks for it.
    func keepUnread(_ message: ReceivedMessage) {
        // A person has read it.
        guard !isInteractive else { return }
        if unread.count == Self.mostUnread { unread.removeFirst() }
        unread.append(message)
    }
}
