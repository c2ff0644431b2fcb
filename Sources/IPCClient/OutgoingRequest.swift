import IPCFraming

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A request that is being sent, from where it lies: it may be large.
struct OutgoingRequest {
    private let bytes: [UInt8]
    /// What ends it; nothing when the end of the stream does.
    private let end: [UInt8]
    /// How many bytes were sent.
    private(set) var sentCount = 0

    init(_ request: RequestFrame) {
        bytes = request.ending == .abort ? [] : request.bytes
        end = request.end
    }

    /// Whether all of it was sent.
    var isSent: Bool { sentCount == bytes.count + end.count }

    /// The system call, for all that is left.
    ///
    /// - Returns: how many bytes the system took, or -1 with the reason in `errno`.
    mutating func send(_ descriptor: Int32, _ flags: Int32) -> Int {
        let count = bytes.withUnsafeBytes { bytes in
            end.withUnsafeBytes { end in
                withUnsafeTemporaryAllocation(of: iovec.self, capacity: 2) { parts in
                    parts[0] = Self.part(bytes, from: min(sentCount, bytes.count))
                    parts[1] = Self.part(end, from: max(0, sentCount - bytes.count))
                    var message = msghdr()
                    message.msg_iov = parts.baseAddress
                    message.msg_iovlen = 2
                    return sendmsg(descriptor, &message, flags)
                }
            }
        }
        sentCount += max(0, count)
        return count
    }

    private static func part(_ bytes: UnsafeRawBufferPointer, from start: Int) -> iovec {
        iovec(
            iov_base: bytes.baseAddress.map { UnsafeMutableRawPointer(mutating: $0 + start) },
            iov_len: bytes.count - start
        )
    }
}
