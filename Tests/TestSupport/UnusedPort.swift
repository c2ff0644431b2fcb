import Glibc

/// A loopback port that nobody listens on for as long as this lives: one that was only free a moment ago may be another
/// test's server by now.
package final class UnusedPort {
    private let descriptor: Int32
    /// As a client's endpoint is written.
    package let endpoint: String

    /// - Parameter isShared: whether a server of the test may listen there, if it sets `SO_REUSEADDR`.
    package init(isShared: Bool = false) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var isShared: Int32 = isShared ? 1 : 0
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isShared, socklen_t(MemoryLayout<Int32>.size))
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                let code = bind(descriptor, $0, length)
                return code == 0 ? getsockname(descriptor, $0, &length) : code
            }
        }
        guard descriptor >= 0, result == 0 else { throw SystemError("bind") }
        self.descriptor = descriptor
        endpoint = "127.0.0.1:\(UInt16(bigEndian: name.sin_port))"
    }

    deinit {
        close(descriptor)
    }
}
