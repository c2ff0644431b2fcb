import IPCFraming
import InspectProtocol
import Platform
import WireJSON

/// Bytes in, requests out, as the vendor's server reads them: in pieces of at most 1,024 bytes, each decoded on its own.
///
/// What came together is one packet, and the server reads that from its start. It drops what stands behind a terminator
/// in the same piece, and never reads what stands behind that piece unless the connection goes on.
struct RequestReader: Sendable {
    /// An HTTP request that is longer than this is not looked at, in bytes.
    private static let longestHandshake = 8192
    private static let httpStart = Array("GET ".utf8)
    private static let httpEnd = Array("\r\n\r\n".utf8)

    private let limit: Int
    private let isLenient: Bool
    /// What has come and was not read, as the vendor's server reads.
    private var unread: [UInt8] = []
    /// Where the next piece starts.
    private var position = 0
    /// What was read of the request under way.
    private var message: [UInt8] = []

    /// - Parameters:
    ///   - limit: the longest request, in bytes.
    ///   - isLenient: whether a request is decoded as a whole, however it was cut up.
    init(limit: Int, isLenient: Bool) {
        self.limit = limit
        self.isLenient = isLenient
    }

    /// The bytes that are kept.
    var heldCount: Int { message.count + unreadCount }

    /// What the vendor's server would leave in the system's buffer if it closed now, in bytes.
    var unreadCount: Int { unread.count - position }

    /// Whether it has anything of a request.
    var isEmpty: Bool { heldCount == 0 }

    mutating func append(_ packet: UnsafeRawBufferPointer) {
        if position > 0 {
            unread.removeFirst(position)
            position = 0
        }
        unread.append(contentsOf: packet)
    }

    /// The next whole request, or `nil` when more is needed.
    ///
    /// - Throws: ``FramingError`` when it is longer than the limit, whether or not its end has come.
    mutating func next() throws(FramingError) -> ReceivedRequest? {
        while position < unread.count {
            let piece = position..<min(position + ServerReads.size, unread.count)
            position = piece.upperBound
            let end = unread.firstIndex(of: Framing.requestTerminator, in: piece)
            let termination = termination(of: piece)
            if termination == .abort { return take(message.isEmpty ? .abort : .endOfStream, .abort) }
            message += unread[piece.lowerBound..<(end ?? piece.upperBound)]
            if message.count > limit { throw FramingError(code: .tooLarge, limit: limit) }
            if end != nil || termination != nil { return take(end == nil ? .endOfStream : .terminator, termination) }
        }
        unread.removeAll(keepingCapacity: unread.capacity <= 64 * 1024)
        position = 0
        return nil
    }

    /// The request that some bytes are, if nothing came before, and they are a whole one that the server has in one read.
    ///
    /// - Returns: `nil` when they are anything else, however right or wrong: then they are to be appended.
    func onlyRequest(in bytes: UnsafeRawBufferPointer) -> ReceivedRequest? {
        guard isEmpty, bytes.count <= ServerReads.size, bytes.count <= limit,
            bytes.firstIndex(of: Framing.requestTerminator) == bytes.count - 1
        else { return nil }
        let request = Array(bytes.dropLast())
        guard UTF8Bytes.firstInvalidOffset(in: request) == nil else { return nil }
        return ReceivedRequest(RequestFrame(request))
    }

    /// The request that the end of the stream ends: what was read, which may be nothing. Call it when ``next()`` has
    /// returned `nil`.
    mutating func endOfStream() -> ReceivedRequest {
        take(.endOfStream)
    }

    /// Whether what has come is the handshake of a WebSocket client, which waits for an answer that no socket server
    /// gives.
    var isHandshake: Bool {
        guard message.starts(with: Self.httpStart), message.count <= Self.longestHandshake,
            message.firstRange(of: Self.httpEnd) != nil
        else { return false }
        return String(decoding: message, as: UTF8.self).lowercased().contains("upgrade: websocket")
    }

    /// Why the vendor's server does not live through a piece.
    private func termination(of piece: Range<Int>) -> Termination? {
        unread.withUnsafeBufferPointer { bytes in
            if !isLenient {
                return ServerReads.termination(
                    ofRead: UnsafeBufferPointer(rebasing: bytes[piece]),
                    at: message.count
                )
            }
            return message.isEmpty && piece.count == 1 && bytes[piece.lowerBound] == Framing.abort ? .abort : nil
        }
    }

    private mutating func take(_ ending: RequestFrame.Ending, _ termination: Termination? = nil) -> ReceivedRequest {
        var bytes: [UInt8] = []
        swap(&bytes, &message)
        if ending == .abort { return ReceivedRequest(RequestFrame([], ending: .abort)) }
        let frame = RequestFrame(bytes, ending: ending)
        if let termination { return ReceivedRequest(frame, termination: termination) }
        // A lenient reader has not looked at its pieces.
        let invalid = isLenient ? UTF8Bytes.firstInvalidOffset(in: bytes) : nil
        return ReceivedRequest(frame, termination: invalid.map { .notUTF8($0) })
    }
}
