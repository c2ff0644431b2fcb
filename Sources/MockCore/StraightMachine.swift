/// A connection's machine that knows a straight way for an exchange that takes no time.
package protocol StraightMachine: ServerMachine {
    /// Whether the answer under way is the last of the connection.
    var isLast: Bool { get }

    /// Takes a request, if it is all that has come and nothing else is to be done; it is being worked on then.
    ///
    /// - Returns: `nil` when that is not so: then the bytes are an event like any other.
    mutating func takeOnly(_ bytes: UnsafeRawBufferPointer) -> ReceivedRequest?

    /// What goes out, if the answer takes no time and nothing but its sending follows from it.
    ///
    /// - Returns: `nil` when that is not so: then the answer is an event like any other.
    mutating func bytes(of reply: Reaction.Reply) -> [UInt8]?

    /// What a client makes of such an answer.
    func outcome(of reply: Reaction.Reply) -> Delivery.Outcome

    /// Such an answer has gone out.
    mutating func finish(_ now: ContinuousClock.Instant) -> [ConnectionMachine.Action]

    /// Such an answer is on its way out: an event will tell what becomes of it.
    mutating func complete(_ reply: Reaction.Reply)
}
