package import IPCFraming
package import InspectProtocol

/// A request as a server has read it.
package struct ReceivedRequest: Hashable, Sendable {
    package var frame: RequestFrame
    /// Why one of its reads has terminated the vendor's server, if one has. What came before is in the frame.
    package var termination: Termination?
    /// Which WebSocket server it came to; `nil` for a socket server.
    package var profile: WebSocketProfile?

    package init(_ frame: RequestFrame, termination: Termination? = nil) {
        self.frame = frame
        self.termination = termination
    }

    /// A request that comes in one packet.
    init(arrivingWhole frame: RequestFrame) {
        var reader = RequestReader(limit: .max, isLenient: false)
        frame.encoded.withUnsafeBytes { reader.append($0) }
        self = (try? reader.next()) ?? reader.endOfStream()
    }

    /// What the vendor's server makes of it. It takes long for a large request, and needs nothing but it.
    var interpretation: RequestInterpretation {
        if let termination { return .terminates(termination) }
        switch frame.ending {
        case .abort: return .terminates(.abort)
        case .terminator, .endOfStream, .binary: return RequestInterpretation(decoded: frame.bytes)
        }
    }
}
