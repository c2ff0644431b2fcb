package import Texts

/// What is wrong in a stub, and where.
package struct StubError: Error, Hashable, Sendable {
    /// A JSON pointer into the stub (RFC 6901).
    package var pointer: String
    package var reason: String

    package init(_ pointer: String, _ reason: String) {
        self.pointer = pointer
        self.reason = reason
    }

    /// Runs a reader of a part that knows nothing of its place.
    static func at<Result>(
        _ pointer: String,
        _ body: () throws(PatternError) -> Result
    ) throws(StubError) -> Result {
        do {
            return try body()
        } catch {
            throw StubError(pointer, error.reason)
        }
    }

    /// In the words of a session's line, which quote what they are about where that is not plain.
    package var inLine: PatternError {
        let place = pointer.dropFirst()
        return PatternError(reason: place.isEmpty || place.hasPrefix("match") ? reason : "'\(place)': \(reason)")
    }
}
