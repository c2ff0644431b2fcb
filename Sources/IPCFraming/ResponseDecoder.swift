import Platform

/// Bytes in, responses out: the client's side of the framing.
///
/// Does no I/O. A response's text may itself hold LF and even CR LF, so what ends it depends on the connection:
/// in one-shot mode the end of the stream, less one final CR LF; in keep-alive mode the first CR LF.
public struct ResponseDecoder: Sendable {
    /// How the server uses the connection.
    public let mode: ConnectionMode
    /// The longest response accepted, in bytes, final CR LF not counted.
    public let limit: Int

    private var buffer: [UInt8] = []
    /// Where the response under way begins; what is before it has been handed out.
    private var start = 0
    /// Everything before this index is known to hold no CR LF.
    private var scanned = 0

    /// - Parameters:
    ///   - mode: how the server uses the connection.
    ///   - limit: the longest response accepted, in bytes, final CR LF not counted.
    public init(mode: ConnectionMode, limit: Int = Framing.defaultLimit) {
        precondition(limit >= 0, "a limit is not negative")
        self.mode = mode
        self.limit = limit
    }

    /// Whether every byte that arrived is part of a response handed out.
    public var isEmpty: Bool { start == buffer.count }

    /// What has arrived of the response under way.
    package var unfinished: [UInt8] { start == 0 ? buffer : Array(buffer[start...]) }

    /// Whether the response under way ends with CR LF so far.
    package var endsWithTerminator: Bool {
        !isEmpty && hasTerminator(at: buffer.count - Framing.responseTerminator.count)
    }

    /// Drops all but so many bytes of the response under way.
    package mutating func cut(to count: Int) {
        dropHandedOut()
        buffer.removeLast(max(0, buffer.count - count))
        scanned = min(scanned, buffer.count)
    }

    /// Takes in bytes from the peer.
    public mutating func append(_ bytes: UnsafeRawBufferPointer) {
        dropHandedOut()
        if buffer.isEmpty { buffer = Array(bytes) } else { buffer.append(contentsOf: bytes) }
    }

    /// Takes in bytes from the peer.
    public mutating func append(_ bytes: some Sequence<UInt8>) {
        dropHandedOut()
        buffer.append(contentsOf: bytes)
    }

    /// The next whole response, or `nil` when more bytes, or the end of the stream, are needed.
    ///
    /// - Throws: ``FramingError`` when the response is longer than the limit, whether or not its end has arrived. The
    ///   decoder takes no further responses then, but ``remainder(_:)`` still tells what it holds.
    public mutating func next() throws(FramingError) -> ResponseFrame? {
        guard mode == .keepAlive, let end = firstTerminator() else {
            scanned = max(start, buffer.count - 1)
            // Whether the last two bytes are the end of the response, which does not count, is not known yet.
            if buffer.count - start > limit + Framing.responseTerminator.count { throw .tooLarge(limit: limit) }
            return nil
        }
        if end - start > limit { throw .tooLarge(limit: limit) }
        let next = end + Framing.responseTerminator.count
        if start == 0, next == buffer.count {
            return ResponseFrame(takeAll(droppingLast: Framing.responseTerminator.count))
        }
        defer {
            start = next
            scanned = next
        }
        return ResponseFrame(Array(buffer[start..<end]))
    }

    /// The response that the end of the stream ends, or `nil` when the stream ended without one.
    ///
    /// Call it after ``next()`` has returned `nil`.
    ///
    /// - Throws: ``FramingError`` when the response is longer than the limit.
    public mutating func endOfStream() throws(FramingError) -> ResponseFrame? {
        let frame = remainder(.complete)
        if let frame, frame.bytes.count > limit { throw .tooLarge(limit: limit) }
        return frame
    }

    /// What has arrived of a response that the peer will not complete, or `nil` when nothing has.
    ///
    /// - Parameter ending: what to call the end in one-shot mode when the last bytes are CR LF; without them it is
    ///   ``ResponseFrame/Ending/noTerminator``.
    public mutating func remainder(_ ending: ResponseFrame.Ending) -> ResponseFrame? {
        guard !isEmpty else { return nil }
        dropHandedOut()
        guard mode == .oneShot, hasTerminator(at: buffer.count - Framing.responseTerminator.count) else {
            return ResponseFrame(takeAll(droppingLast: 0), ending: .noTerminator)
        }
        return ResponseFrame(takeAll(droppingLast: Framing.responseTerminator.count), ending: ending)
    }

    /// Hands out the buffer itself: a response may be large, and most are alone in it.
    private mutating func takeAll(droppingLast count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        swap(&bytes, &buffer)
        scanned = 0
        for _ in 0..<count { bytes.removeLast() }
        return bytes
    }

    private mutating func dropHandedOut() {
        guard start > 0 else { return }
        buffer.removeFirst(start)
        scanned -= start
        start = 0
    }

    private func firstTerminator() -> Int? {
        var index = scanned
        while let carriageReturn = buffer.firstIndex(of: Framing.responseTerminator[0], from: index) {
            if hasTerminator(at: carriageReturn) { return carriageReturn }
            index = carriageReturn + 1
        }
        return nil
    }

    private func hasTerminator(at index: Int) -> Bool {
        index >= 0 && index + 1 < buffer.count && buffer[index] == Framing.responseTerminator[0]
            && buffer[index + 1] == Framing.responseTerminator[1]
    }
}
