import IPCFraming

/// What holds for each exchange of a client until somebody changes it: an exchange reads all of it by one reference.
final class Terms {
    let endpoint: Endpoint
    let policy: ExchangePolicy
    let trace: ((TraceEvent) -> Void)?
    let notice: ((ExchangeNotice) -> Void)?
    /// The policy's times.
    let timeout: Nanoseconds
    let connectTimeout: Nanoseconds

    init(
        _ endpoint: Endpoint,
        _ policy: ExchangePolicy,
        trace: ((TraceEvent) -> Void)? = nil,
        notice: ((ExchangeNotice) -> Void)? = nil
    ) {
        self.endpoint = endpoint
        self.policy = policy
        self.trace = trace
        self.notice = notice
        timeout = policy.timeout.nanoseconds
        connectTimeout = policy.connectTimeout.nanoseconds
    }

    /// The time there is for connecting, for the message of a time-out.
    var connectLimit: Duration {
        policy.connectTimeout > .zero ? min(policy.connectTimeout, policy.timeout) : policy.timeout
    }

    func failure(_ code: FailureCode, _ phase: ExchangeError.Phase, _ detail: String = "") -> ExchangeError {
        ExchangeError(code, phase, endpoint, detail)
    }
}
