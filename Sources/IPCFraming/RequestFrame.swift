/// One request as it travelled, without what ended it.
public struct RequestFrame: Hashable, Sendable {
    /// What ended a request.
    public enum Ending: Hashable, Sendable {
        /// The terminator, `0x04`.
        case terminator
        /// The end of the stream; the server then takes what has arrived as the request.
        case endOfStream
        /// The request was `0x1A` alone, which stops the server. The frame has no bytes.
        case abort
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
    public var encoded: [UInt8] {
        switch ending {
        case .terminator: terminated
        case .endOfStream: bytes
        case .abort: [Framing.abort]
        }
    }

    /// Made with room for all of it: `+` would allocate twice.
    private var terminated: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: bytes.count + 1) { buffer, count in
            _ = buffer.initialize(fromContentsOf: bytes)
            buffer.initializeElement(at: bytes.count, to: Framing.requestTerminator)
            count = bytes.count + 1
        }
    }
}
