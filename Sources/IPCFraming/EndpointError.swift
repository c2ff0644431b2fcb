/// A text that names no endpoint.
public struct EndpointError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The text, without what may be secret.
    public var text: String
    /// What is wrong with it.
    public var reason: String

    /// One line: the text, what is wrong, and the forms there are.
    public var description: String {
        let forms =
            text.hasPrefix("ws")
            ? "ws://HOST[:PORT][/PATH][?QUERY]" : "HOST, HOST:PORT, PORT, [v6]:PORT or unix:/path"
        return "'\(text)' is no endpoint: \(reason) (\(forms))"
    }
}
