public import IPCFraming

/// Why an exchange ended without a whole response.
public struct ExchangeError: Error, Hashable, Sendable {
    /// How far the exchange had come.
    public enum Phase: Int, Hashable, Sendable, Comparable {
        /// No connection yet.
        case connecting
        /// Connected; the request was not sent whole.
        case sending
        /// The request was sent whole; not a byte of the response has come.
        case waiting
        /// A part of the response has come.
        case receiving

        public static func < (left: Phase, right: Phase) -> Bool { left.rawValue < right.rawValue }
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
        let what = summary
        guard mayHaveBeenExecuted else { return what }
        return code == .timeout && phase == .waiting
            ? "\(what); the request was sent and may have been executed"
            : "\(what); the request may have been executed"
    }

    private var summary: String {
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
        case (.timeout, .connecting): "no connection to \(endpoint) within \(detail)"
        case (.timeout, .sending): "\(endpoint) did not take the whole request within \(detail)"
        case (.timeout, .waiting): "no response from \(endpoint) within \(detail)"
        case (.timeout, .receiving): "no end of the response from \(endpoint) within \(detail)"
        case (.closedWithoutResponse, .connecting), (.closedWithoutResponse, .sending):
            "\(endpoint) closed the connection before it had taken the whole request"
        case (.closedWithoutResponse, _): "\(endpoint) closed the connection without a response"
        case (.truncated, _): "\(endpoint) cut its response off after \(detail)"
        case (.tooLarge, _): "the response from \(endpoint) is longer than \(detail)"
        case (.cancelled, .connecting), (.cancelled, .sending): "interrupted before the request was sent to \(endpoint)"
        case (.cancelled, _): "interrupted while waiting for \(endpoint)"
        case (.other(let word), _): "the exchange with \(endpoint) failed: \(word)\(parenthesized)"
        }
    }

    private var parenthesized: String { detail.isEmpty ? "" : " (\(detail))" }
}
