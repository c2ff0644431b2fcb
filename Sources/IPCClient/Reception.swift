/// What came while nothing was asked.
public struct Reception: Sendable {
    /// The messages, in their order.
    public internal(set) var messages: [ReceivedMessage] = []
    /// Why there is no connection any more, or was none; `nil` while there is one.
    public internal(set) var failure: ExchangeError?
}
