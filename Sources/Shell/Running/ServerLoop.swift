import IPCClient
import IPCFraming

/// What a server in the foreground does while others do the work: says where it is, and waits for signals.
struct ServerLoop {
    /// How long what is under way may take when a server is asked to end.
    static let patience = Duration.seconds(5)

    let console: Console
    let cancellation: Cancellation?
    let readyFile: String?

    /// Returns when the server is to end.
    ///
    /// - Parameters:
    ///   - name: what it is.
    ///   - onReport: SIGUSR1 came.
    ///   - onReload: SIGHUP came.
    ///   - isDone: asked whenever the cancellation was cancelled.
    /// - Throws: ``Failure`` when the file that tells where it listens cannot be written.
    func run(
        _ name: String,
        _ endpoint: Endpoint,
        onReport: () -> Void,
        onReload: () -> Void = {},
        isDone: () -> Bool = { false }
    ) throws(Failure) {
        guard let cancellation else { throw Failure(.exchangeFailed, "no descriptors are left in this system") }
        // Before anybody knows that it runs: a signal without a handler would end it.
        Signals.handleReports()
        Signals.handleReloads()
        console.notice("ipcsh: \(name) on \(endpoint)")
        if !endpoint.isLocal {
            console.notice(
                "ipcsh: anyone who can reach this machine can use it; --listen 127.0.0.1:PORT keeps it local"
            )
        }
        let file = readyFile.map { ReadyFile(path: $0) }
        try file?.write("\(endpoint)")
        defer { file?.remove() }
        while true {
            cancellation.wait()
            cancellation.reset()
            if Signals.takeReport() { onReport() }
            if Signals.takeReload() { onReload() }
            // Both end a server as it should end.
            if Signals.takeInterrupt() || Signals.takeEnding() || isDone() { return }
        }
    }
}

extension Endpoint {
    /// Whether only programs on this machine can connect.
    fileprivate var isLocal: Bool {
        switch self {
        case .unix: true
        case .tcp(let host, _): host == "localhost" || host == "::1" || host.hasPrefix("127.")
        }
    }
}
