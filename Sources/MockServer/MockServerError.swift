package import IPCClient

/// Why a mock server could not start.
public struct MockServerError: Error, Sendable, CustomStringConvertible {
    package enum Place: Sendable {
        case listening(Endpoint)
        /// A session file, or the file that is recorded in.
        case session
    }

    package let place: Place
    private let reason: String

    init(_ place: Place, _ reason: String) {
        self.place = place
        self.reason = reason
    }

    /// One line: what, where and why.
    public var description: String {
        switch place {
        case .listening(let endpoint): "cannot listen on \(endpoint): \(reason)"
        case .session: reason
        }
    }
}
