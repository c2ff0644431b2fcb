import CZlib

/// Compresses the messages of one direction of a connection (RFC 7692).
final class Deflater {
    /// What the vendor's clients and servers use.
    private static let memory: Int32 = 5

    private let keepsContext: Bool
    private let stream: UnsafeMutablePointer<z_stream>
    /// zlib has no memory for the stream.
    private let isBroken: Bool

    /// - Parameters:
    ///   - bits: of the window, 9 to 15.
    ///   - keepsContext: whether a message refers to those before it.
    init(bits: Int, keepsContext: Bool) {
        self.keepsContext = keepsContext
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        isBroken = zlib_start_deflate(stream, Int32(min(15, max(9, bits))), Self.memory) != Z_OK
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// - Returns: without the last four bytes of a sync flush, which every message ends with.
    func deflate(_ bytes: [UInt8]) -> [UInt8] {
        guard !isBroken else { return ZlibRun.stored(bytes) }
        if !keepsContext { deflateReset(stream) }
        var output: [UInt8] = []
        // In two steps: a flush without a byte since the last one would give nothing.
        for (input, flush) in [(bytes, Z_NO_FLUSH), ([], Z_SYNC_FLUSH)] {
            _ = ZlibRun.run(stream, input, into: &output) { CZlib.deflate($0, flush) }
        }
        output.removeLast(min(4, output.count))
        return output
    }
}

/// Inflates the messages of one direction of a connection (RFC 7692).
final class Inflater {
    enum Failure: Error {
        case invalid
        case tooLong
    }

    /// What every message ends with, and what is not sent.
    private static let end: [UInt8] = [0x00, 0x00, 0xFF, 0xFF]

    private let keepsContext: Bool
    private let stream: UnsafeMutablePointer<z_stream>
    private let isBroken: Bool

    /// - Parameter keepsContext: whether a message refers to those before it.
    init(keepsContext: Bool) {
        self.keepsContext = keepsContext
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        isBroken = zlib_start_inflate(stream) != Z_OK
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// - Parameters:
    ///   - limit: how many bytes may come of it.
    ///   - isFirst: whether a message begins with it.
    ///   - isLast: whether a message ends with it.
    func inflate(_ bytes: [UInt8], limit: Int, isFirst: Bool, isLast: Bool) throws(Failure) -> [UInt8] {
        guard !isBroken else { throw .invalid }
        if isFirst, !keepsContext { inflateReset(stream) }
        var output: [UInt8] = []
        let code = ZlibRun.run(stream, isLast ? bytes + Self.end : bytes, limit: limit, into: &output) { stream in
            let code = CZlib.inflate(stream, Z_SYNC_FLUSH)
            // A message may end its stream; the next one begins another.
            return code == Z_STREAM_END ? inflateReset(stream) : code
        }
        guard output.count <= limit else { throw .tooLong }
        guard code == Z_OK || code == Z_BUF_ERROR else { throw .invalid }
        return output
    }
}

/// Feeds a stream of zlib's.
private enum ZlibRun {
    private static let chunk = 16 * 1024

    /// Runs until all of the input is used and nothing more comes of it, or there is more than the limit.
    ///
    /// - Returns: what zlib says last.
    static func run(
        _ stream: UnsafeMutablePointer<z_stream>,
        _ input: [UInt8],
        limit: Int = .max,
        into output: inout [UInt8],
        _ step: (UnsafeMutablePointer<z_stream>) -> Int32
    ) -> Int32 {
        var input = input
        return input.withUnsafeMutableBufferPointer { input in
            var code = Z_OK
            var used = 0
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: chunk) { room in
                repeat {
                    // zlib counts in 32 bits.
                    let piece = min(input.count - used, 1 << 30)
                    stream.pointee.next_in = input.baseAddress.map { $0 + used }
                    stream.pointee.avail_in = UInt32(truncatingIfNeeded: piece)
                    stream.pointee.next_out = room.baseAddress
                    stream.pointee.avail_out = UInt32(truncatingIfNeeded: room.count)
                    code = step(stream)
                    used += piece - Int(stream.pointee.avail_in)
                    output.append(contentsOf: room[..<(room.count - Int(stream.pointee.avail_out))])
                } while code == Z_OK && output.count <= limit && (used < input.count || stream.pointee.avail_out == 0)
            }
            stream.pointee.next_in = nil
            stream.pointee.avail_in = 0
            return code
        }
    }

    /// Compressed by nothing: blocks that say so.
    static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 0xFFFF) {
            let block = bytes[start..<min(start + 0xFFFF, bytes.count)]
            let count = UInt16(truncatingIfNeeded: block.count)
            output += [0, UInt8(count & 0xFF), UInt8(count >> 8), UInt8(~count & 0xFF), UInt8(~count >> 8)] + block
        }
        return output + [0]
    }
}
