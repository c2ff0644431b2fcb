import IPCFraming

/// Which messages of a WebSocket server, or of a socket server in keep-alive mode, answer a request: where the answer ends.
///
/// In one-shot mode the answer is all that comes before the server closes the connection, whatever is asked for.
public struct AnswerEnd: Sendable {
    /// The first message is the answer.
    public static let firstMessage = AnswerEnd(count: 1)

    /// So many messages; `nil` for as many as come before ``isLast``. Zero: nothing is waited for.
    public var count: Int?
    /// Whether a message is the last one.
    public var isLast: (@Sendable ([UInt8]) -> Bool)?

    /// - Parameters:
    ///   - count: how many messages there are at the most.
    ///   - isLast: ends the answer before that; gets each message.
    public init(count: Int? = nil, isLast: (@Sendable ([UInt8]) -> Bool)? = nil) {
        self.count = count.map { max(0, $0) }
        self.isLast = isLast
    }

    /// Whether it is one message, whatever stands in it.
    var isFirstMessage: Bool { count == 1 }

    /// Whether the answer ends with the last of these messages.
    func isReached(by messages: [ReceivedMessage]) -> Bool {
        if let count, messages.count >= count { return true }
        guard let isLast, let message = messages.last else { return false }
        return isLast(message.frame.bytes)
    }
}
