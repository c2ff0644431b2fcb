import IPCFraming

/// What stands between clients and a server, of whatever kind these are.
protocol ProxyLine: ControlledServer {
    /// Where it listens.
    var endpoint: Endpoint { get }
    /// How many requests have passed.
    var exchanges: Int { get }
    /// How much of what has passed is recorded; `nil` when nothing is to be.
    var recordingStatus: RecordingStatus? { get }

    func stop(within patience: Duration)
}

/// A bridge is a server whose answers are another one's.
extension MockServer: ProxyLine {
    func stop(within patience: Duration) {
        drain(within: patience)
    }
}
