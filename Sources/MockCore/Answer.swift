package import IPCFraming
package import InspectProtocol

/// What the server does about a request.
package enum Answer: Hashable, Sendable {
    /// Where an answer comes from that is not the simulated project's.
    package enum Source: Hashable, Sendable {
        /// A recorded exchange, by its label.
        case recording(Int)
        /// A stub, by its id or its place among a session's lines with a `match`, counted from 1.
        case stub(String)
        /// The user's program.
        case handler
        /// A definition, by the name of its command.
        case command(String)
        /// The server that was asked.
        case server(Endpoint)
        /// The bridge itself: the server is not asked.
        case bridge
        /// What is done when nothing recorded fits.
        case miss
        /// A fault on purpose, as its user wrote it.
        case fault(String)
    }

    /// Sends this text, CR LF behind it.
    case response([UInt8])
    /// Sends nothing, as the vendor's server does when its answer cannot be written as UTF-8; it lives on.
    case silence
    /// Dies, as the vendor's server does.
    case termination(Termination)
    /// Sends these bytes, or none.
    case delivery(Delivery, from: Source)

    /// Whether the vendor's socket server dies.
    var isTermination: Bool {
        if case .termination = self { true } else { false }
    }
}
