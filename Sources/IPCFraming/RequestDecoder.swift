import Platform

/// Bytes in, requests out: the server's side of the framing.
///
/// Does no I/O. Push what arrives with `append`, pull with ``next()``, and say when the stream has ended with
/// ``endOfStream()``. The scan for the terminator resumes where it stopped, so a request that arrives byte by byte
/// costs no more than one that arrives whole.
public struct RequestDecoder: Sendable {
    /// The longest request accepted, in bytes, terminator not counted.
    public let limit: Int

    /// The most bytes of memory kept for the next request.
    private static let keptCapacity = 64 * 1024

    private var buffer: [UInt8] = []
    /// Where the request under way begins; what is before it has been handed out.
    private var start = 0
    /// Everything before this index is known to hold no terminator.
    private var scanned = 0

    /// - Parameter limit: the longest request accepted, in bytes, terminator not counted.
    public init(limit: Int = Framing.defaultLimit) {
        precondition(limit >= 0, "a limit is not negative")
        self.limit = limit
    }

    /// What has arrived and is not part of a request handed out.
    public var rest: ArraySlice<UInt8> { buffer[start...] }

    /// Takes in bytes from the peer.
    public mutating func append(_ bytes: UnsafeRawBufferPointer) {
        dropHandedOut()
        buffer.append(contentsOf: bytes)
    }

    /// Takes in bytes from the peer.
    public mutating func append(_ bytes: some Sequence<UInt8>) {
        dropHandedOut()
        buffer.append(contentsOf: bytes)
    }

    /// The next whole request, or `nil` when more bytes are needed.
    ///
    /// - Throws: ``FramingError`` when the request is longer than the limit, whether or not its end has arrived. The
    ///   decoder is of no further use then.
    public mutating func next() throws(FramingError) -> RequestFrame? {
        guard let end = buffer.firstIndex(of: Framing.requestTerminator, from: scanned) else {
            scanned = buffer.count
            if buffer.count - start > limit { throw .tooLarge(limit: limit) }
            return nil
        }
        if end - start > limit { throw .tooLarge(limit: limit) }
        let frame = RequestFrame(Array(buffer[start..<end]))
        start = end + 1
        scanned = start
        if rest.isEmpty { drop() }
        return frame
    }

    /// Tells a lone `0x1A` from the first byte of a longer request: call it when everything that arrived together has
    /// been appended and ``next()`` has returned `nil`.
    ///
    /// - Returns: an ``RequestFrame/Ending/abort`` frame when the byte stands alone, else `nil`.
    public mutating func endOfPacket() -> RequestFrame? {
        guard rest.elementsEqual(CollectionOfOne(Framing.abort)) else { return nil }
        drop()
        return RequestFrame([], ending: .abort)
    }

    /// The request that the end of the stream ends: what is left, which may be nothing at all.
    ///
    /// Call it after ``next()`` has returned `nil`.
    public mutating func endOfStream() -> RequestFrame {
        if let abort = endOfPacket() { return abort }
        defer { drop() }
        return RequestFrame(Array(rest), ending: .endOfStream)
    }

    /// Forgets the next bytes of what has arrived and is not part of a request handed out: the vendor's server drops what
    /// follows a terminator in the same read.
    ///
    /// - Parameter count: how many bytes, or all when fewer have arrived.
    public mutating func dropFirst(_ count: Int) {
        start = min(start + max(0, count), buffer.count)
        scanned = max(scanned, start)
        if rest.isEmpty { drop() }
    }

    private mutating func drop() {
        buffer.removeAll(keepingCapacity: buffer.capacity <= Self.keptCapacity)
        start = 0
        scanned = 0
    }

    private mutating func dropHandedOut() {
        guard start > 0 else { return }
        buffer.removeFirst(start)
        scanned -= start
        start = 0
    }
}
