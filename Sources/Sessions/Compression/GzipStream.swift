import CZlib
import Platform

/// Unpacks what `gzip` has packed, while it is read; also several of its files one after the other.
struct GzipStream: ~Copyable {
    enum Failure: Error {
        case system(SystemError)
        /// Not what gzip writes.
        case damaged
        /// The end is missing.
        case cutOff
        case noMemory
    }

    private static let chunkSize = 64 * 1024
    private static let unpackedSize = 256 * 1024

    private let stream: UnsafeMutablePointer<z_stream>
    private let input: UnsafeMutableRawBufferPointer
    private let output: UnsafeMutableRawBufferPointer
    private let isReady: Bool
    /// Whether nothing has been read of the file that is packed next.
    private var isBetweenFiles = true

    init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        input = .allocate(byteCount: Self.chunkSize, alignment: 16)
        output = .allocate(byteCount: Self.unpackedSize, alignment: 16)
        isReady = zlib_start_gunzip(stream) == Z_OK
    }

    deinit {
        if isReady { inflateEnd(stream) }
        stream.deallocate()
        input.deallocate()
        output.deallocate()
    }

    static func isPacked(_ start: [UInt8]) -> Bool { start.starts(with: [0x1F, 0x8B]) }

    /// Unpacks some more.
    ///
    /// - Returns: what came, to be used up to the next call; nothing at the end.
    mutating func next(from descriptor: Int32) throws(Failure) -> UnsafeRawBufferPointer {
        guard isReady else { throw .noMemory }
        stream.pointee.next_out = output.assumingMemoryBound(to: UInt8.self).baseAddress
        stream.pointee.avail_out = UInt32(clamping: output.count)
        while true {
            if stream.pointee.avail_in == 0, try fill(from: descriptor) == 0 {
                if isBetweenFiles { return UnsafeRawBufferPointer(start: nil, count: 0) }
                throw .cutOff
            }
            isBetweenFiles = false
            let code = inflate(stream, Z_NO_FLUSH)
            switch code {
            case Z_OK, Z_BUF_ERROR: break
            case Z_STREAM_END:
                isBetweenFiles = true
                inflateReset(stream)
            case Z_MEM_ERROR: throw .noMemory
            default: throw .damaged
            }
            let count = output.count - Int(stream.pointee.avail_out)
            if count > 0 { return UnsafeRawBufferPointer(rebasing: output[..<count]) }
        }
    }

    private func fill(from descriptor: Int32) throws(Failure) -> Int {
        var count: Int
        repeat { count = systemRead(descriptor, input.baseAddress, input.count) } while count < 0 && errno == EINTR
        if count < 0 { throw .system(SystemError()) }
        stream.pointee.next_in = input.assumingMemoryBound(to: UInt8.self).baseAddress
        stream.pointee.avail_in = UInt32(clamping: count)
        return count
    }
}

// Within the type its own function hides it.
private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, bytes, count)
}
