#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the system said, as `errno`.
struct SystemError: Error {
    var code: Int32

    init(code: Int32 = errno) {
        self.code = code
    }

    /// Whether the peer broke the connection.
    var isReset: Bool {
        switch code {
        case ECONNRESET, EPIPE, ECONNABORTED: true
        default: false
        }
    }

    /// The system's words, in lower case at the start, as they stand in the middle of our messages.
    var reason: String {
        let words = String(cString: strerror(code))
        return words.prefix(1).lowercased() + words.dropFirst()
    }
}
