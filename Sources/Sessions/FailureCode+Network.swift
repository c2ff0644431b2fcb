package import IPCFraming

extension FailureCode {
    /// Whether it tells nothing of the server's answers: it could not be reached, or not in time, or was not asked.
    package var isOfNetwork: Bool {
        switch self {
        case .refused, .unresolved, .unreachable, .timeout, .cancelled, .handshakeRefused, .wrongServer: true
        case .reset, .closedWithoutResponse, .truncated, .tooLarge, .endless, .protocolViolation, .other: false
        }
    }
}
