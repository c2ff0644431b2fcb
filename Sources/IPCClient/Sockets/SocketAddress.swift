import IPCFraming
import Platform

/// An address that a socket connects to.
struct SocketAddress: Sendable {
    let storage: sockaddr_storage
    let length: socklen_t

    var family: Int32 { Int32(storage.ss_family) }

    init(_ pointer: UnsafePointer<sockaddr>, length: socklen_t) {
        let length = min(length, socklen_t(MemoryLayout<sockaddr_storage>.size))
        var storage = sockaddr_storage()
        withUnsafeMutableBytes(of: &storage) { target in
            target.copyMemory(from: UnsafeRawBufferPointer(start: pointer, count: Int(length)))
        }
        self.storage = storage
        self.length = length
    }

    /// - Parameter path: at most ``Endpoint/longestUnixPath`` bytes; what is longer is cut off.
    init(unixPath path: String) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { target in
            target.copyBytes(from: path.utf8.prefix(Endpoint.longestUnixPath))
        }
        self = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                SocketAddress($0, length: socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    /// The system call: 0, or -1 with the reason in `errno`.
    func connect(_ descriptor: Int32) -> Int32 {
        withUnsafePointer(to: storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connectSocket(descriptor, $0, length) }
        }
    }

    /// Whether this machine has an address of its own to connect from. Nothing is sent.
    var isReachable: Bool {
        let descriptor = StreamSocket.openDatagram(family: family)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return connect(descriptor) == 0
    }

    /// Whether the system may give this port to the near side of a connection: Linux takes 32768 and up for those, others
    /// 49152 and up.
    var mayBeOwn: Bool {
        switch family {
        case AF_INET, AF_INET6: withUnsafeBytes(of: storage) { $0[2] >= 0x80 }
        default: false
        }
    }

    /// Whether a connected socket has this address, a numeric one, on its own side too.
    func isLocalAddress(of descriptor: Int32) -> Bool {
        var local = sockaddr_storage()
        var localLength = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = withUnsafeMutablePointer(to: &local) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &localLength) }
        }
        guard result == 0, local.ss_family == storage.ss_family else { return false }
        return withUnsafeBytes(of: &local) { local in
            withUnsafeBytes(of: storage) { remote in
                // The family, the port, and the address: IPv6 has a flow label in between, and a scope behind.
                switch Int32(storage.ss_family) {
                case AF_INET: local[2..<8].elementsEqual(remote[2..<8])
                case AF_INET6:
                    local[2..<4].elementsEqual(remote[2..<4]) && local[8..<24].elementsEqual(remote[8..<24])
                default: false
                }
            }
        }
    }
}

private func connectSocket(_ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> Int32 {
    connect(descriptor, address, length)
}
