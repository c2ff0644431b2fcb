import IPCFraming
import MockCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Answers a connection that was just accepted without the event loop, when its client has sent its request by then. Most
/// have: they send right behind their connection. To register a connection with the event loop, to wait for it and to
/// deregister it is more work than the exchange.
///
/// It never waits: a connection that it cannot bring to its end is the event loop's, with a head start. Where the client
/// has closed its side, all that it sent is read, and a plain close resets nothing; else the event loop waits for that.
final class PromptExchange {
    /// Longer requests are left to the event loop, in bytes.
    private static let capacity = 4096

    #if canImport(Glibc)
        /// The end of the stream follows at once: both travel in one packet.
        private static let sendFlags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT) | Int32(MSG_MORE)
    #else
        private static let sendFlags = MSG_DONTWAIT
    #endif

    private let state: MockState
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 1)

    /// - Returns: `nil` when connections do not end with one exchange, or a fault may end them before it.
    init?(_ state: MockState) {
        let configuration = state.configuration
        guard configuration.mode == .oneShot, configuration.faults.isEmpty else { return nil }
        self.state = state
    }

    deinit {
        buffer.deallocate()
    }

    /// - Parameter socket: is closed when the connection has ended.
    /// - Returns: how far the connection has come, or `nil` when it has ended.
    func serve(_ socket: Int32) -> HeadStart? {
        var input = UnsafeMutableRawBufferPointer(rebasing: buffer[..<0])
        while input.count < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[input.count...])
            let count = recv(socket, rest.baseAddress, rest.count, Int32(MSG_DONTWAIT))
            if count == 0 { return answer(UnsafeRawBufferPointer(input), socket, isAll: true) }
            if count < 0 {
                if errno == EAGAIN { break }
                let reason = systemReason(errno)
                close(socket)
                state.report(.broken("a connection broke: \(reason)"))
                return nil
            }
            input = UnsafeMutableRawBufferPointer(rebasing: buffer[..<(input.count + count)])
        }
        return answer(UnsafeRawBufferPointer(input), socket, isAll: false)
    }

    /// - Parameters:
    ///   - input: what the client has sent.
    ///   - isAll: whether it has closed its side behind that.
    private func answer(_ input: UnsafeRawBufferPointer, _ socket: Int32, isAll: Bool) -> HeadStart? {
        var decoder = RequestDecoder(limit: state.configuration.requestLimit)
        decoder.append(input)
        guard let request = try? decoder.next() ?? (isAll ? decoder.endOfStream() : nil) else {
            return .input(Array(input))
        }
        let start = ContinuousClock.Instant.now
        let reaction = state.react(to: request, trailing: decoder.rest)
        guard case .answer(let reply) = reaction, reply.isPrompt else {
            return .reaction(reaction, start: start, sentCount: 0)
        }
        let bytes = reply.delivery.bytes
        let count = bytes.isEmpty ? 0 : send(socket, bytes, bytes.count, Self.sendFlags)
        let isBroken = count < 0 && errno != EAGAIN
        if count < bytes.count, !isBroken {
            return .reaction(reaction, start: start, sentCount: max(0, count))
        }
        let isOver = isAll || isBroken
        if isOver { close(socket) } else { shutdown(socket, Int32(SHUT_WR)) }
        state.delivered(reply, isBroken: isBroken, start: start)
        if isBroken { state.report(.broken("a connection was reset")) }
        return isOver ? nil : .answered
    }
}
