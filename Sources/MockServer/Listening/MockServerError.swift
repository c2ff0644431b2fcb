package import IPCFraming

/// Why a mock server could not start.
public struct MockServerError: Error, Sendable, CustomStringConvertible {
    package enum Place: Sendable {
        case listening(Endpoint)
        /// A session file, or the file that is recorded in.
        case session
        /// The server to ask cannot be found or reached.
        case upstream(Endpoint)
        /// The server to ask would be this one itself.
        case itself(Endpoint)
        /// The process may not open as many files as a server needs.
        case descriptors
    }

    package let place: Place
    private let reason: String

    init(_ place: Place, _ reason: String = "") {
        self.place = place
        self.reason = reason
    }

    /// One line: what, where and why.
    public var description: String {
        switch place {
        case .listening(let endpoint): "cannot listen on \(endpoint): \(reason)"
        case .session, .descriptors: reason
        case .upstream(let endpoint): "cannot reach \(endpoint): \(reason)"
        case .itself(let endpoint): "\(endpoint) is where this server listens itself"
        }
    }
}
