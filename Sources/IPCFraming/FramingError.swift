/// Why bytes could not be turned into frames.
public struct FramingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of failure. More may be added.
    public enum Code: String, Hashable, Sendable {
        /// A request or response grew past the decoder's limit before its end was seen.
        case tooLarge = "too-large"
    }

    /// The kind of failure.
    public var code: Code
    /// The limit in force, in bytes.
    public var limit: Int

    /// Creates an error, for throwing or comparing.
    public init(code: Code, limit: Int) {
        self.code = code
        self.limit = limit
    }

    /// One line: what and how much.
    public var description: String {
        switch code {
        case .tooLarge: "more than \(limit) bytes without an end"
        }
    }

    static func tooLarge(limit: Int) -> FramingError {
        FramingError(code: .tooLarge, limit: limit)
    }
}
