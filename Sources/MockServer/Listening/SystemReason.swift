import NIOCore
import Platform

/// Why something failed, in one line.
func systemReason(_ error: any Error) -> String {
    switch error {
    case let error as IOError: SystemError(code: error.errnoCode).reason
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
