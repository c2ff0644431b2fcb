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
            return Termination(
                "a character straddles bytes \(boundary - 1) and \(boundary), where two reads meet",
                exception: "UnicodeDecodeError: unexpected end of data"
            )
        }
        // The terminator itself is ASCII: the bytes on its sides cannot be one character.
        let offset =
            UTF8Bytes.firstInvalidOffset(in: request)
            ?? (isTerminated ? firstInvalidOffset(behind: request.count, trailing) : nil)
        return offset.map { offset in
            Termination(
                "byte \(offset) is not UTF-8",
                exception: "UnicodeDecodeError: 'utf-8' codec can't decode byte"
            )
        }
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
