/// One response as it travelled, without the CR LF that ended it.
public struct ResponseFrame: Hashable, Sendable {
    /// How a response ended.
    public enum Ending: Hashable, Sendable {
        /// As the protocol has it: CR LF, then in one-shot mode the end of the stream.
        case complete
        /// The stream ended, or broke, before a CR LF: the response may be cut off.
        case noTerminator
        /// One-shot only: there was a CR LF, but the peer kept the stream open.
        case noClose
        /// Keep-alive only: more bytes came together with the CR LF. It may stand within the response's text, which then
        /// was cut there.
        case more
        /// WebSocket only: the response was not a text.
        case binary
    }

    /// The response's bytes: UTF-8 text when the peer keeps to the protocol.
    public var bytes: [UInt8]
    /// How it ended.
    public var ending: Ending

    /// Creates a frame, for sending or comparing.
    public init(_ bytes: [UInt8], ending: Ending = .complete) {
        self.bytes = bytes
        self.ending = ending
    }

    /// The exact bytes on the wire of a socket: the text and, unless it was cut off, CR LF.
    public var encoded: [UInt8] {
        switch ending {
        case .complete, .noClose, .more, .binary: bytes + Framing.responseTerminator
        case .noTerminator: bytes
        }
    }
}
