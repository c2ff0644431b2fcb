/// A line of a session file after its header.
package enum SessionLine: Hashable, Sendable {
    case exchange(RecordedExchange)
    /// A clean close, with the number of exchanges.
    case end(Int)
}
