/// What the system said, as `errno`.
package struct SystemError: Error, Hashable, Sendable {
    package var code: Int32

    package init(code: Int32 = errno) {
        self.code = code
    }

    /// Whether the peer broke the connection.
    package var isReset: Bool {
        switch code {
        case ECONNRESET, EPIPE, ECONNABORTED: true
        default: false
        }
    }

    /// The system's words, in lower case at the start, as they stand in the middle of our messages.
    package var reason: String {
        let words = String(cString: strerror(code))
        return words.prefix(1).lowercased() + words.dropFirst()
    }
}
