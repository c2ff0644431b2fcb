import IPCFraming
import Platform

/// A request that is being sent, from where it lies if it is large.
struct OutgoingRequest {
    /// With what ends it a request that is shorter fits a kilobyte, on the stack.
    private static let small = 1024

    private let bytes: [UInt8]
    /// What ends it; nothing when the end of the stream does.
    private let end: [UInt8]
    /// How many bytes were sent.
    private(set) var sentCount = 0

    init(_ request: RequestFrame) {
        bytes = request.body
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
                bytes.count < Self.small && sentCount == 0
                    ? Self.sendCopy(bytes, end, descriptor, flags) : sendParts(bytes, end, descriptor, flags)
            }
        }
        sentCount += max(0, count)
        return count
    }

    /// Two parts cost the system more than a small copy does.
    private static func sendCopy(
        _ bytes: UnsafeRawBufferPointer,
        _ end: UnsafeRawBufferPointer,
        _ descriptor: Int32,
        _ flags: Int32
    ) -> Int {
        withUnsafeTemporaryAllocation(byteCount: small, alignment: 1) { copy in
            copy.copyMemory(from: bytes)
            UnsafeMutableRawBufferPointer(rebasing: copy[bytes.count...]).copyMemory(from: end)
            return systemSend(descriptor, copy.baseAddress, bytes.count + end.count, flags)
        }
    }

    private func sendParts(
        _ bytes: UnsafeRawBufferPointer,
        _ end: UnsafeRawBufferPointer,
        _ descriptor: Int32,
        _ flags: Int32
    ) -> Int {
        withUnsafeTemporaryAllocation(of: iovec.self, capacity: 2) { parts in
            parts[0] = Self.part(bytes, from: min(sentCount, bytes.count))
            parts[1] = Self.part(end, from: max(0, sentCount - bytes.count))
            var message = msghdr()
            message.msg_iov = parts.baseAddress
            message.msg_iovlen = 2
            return sendmsg(descriptor, &message, flags)
        }
    }

    private static func part(_ bytes: UnsafeRawBufferPointer, from start: Int) -> iovec {
        iovec(
            iov_base: bytes.baseAddress.map { UnsafeMutableRawPointer(mutating: $0 + start) },
            iov_len: bytes.count - start
        )
    }
}

func systemSend(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int, _ flags: Int32) -> Int {
    send(descriptor, bytes, count, flags)
}
