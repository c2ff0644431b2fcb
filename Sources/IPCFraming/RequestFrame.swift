/// One request as it travelled, without what ended it.
public struct RequestFrame: Hashable, Sendable {
    /// What ended a request.
    public enum Ending: Hashable, Sendable {
        /// The terminator, `0x04`.
        case terminator
        /// The end of the stream; the server then takes what has arrived as the request.
        case endOfStream
        /// The request was `0x1A` alone, which stops the server. The frame has no bytes. Over a WebSocket it is `quit`.
        case abort
        /// WebSocket only: the request was not a text.
        case binary
    }

    /// The request's bytes: JSON text when the peer keeps to the protocol.
    public var bytes: [UInt8]
    /// What ended it.
    public var ending: Ending

    /// Creates a frame, for sending or comparing.
    public init(_ bytes: [UInt8], ending: Ending = .terminator) {
        self.bytes = bytes
        self.ending = ending
    }

    /// The exact bytes on the wire: the request and what ends it.
    public var encoded: [UInt8] { body + end }

    /// The bytes on the wire before those that end it.
    package var body: [UInt8] { ending == .abort ? [] : bytes }

    /// The bytes on the wire that end it; none where the end of the stream does.
    package var end: [UInt8] {
        switch ending {
        case .terminator: Self.terminator
        case .endOfStream, .binary: []
        case .abort: Self.abort
        }
    }

    private static let terminator = [Framing.requestTerminator]
    private static let abort = [Framing.abort]
}
