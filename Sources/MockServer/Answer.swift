package import InspectProtocol

/// What the server does about a request.
package enum Answer: Hashable, Sendable {
    /// Sends this text, CR LF behind it.
    case response([UInt8])
    /// Sends nothing, as the vendor's server does when its answer cannot be written as UTF-8; it lives on.
    case silence
    /// Dies, as the vendor's server does.
    case termination(Termination)
}
