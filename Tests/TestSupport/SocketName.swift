import Glibc

/// A socket's address, as the system calls take it.
struct SocketName: Sendable {
    private var storage = sockaddr_storage()

    var family: Int32 { Int32(storage.ss_family) }

    /// - Parameter address: with port 0, for a free one.
    init(_ address: ScriptedServer.Address) {
        switch address {
        case .ipv4:
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
            store(name)
        case .ipv6:
            var name = sockaddr_in6()
            name.sin6_family = sa_family_t(AF_INET6)
            name.sin6_addr = in6addr_loopback
            store(name)
        case .unix(let path):
            var name = sockaddr_un()
            name.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
            store(name)
        }
    }

    /// What a socket is bound to.
    init(of descriptor: Int32) throws {
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = withUnsafeMutablePointer(to: &storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        guard result == 0 else { throw SystemError("getsockname") }
    }

    var port: UInt16 {
        family == AF_UNIX ? 0 : withUnsafeBytes(of: storage) { UInt16($0[2]) << 8 | UInt16($0[3]) }
    }

    /// As a client's endpoint is written.
    var endpoint: String {
        switch family {
        case AF_INET: "127.0.0.1:\(port)"
        case AF_INET6: "[::1]:\(port)"
        default: "unix:" + withUnsafeBytes(of: storage) { String(decoding: $0[2...].prefix { $0 != 0 }, as: UTF8.self) }
        }
    }

    /// A listening socket.
    func listen(backlog: Int32) throws -> Int32 {
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw SystemError("socket") }
        guard withPointer({ bind(descriptor, $0, $1) }) == 0, Glibc.listen(descriptor, backlog) == 0 else {
            let error = SystemError("bind and listen")
            close(descriptor)
            throw error
        }
        return descriptor
    }

    /// The system call.
    func connect(_ descriptor: Int32) -> Int32 {
        withPointer { Glibc.connect(descriptor, $0, $1) }
    }

    private mutating func store<Name>(_ name: Name) {
        withUnsafeMutableBytes(of: &storage) { target in
            withUnsafeBytes(of: name) { target.copyMemory(from: $0) }
        }
    }

    private func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        let length =
            switch family {
            case AF_INET: MemoryLayout<sockaddr_in>.size
            case AF_INET6: MemoryLayout<sockaddr_in6>.size
            default: MemoryLayout<sockaddr_un>.size
            }
        return withUnsafePointer(to: storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(length)) }
        }
    }
}
