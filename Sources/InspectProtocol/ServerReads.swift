import WireJSON

/// How the vendor's server takes a request in: it decodes each of its reads on its own, so a character that two reads
/// share is none.
///
/// How the network cuts a request up is not known here: each read is taken to return all that it asks for.
package enum ServerReads {
    /// The bytes that the server asks the system for in one read.
    package static let size = 1024

    private static let terminator: UInt8 = 0x04
    private static let abort: UInt8 = 0x1A

    /// Why one read terminates the server, or `nil` when it does not.
    ///
    /// - Parameters:
    ///   - bytes: what the read returned, at most ``size``.
    ///   - offset: how many bytes of the same request were read before.
    package static func termination(ofRead bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Termination? {
        if bytes.count == 1, bytes[0] == abort { return .abort }
        guard let invalid = UTF8Bytes.firstInvalidOffset(in: bytes) else { return nil }
        // The rest of a character that the read before began with, or the start of one that the next read goes on with.
        if invalid == 0, isContinuation(bytes[0]), offset > 0 { return .straddling(offset) }
        if isCutOff(bytes, at: invalid) { return .straddling(offset + bytes.count) }
        return .notUTF8(offset + invalid)
    }

    /// Whether a character begins there that has its end behind the last byte.
    private static func isCutOff(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        let length =
            switch bytes[start] {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 1
            }
        return bytes.count - start < length && bytes[(start + 1)...].allSatisfy(isContinuation)
    }

    /// How many of the bytes behind a request are in the same read as its terminator. The server drops them.
    ///
    /// - Parameter count: the length of the request, in bytes, its terminator not counted.
    package static func roomBehindTerminator(ofRequest count: Int) -> Int {
        size - 1 - count % size
    }

    /// Why the reads of a request terminate the server, or `nil` when they do not.
    static func termination(
        _ request: [UInt8],
        isTerminated: Bool,
        trailing: ArraySlice<UInt8>
    ) -> Termination? {
        if !isTerminated, request.count % size == 1, request.last == abort { return .abort }
        for boundary in stride(from: size, to: request.count, by: size) where isContinuation(request[boundary]) {
            return .straddling(boundary)
        }
        // The terminator itself is ASCII: the bytes on its sides cannot be one character.
        let offset =
            UTF8Bytes.firstInvalidOffset(in: request)
            ?? (isTerminated ? firstInvalidOffset(behind: request.count, trailing) : nil)
        return offset.map { .notUTF8($0) }
    }

    private static func firstInvalidOffset(behind count: Int, _ trailing: ArraySlice<UInt8>) -> Int? {
        guard !trailing.isEmpty else { return nil }
        let decoded = Array(trailing.prefix(roomBehindTerminator(ofRequest: count)))
        return UTF8Bytes.firstInvalidOffset(in: decoded).map { count + 1 + $0 }
    }

    private static func isContinuation(_ byte: UInt8) -> Bool {
        byte & 0xC0 == 0x80
    }
}
