package import IPCClient
package import IPCFraming
package import InspectProtocol
package import MockCore
package import Sessions
import Texts

extension Proxy {
    /// Where a proxy listens, whom it asks, and what it does to answers.
    package struct Configuration: Sendable {
        package var listen: Endpoint
        /// The server.
        package var to: Endpoint
        /// How the server uses connections, to tell where a response ends. Where one end is a WebSocket it means the
        /// socket end: a bridge to a WebSocket server uses its clients' connections so.
        package var mode = ConnectionMode.oneShot
        /// How long to try to connect to the server, for each client. Zero: a single attempt.
        package var connectTimeout = Duration.seconds(2)
        /// Whether a request is sent again after a reset before the first byte of its answer: the server has not
        /// executed it then.
        package var resendsAfterReset = true
        /// How long an exchange may take; `nil` is for ever.
        package var timeout: Duration?
        /// The session file that exchanges are recorded in.
        package var recording: String?
        /// What must not come into the recording, although it goes over the wire.
        package var redaction: Redaction?
        /// When the disk must have what is recorded.
        package var sync = SyncPolicy.never
        /// What counts as an error among the answers, for the recording's header.
        package var rule = SuccessRule.standard
        /// The program, for the recording's header.
        package var tool = "ipcsh"
        /// How long answers are kept back.
        package var latency = Latency.none
        /// What goes wrong with answers; the first that applies does.
        package var faults: [Fault] = []
        /// Makes chance the same in each run.
        package var seed: UInt64 = 0
        /// The most connections at once; further ones wait until one ends.
        package var maximumConnections = 1024
        /// How long a connection may be silent in both directions; `nil` is for ever.
        package var idleTimeout: Duration? = .seconds(600)
        /// The longest request or response that is recorded; longer ones are passed on all the same. In bytes.
        ///
        /// A connection takes up to twice as much memory while it has an exchange, eight times between WebSocket ends,
        /// and some 256 KiB besides.
        package var frameLimit = Framing.defaultLimit
        /// What is asked of a WebSocket server when it is connected to, in the place of what a WebSocket client says. An
        /// offer of compression is passed on with it, or taken out.
        package var webSocket = WebSocketOptions()

        /// The longest message that a bridge takes from a WebSocket client, in bytes: the vendor's servers take no more.
        package var webSocketLimit = 1_048_576
        /// How often a bridge asks a WebSocket client for a sign of life, as the vendor's servers do; `nil` is never.
        package var pingInterval: Duration? = .seconds(20)
        /// Where the answers of a bridge's server end; `nil` where each is one message.
        package var answerEnd: AnswerEnd?
        /// Whether a bridge's clients can end its server, by `quit` or Ctrl-Z; else that ends their own connection only.
        package var passesQuit = false

        package init(listen: Endpoint, to: Endpoint) {
            self.listen = listen
            self.to = to
        }

        /// What becomes of opening handshakes, where both ends are WebSocket ends.
        var handshake: WebSocketProxyHandshake? {
            guard listen.isWebSocket, case .webSocket(let address) = to else { return nil }
            return WebSocketProxyHandshake(to: address, webSocket, server: tool)
        }

        /// How recordings begin.
        var header: SessionHeader {
            var header = SessionHeader(
                created: Timestamp.now.iso8601,
                tool: tool,
                via: "proxy",
                to: to.description,
                mode: RecordedMode(of: to, mode)
            )
            header.rule = rule
            return header
        }

        var policy: ProxyPolicy {
            ProxyPolicy(
                to: to,
                // The end of a WebSocket never belongs to what came before.
                mode: to.isWebSocket ? .keepAlive : mode,
                frameLimit: frameLimit,
                latency: latency,
                faults: faults,
                seed: seed,
                connectTimeout: connectTimeout,
                resendsAfterReset: resendsAfterReset,
                timeout: timeout
            )
        }
    }
}
