/// A line of a session file after its header.
package enum SessionLine: Hashable, Sendable {
    case exchange(RecordedExchange)
    /// An answer to requests of a certain form, written by hand.
    case stub(SessionStub)
    /// What the server has sent unasked.
    case pushed(RecordedPush)
    /// A clean close, with the number of exchanges.
    case end(Int)
}
