import MockCore

/// Why a change to a mock server was not made.
public struct MockControlError: Error, Sendable, CustomStringConvertible {
    /// What kind of reason it is.
    public enum Kind: Hashable, Sendable {
        /// What was given cannot be read.
        case invalid
        /// There is nothing of that name.
        case unknown
        /// The server cannot do that, or not now.
        case conflict
        /// It did not happen in time.
        case timeout
    }

    public let kind: Kind
    /// Where the mistake is in what was given: a JSON pointer (RFC 6901), or a name; empty for all of it.
    public let place: String
    /// What is wrong there.
    public let reason: String

    package init(_ kind: Kind, at place: String = "", _ reason: String) {
        self.kind = kind
        self.place = place
        self.reason = reason
    }

    init(_ error: StubError) {
        self.init(.invalid, at: error.pointer, error.reason)
    }

    /// One line: where and why.
    public var description: String { place.isEmpty ? reason : "'\(place)': \(reason)" }
}
