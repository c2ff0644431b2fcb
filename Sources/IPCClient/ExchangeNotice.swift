public import IPCFraming

/// What a person who waits for an exchange wants to know while it lasts.
public enum ExchangeNotice: Sendable {
    /// The exchange has failed, and its late answer is waited for, at most for so long.
    case lingering(ExchangeError, atMost: Duration)
    /// In keep-alive mode, more bytes came with the response: it may have been cut at a CR LF of its text.
    case moreOfTheResponse
    /// They came later, behind the response of the exchange before.
    case moreOfTheLastResponse
    /// One of several messages that are waited for has come.
    case message(ReceivedMessage)
    /// A WebSocket server has sent this unasked. What came together with an answer, behind it, is in ``Exchange/pushed``
    /// as well.
    case pushed(WebSocketMessage, isBehindAnswer: Bool = false)
    /// A WebSocket server has closed the connection while nothing was asked; the next exchange opens another.
    case closed(WebSocketClose)
}
