import Glibc
import IPCClient
import IPCFraming
import MockServer
import TestSupport

/// A client that keeps to nothing: it sends what, and ends how, a test wants.
final class Peer {
    enum Ending: Hashable {
        case closed
        case reset
    }

    /// A call that takes longer than this many seconds has failed: the server hangs.
    private static let patience = 60

    private var descriptor: Int32

    /// - Parameter receiveBuffer: the bytes that the system keeps until they are received; `nil` leaves it to the system.
    init(_ endpoint: Endpoint, receiveBuffer: Int32? = nil) throws {
        descriptor = -1
        switch endpoint {
        case .tcp(_, let port): try connect(toPort: port, receiveBuffer)
        case .webSocket(let address): try connect(toPort: address.port, receiveBuffer)
        case .unix(let path):
            descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
            try connect(&address, receiveBuffer)
        }
    }

    deinit {
        close()
    }

    private func connect(toPort port: UInt16, _ receiveBuffer: Int32?) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        try connect(&address, receiveBuffer)
    }

    private func connect<Address>(_ address: inout Address, _ receiveBuffer: Int32?) throws {
        guard descriptor >= 0 else { throw SystemError("socket") }
        var patience = timeval(tv_sec: Self.patience, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        if var size = receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
        guard result == 0 else { throw SystemError("connect") }
    }

    func send(_ bytes: some Collection<UInt8>) throws {
        var rest = ArraySlice(bytes)
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw SystemError("send") }
            rest = rest.dropFirst(count)
        }
    }

    func send(_ text: String) throws {
        try send(text.utf8)
    }

    /// Sends in another thread, again and again until that is enough or the connection breaks.
    ///
    /// - Parameter next: the bytes, by the number of times before; `nil` is enough.
    func sendInBackground(_ next: @escaping @Sendable (Int) -> [UInt8]?) -> Background {
        Background { [descriptor] in
            var count = 0
            while var rest = next(count)?[...] {
                while !rest.isEmpty {
                    let sent = rest.withUnsafeBytes {
                        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                    }
                    guard sent > 0 else { return }
                    rest = rest.dropFirst(sent)
                }
                count += 1
            }
        }
    }

    /// Ends the connection while another thread sends.
    func shutDown() {
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    func halfClose() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Receives exactly this many bytes.
    func receive(_ count: Int) throws -> String {
        var bytes: [UInt8] = []
        while bytes.count < count {
            guard let more = try receiveSome(atMost: count - bytes.count), !more.isEmpty else { break }
            bytes += more
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Receives all until the server ends the connection, and how it does.
    func receiveAll() throws -> (bytes: [UInt8], ending: Ending) {
        var bytes: [UInt8] = []
        while true {
            guard let more = try receiveSome(atMost: 64 * 1024) else { return (bytes, .reset) }
            if more.isEmpty { return (bytes, .closed) }
            bytes += more
        }
    }

    /// Receives all until the server closes.
    func receiveText() throws -> String {
        String(decoding: try receiveAll().bytes, as: UTF8.self)
    }

    /// Ends the connection by a reset, as a process does that dies with unread data.
    func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        close()
    }

    func close() {
        if descriptor >= 0 { Glibc.close(descriptor) }
        descriptor = -1
    }

    /// - Returns: nothing at the end of the stream, `nil` when the connection was reset.
    func receiveSome(atMost count: Int) throws -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: count)
        let received = recv(descriptor, &buffer, count, 0)
        if received >= 0 { return Array(buffer.prefix(received)) }
        if errno == ECONNRESET || errno == EPIPE { return nil }
        throw SystemError("receive")
    }
}

extension Peer {
    /// One exchange of a client that keeps to the protocol.
    static func ask(_ endpoint: Endpoint, _ request: String) throws -> String {
        let peer = try Peer(endpoint)
        try peer.send(request)
        peer.halfClose()
        return try peer.receiveText()
    }

    /// What a server answers that hardly waits for a request: on a busy machine one may come too late, and is none.
    static func askInTime(_ server: MockServer, _ request: String) throws -> String {
        let before = server.exchanges
        while true {
            let answer = try? ask(server.endpoint, request)
            if server.exchanges > before { return answer ?? "broken" }
        }
    }
}
