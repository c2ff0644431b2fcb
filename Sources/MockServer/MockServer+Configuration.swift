package import IPCClient
public import IPCFraming
package import InspectProtocol
package import MockCore
package import Sessions
import Texts

extension MockServer {
    /// Whose answers a bridge gives its clients, translated.
    package struct Bridge: Sendable {
        /// The server.
        package var to: Endpoint
        /// How it is asked.
        package var policy: ExchangePolicy
        /// Where its answers end; `nil` where each is one message.
        package var answerEnd: AnswerEnd?
        /// Whether its clients can end it.
        package var passesQuit: Bool

        /// Clients are of the other kind than the server.
        var translation: BridgeTranslation { BridgeTranslation(to: to, passesQuit: passesQuit) }

        /// How recordings name the way that it is asked.
        var mode: RecordedMode { RecordedMode(of: to, policy.mode) }
    }

    /// A program of the user's that answers.
    package struct Handler: Sendable {
        /// The program and its arguments, for the system's shell.
        package var command: String
        /// How long an answer may take.
        package var timeout: Duration

        package init(_ command: String, timeout: Duration = .seconds(10)) {
            self.command = command
            self.timeout = timeout
        }
    }

    /// How a mock server listens and what it does.
    public struct Configuration: Sendable {
        /// Where to listen: one project is behind all. Port 0 is a free port of the system's choice.
        public var listeners: [Endpoint]
        /// Where to listen, if that is one place; else the first.
        public var listen: Endpoint {
            get { listeners.first ?? Self.freePort }
            set { listeners = [newValue] }
        }
        package var files = FilePolicy.any
        /// What becomes of a connection after a response.
        public var mode = ConnectionMode.oneShot
        package var onFatal = AnswerRules.FatalAction.close
        /// One connection at a time, and a new listener after each, as the vendor's server does it: who waits in the
        /// old one's backlog is reset, who comes in between is refused.
        package var isSerial = false
        /// Whether clients may do what the vendor's server does not live through, or answers with a reset: send bytes
        /// behind the terminator, cut characters by packets, leave before their answer.
        package var isLenient = false
        /// Which WebSocket server is played, and how, where it listens as one.
        package var webSocket = WebSocketMachine.Settings()
        /// The server whose answers are given, translated, in the place of the project and of sessions.
        package var bridge: Bridge?

        /// The user's program that answers what no stub and no recording does.
        package var handler: Handler?

        /// The session files whose recorded responses, and stubs, answer; the simulated project answers when there is
        /// none, and what was not recorded.
        public var sessions: [String] = []
        package var policy = SessionPolicy()
        /// What is answered to the commands of the user's, before sessions and the project.
        package var commands: [CommandAnswers] = []
        /// How long answers take.
        package var latency = Latency.none
        /// What goes wrong; the first that applies does.
        package var faults: [Fault] = []
        /// Makes chance the same in each run.
        package var seed: UInt64 = 0

        /// The session file that all exchanges are recorded in.
        public var recording: String?
        /// What must not come into recordings, although it goes over the wire.
        package var redaction: Redaction?
        /// When the disk must have what is recorded.
        package var sync = SyncPolicy.never
        /// What counts as an error among the answers, for the recording's header.
        package var rule = SuccessRule.standard
        /// The same, where neither `rule` nor the served session says so.
        package var standingRule = SuccessRule.standard
        /// The program, for the recording's header.
        package var tool = "ipcsh"
        /// After how many exchanges to call `onCountReached`.
        package var exchangeCount: Int?

        /// The longest request accepted, in bytes.
        package var requestLimit = Framing.defaultLimit
        /// The most bytes kept for all connections together, of requests without an end so far and of responses that
        /// nobody takes. A request that goes past it is refused.
        package var memoryLimit = 256 * 1024 * 1024
        /// The most connections at once; further ones wait until one ends. Lowered to what the process may open.
        package var maximumConnections = 1024
        /// How long a connection may be silent, between two requests too; `nil` is for ever.
        package var idleTimeout: Duration? = .seconds(600)
        /// How long a client that was answered may take to close its side, where the server is lenient. What it still
        /// sends is dropped.
        package var lingerTime = Duration.seconds(2)
        /// How long a server that ends waits for the rest of a request.
        package var unfinishedTime = Duration.seconds(1)

        private static let freePort = Endpoint.tcp(host: "127.0.0.1", port: 0)

        /// - Parameter listen: where to listen; a free port of this machine unless it says otherwise.
        public init(listen: Endpoint = .tcp(host: "127.0.0.1", port: 0)) {
            listeners = [listen]
        }
    }
}

extension MockServer.Configuration {
    var rules: AnswerRules {
        var rules = AnswerRules()
        rules.files = files
        rules.onFatal = onFatal
        rules.policy = policy
        rules.commands = commands
        rules.latency = latency
        rules.faults = faults
        rules.seed = seed
        rules.exchangeLimit = exchangeCount
        rules.bridge = bridge?.translation
        rules.hasHandler = handler != nil
        return rules
    }

    var machineSettings: ConnectionMachine.Settings {
        var settings = ConnectionMachine.Settings()
        settings.mode = mode
        settings.isLenient = isLenient
        settings.requestLimit = requestLimit
        settings.lingerTime = lingerTime
        settings.unfinishedTime = unfinishedTime
        settings.idleTimeout = idleTimeout
        return settings
    }

    var webSocketSettings: WebSocketMachine.Settings {
        var settings = webSocket
        settings.unfinishedTime = unfinishedTime
        settings.server = tool
        return settings
    }

    /// Whom it asks: for all, or for what was not recorded.
    var upstream: Endpoint? {
        if let bridge { return bridge.to }
        guard case .ask(let endpoint, _) = policy.onMiss, !sessions.isEmpty else { return nil }
        return endpoint
    }

    /// Where the answers of another server are added.
    var missRecording: String? {
        guard case .ask(_, records: true) = policy.onMiss else { return nil }
        return sessions.first
    }

    var header: SessionHeader {
        var header = SessionHeader(
            created: Timestamp.now.iso8601,
            tool: tool,
            via: bridge == nil ? "mock" : "proxy",
            to: (bridge?.to ?? listen).description,
            mode: bridge?.mode ?? (listeners.allSatisfy(\.isWebSocket) ? .webSocket : .connection(mode))
        )
        header.rule = rule
        return header
    }
}
