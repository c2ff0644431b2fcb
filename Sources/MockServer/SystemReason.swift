import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The system's words for an error code, in lower case at the start, as they stand in the middle of our messages.
func systemReason(_ code: Int32) -> String {
    let words = String(cString: strerror(code))
    return words.prefix(1).lowercased() + words.dropFirst()
}

/// Why something failed, in one line.
func systemReason(_ error: any Error) -> String {
    switch error {
    case let error as IOError: systemReason(error.errnoCode)
    case let error as ListeningError: error.reason
    case is SocketAddressError.UnknownHost: "unknown host"
    default: "\(error)"
    }
}

extension IOError {
    /// Whether the peer was gone, so that nothing could be closed or sent any more.
    var tellsOfNoPeer: Bool {
        errnoCode == ENOTCONN || errnoCode == EPIPE || errnoCode == ECONNRESET
    }
}
