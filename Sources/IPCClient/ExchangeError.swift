public import IPCFraming

/// Why an exchange ended without a whole response.
public struct ExchangeError: Error, Hashable, Sendable {
    /// How far the exchange had come.
    public enum Phase: Int, Hashable, Sendable, Comparable {
        /// No connection yet; a WebSocket has one behind its handshake.
        case connecting
        /// Connected; the request was not sent whole.
        case sending
        /// The request was sent whole; not a byte of the response has come.
        case waiting
        /// A part of the response has come.
        case receiving

        public static func < (left: Phase, right: Phase) -> Bool { left.rawValue < right.rawValue }
    }

    /// What became of a one-shot exchange that was given up while the server could still answer.
    public enum Aftermath: Hashable, Sendable {
        /// The answer came so long after the start, and is the exchange's response.
        case answered(after: Duration)
        /// The server closed the connection without a whole response.
        case closed
        /// The server reset the connection.
        case reset
        /// The client closed the connection, which may have ended the server.
        case left
    }

    /// The kind of failure.
    public var code: FailureCode
    /// How far the exchange had come.
    public var phase: Phase
    /// The server.
    public var endpoint: Endpoint
    /// What the system said, or a number that belongs to the failure (the time or the limit); may be empty.
    public var detail: String

    /// Whether the server may have done what was asked. The reset of a connection before any byte of the response
    /// proves that it has not: the system resets what nobody accepted, or what was not read whole.
    public var mayHaveBeenExecuted: Bool
    /// How many messages of the answer had come, where several were waited for.
    public var messageCount = 0
    /// What became of it after a time-out or a cancellation, when that could have ended the server: see
    /// ``ExchangePolicy/lingerTime``.
    public var aftermath: Aftermath?
    /// Why a WebSocket server closed the connection, where that is the failure.
    public var close: WebSocketClose?

    /// Creates an error, for throwing or comparing. Whether the request may have been executed follows from the code
    /// and the phase.
    public init(_ code: FailureCode, _ phase: Phase, _ endpoint: Endpoint, _ detail: String = "") {
        self.code = code
        self.phase = phase
        self.endpoint = endpoint
        self.detail = detail
        mayHaveBeenExecuted =
            switch phase {
            case .connecting, .sending: false
            case .waiting: code != .reset
            case .receiving: true
            }
    }
}

extension ExchangeError: CustomStringConvertible {
    /// One line: what, where, why, and whether the request may have been executed.
    public var description: String {
        var parts = [summary]
        switch aftermath {
        case .answered(let time)?: return "\(summary); the answer came late, after \(time.inTenths)"
        case .closed?: parts.append("then it closed the connection")
        case .reset?: parts.append("then it reset the connection")
        case .left?, nil: break
        }
        // Whoever has answered has executed it.
        if messageCount > 0 { return parts.joined(separator: "; ") }
        if mayHaveBeenExecuted {
            let wasSent = code == .timeout && phase == .waiting ? "was sent and " : ""
            parts.append("the request \(wasSent)may have been executed")
        } else if aftermath == .reset {
            parts.append("the request was not executed")
        }
        if aftermath == .left { parts.append("leaving may have ended the server") }
        return parts.joined(separator: "; ")
    }

    /// For ``detail``.
    static let outOfPorts = "every local port is in use"

    /// Whether no connection could be made for want of a port on this side. It passes.
    package var isOutOfPorts: Bool { code == .unreachable && detail == Self.outOfPorts }

    /// What, where, why.
    package var summary: String {
        switch (code, phase) {
        case (.refused, _): "cannot connect to \(endpoint): connection refused"
        case (.unresolved, _): "cannot connect to \(endpoint): unknown host\(parenthesized)"
        case (.unreachable, .connecting): "cannot connect to \(endpoint): \(detail)"
        case (.unreachable, _): "the connection to \(endpoint) broke: \(detail)"
        case (.reset, .connecting): "cannot connect to \(endpoint): \(detail.isEmpty ? "connection reset" : detail)"
        case (.reset, .sending), (.reset, .waiting):
            "\(endpoint) reset the connection before it responded"
                + (mayHaveBeenExecuted ? "" : "; the request was not executed")
        case (.reset, .receiving): "\(endpoint) reset the connection before the end of its response"
        case (.handshakeRefused, _): "\(endpoint) refused the WebSocket handshake: \(detail)"
        case (.wrongServer, .connecting):
            "\(endpoint) is no WebSocket server: it does not answer in HTTP (a socket server is HOST:PORT)"
        case (.wrongServer, _):
            "\(endpoint) is no socket server: it answers in HTTP (a WebSocket server is ws://HOST:PORT)"
        case (.protocolViolation, _): "\(endpoint) broke the rules of WebSocket: \(detail)"
        case (.timeout, .connecting): "no connection to \(endpoint) within \(detail)"
        case (.timeout, .sending): "\(endpoint) did not take the whole request within \(detail)"
        case (.timeout, _) where messageCount > 0:
            "\(messages) came from \(endpoint) within \(detail), and not the last one"
        case (.closedWithoutResponse, _) where messageCount > 0:
            "\(endpoint) closed the connection after \(messages), and not the last one\(closeWords)"
        case (.timeout, .waiting): "no response from \(endpoint) within \(detail)"
        case (.timeout, .receiving): "no end of the response from \(endpoint) within \(detail)"
        case (.closedWithoutResponse, .connecting) where endpoint.isWebSocket:
            "\(endpoint) closed the connection during the WebSocket handshake"
        case (.closedWithoutResponse, .connecting), (.closedWithoutResponse, .sending):
            "\(endpoint) closed the connection before it had taken the whole request\(closeWords)"
        case (.closedWithoutResponse, _): "\(endpoint) closed the connection without a response\(closeWords)"
        case (.truncated, _): "\(endpoint) cut its response off after \(detail)"
        case (.tooLarge, _): "the response from \(endpoint) is longer than \(detail)"
        case (.endless, _): "\(endpoint) does not end its response: it goes on answering in keep-alive mode"
        case (.cancelled, .connecting), (.cancelled, .sending): "interrupted before the request was sent to \(endpoint)"
        case (.cancelled, _): "interrupted while waiting for \(endpoint)"
        case (.other(let word), _): "the exchange with \(endpoint) failed: \(word)\(parenthesized)"
        }
    }

    private var parenthesized: String { detail.isEmpty ? "" : " (\(detail))" }

    private var messages: String { "\(messageCount) message\(messageCount == 1 ? "" : "s")" }

    private var closeWords: String { close.map { " (\($0.inWords))" } ?? "" }
}

extension WebSocketClose {
    /// For a message: `1011`, `1000: Closing connection.`, safe for a terminal.
    package var inWords: String {
        switch code {
        case .abnormal: "no Close frame"
        case .none: "a Close frame without a code"
        default: reason.isEmpty ? "\(code.rawValue)" : "\(code.rawValue): \(reason.harmless)"
        }
    }
}

extension String {
    /// What a peer has written, in one line and without control characters.
    var harmless: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.isHarmless ? $0 : "?" }))
    }
}

extension Unicode.Scalar {
    fileprivate var isHarmless: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }
}
