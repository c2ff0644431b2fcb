public import IPCClient
public import IPCFraming
package import MockCore
import Sessions

extension MockServer {
    /// How a mock server listens and what it does.
    public struct Configuration: Sendable {
        /// What becomes of a request that terminates the vendor's server.
        package enum FatalAction: String, CaseIterable, Sendable {
            /// The connection is closed without a response.
            case close
            /// It is answered with `Error: ...` and the reason.
            case error
            /// The server ends, as the vendor's does.
            case exit
        }

        /// Where to listen. Port 0 is a free port of the system's choice.
        public var listen: Endpoint
        package var files = FilePolicy.any
        /// What becomes of a connection after a response.
        public var mode = ResponseDecoder.Mode.oneShot
        package var onFatal = FatalAction.close
        /// One connection at a time, and a new listener after each, as the vendor's server does it: who waits in the
        /// old one's backlog is reset, who comes in between is refused.
        package var isSerial = false

        /// The session files whose recorded responses, and stubs, answer; the simulated project answers when there is
        /// none, and what was not recorded.
        public var sessions: [String] = []
        package var policy = SessionPolicy()
        /// How long answers take.
        package var latency = Latency.none
        /// What goes wrong; the first that applies does.
        package var faults: [Fault] = []
        /// Makes chance the same in each run.
        package var seed: UInt64 = 0

        /// The session file that all exchanges are recorded in.
        public var recording: String?
        /// The program, for the recording's header.
        package var tool = "ipcsh"
        /// After how many exchanges to call `onCountReached`.
        package var exchangeCount: Int?
        /// Whether what is exchanged is taken down anywhere.
        var keepsJournal = false

        /// The longest request accepted, in bytes.
        package var requestLimit = Framing.defaultLimit
        /// The most bytes kept for all connections together, of requests without an end so far and of responses that
        /// nobody takes. A request that goes past it is refused.
        package var memoryLimit = 256 * 1024 * 1024
        /// The most connections at once; further ones wait until one ends. Lowered to what the process may open.
        package var maximumConnections = 1024
        /// How long a connection may be silent, between two requests too; `nil` is for ever.
        package var idleTimeout: Duration? = .seconds(600)
        /// How long a peer that was answered may take to close its side. What it still sends is dropped.
        package var lingerTime = Duration.seconds(2)

        /// - Parameter listen: where to listen; a free port of this machine unless it says otherwise.
        public init(listen: Endpoint = .tcp(host: "127.0.0.1", port: 0)) {
            self.listen = listen
        }

        /// `policy` when there are sessions to serve.
        var sessionPolicy: SessionPolicy? { sessions.isEmpty ? nil : policy }
    }
}
