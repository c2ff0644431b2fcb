import Glibc
import IPCClient
import IPCFraming
import MockCore
import MockServer
import TestSupport
import Testing

@Suite("Where a mock listens")
struct ListeningTests {
    /// Why a server cannot listen there, or `nil` when it can.
    private func refusal(_ endpoint: Endpoint) -> String? {
        do throws(MockServerError) {
            try MockServer.start(MockServer.Configuration(listen: endpoint)).stop()
            return nil
        } catch {
            return error.description
        }
    }

    @Test("a taken port is refused with the reason")
    func takenPort() throws {
        try Mock.run { (server, _) throws in
            #expect(refusal(server.endpoint) == "cannot listen on \(server.endpoint): address already in use")
        }
    }

    @Test("localhost is IPv4, as the vendor's server listens")
    func localhost() throws {
        try Mock.run(Mock.with { $0.listen = .tcp(host: "localhost", port: 0) }) { (server, _) throws in
            #expect(try Peer.ask(server.endpoint, Mock.image) == Mock.ok)
        }
    }

    @Test("an address of another machine is refused with the reason")
    func foreignAddress() {
        // Of TEST-NET-1 (RFC 5737), which no machine has.
        let endpoint = Endpoint.tcp(host: "192.0.2.1", port: 0)
        #expect(refusal(endpoint) == "cannot listen on 192.0.2.1:0: cannot assign requested address")
    }

    @Test("a Unix-domain socket serves, and its file goes at the stop")
    func unixSocket() throws {
        try TemporaryDirectory.with { directory in
            let path = directory.file("mock")
            try Mock.run(Mock.with { $0.listen = .unix(path: path) }) { (server, _) throws in
                #expect(server.endpoint == .unix(path: path))
                #expect(try Peer.ask(server.endpoint, Mock.image) == Mock.ok)
                #expect(access(path, F_OK) == 0)
                #expect(refusal(.unix(path: path)) == "cannot listen on unix:\(path): another server listens there")
                #expect(try Peer.ask(server.endpoint, Mock.image) == Mock.ok)
            }
            #expect(access(path, F_OK) != 0)
        }
    }

    @Test("the file that a dead server left is replaced")
    func staleSocket() throws {
        try TemporaryDirectory.with { directory in
            let path = directory.file("mock")
            try leaveSocket(path)
            #expect(access(path, F_OK) == 0)
            #expect(refusal(.unix(path: path)) == nil)
            #expect(access(path, F_OK) != 0)
        }
    }

    @Test("a file that is no socket is left alone")
    func noSocket() throws {
        try TemporaryDirectory.with { directory in
            let path = directory.file("mock")
            close(open(path, O_CREAT | O_WRONLY, 0o600))
            #expect(refusal(.unix(path: path)) == "cannot listen on unix:\(path): a file is there that is no socket")
            #expect(access(path, F_OK) == 0)
            let inNone = directory.file("none/mock")
            #expect(refusal(.unix(path: inNone)) == "cannot listen on unix:\(inNone): no such file or directory")
        }
    }

    @Test("a path that fits no address is refused")
    func longPath() {
        let path = "/tmp/" + String(repeating: "x", count: 200)
        #expect(refusal(.unix(path: path))?.hasSuffix("a socket's path has at most 107 bytes") == true)
    }

    /// Binds a socket and dies.
    private func leaveSocket(_ path: String) throws {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw SystemError("bind") }
    }

    private static var hasIPv6: Bool {
        let descriptor = socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
        if descriptor >= 0 { close(descriptor) }
        return descriptor >= 0
    }

    @Test("a star is all addresses of this machine, of both versions of IP")
    func star() throws {
        try Mock.run(Mock.with { $0.listen = .tcp(host: "*", port: 0) }) { (server, _) throws in
            guard case .tcp("*", let port) = server.endpoint else {
                Issue.record("\(server.endpoint)")
                return
            }
            #expect(try Peer.ask(.tcp(host: "127.0.0.1", port: port), Mock.image) == Mock.ok)
            let hasNewVersion = Self.hasIPv6
            let client = Client(.tcp(host: "::1", port: port))
            #expect(
                (client.exchange(RequestFrame(Array("1".utf8))).failure?.phase ?? .waiting > .connecting)
                    == hasNewVersion
            )
        }
    }

    @Test("the file of a socket is its owner's alone")
    func permissions() throws {
        try TemporaryDirectory.with { directory in
            let path = directory.file("mock")
            try Mock.run(Mock.with { $0.listen = .unix(path: path) }) { (_, _) throws in
                var status = stat()
                #expect(stat(path, &status) == 0)
                #expect(status.st_mode & 0o777 == 0o600)
            }
        }
    }

    @Test("a server that would ask itself is refused, by whatever name it does")
    func itself() throws {
        try TemporaryDirectory.with { directory in
            let session = directory.file("session.jsonl")
            try Served.write([], to: session)
            let (socket, link) = (directory.file("mock"), directory.file("link"))
            symlink(socket, link)
            let unused = try UnusedPort()
            guard case .tcp(_, let port) = try Endpoint(unused.endpoint) else { return }
            let cases: [(listen: Endpoint, ask: Endpoint)] = [
                (.tcp(host: "127.0.0.1", port: port), .tcp(host: "127.0.0.1", port: port)),
                (.tcp(host: "localhost", port: port), .tcp(host: "127.0.0.1", port: port)),
                (.tcp(host: "127.0.0.1", port: port), .tcp(host: "localhost", port: port)),
                (.tcp(host: "*", port: port), .tcp(host: "127.0.0.1", port: port)),
                (.tcp(host: "0.0.0.0", port: port), .tcp(host: "127.0.0.2", port: port)),
                (.tcp(host: "127.0.0.1", port: port), .tcp(host: "0.0.0.0", port: port)),
                (.unix(path: socket), .unix(path: socket)), (.unix(path: socket), .unix(path: link)),
            ]
            for (listen, ask) in cases {
                let configuration = Mock.with {
                    $0.listen = listen
                    $0.sessions = [session]
                    $0.policy.onMiss = .ask(ask, records: false)
                }
                let error = #expect(throws: MockServerError.self) { try MockServer.start(configuration).stop() }
                #expect(error?.description == "\(ask) is where this server listens itself", "\(listen)")
            }
            withExtendedLifetime(unused) {}
        }
    }

    @Test("a server that cannot be found is blamed, and not the listener")
    func unknownUpstream() throws {
        try TemporaryDirectory.with { directory in
            let session = directory.file("session.jsonl")
            try Served.write([], to: session)
            let configuration = Mock.with {
                $0.sessions = [session]
                $0.policy.onMiss = .ask(.tcp(host: "nosuch.invalid", port: 7000), records: false)
            }
            let error = #expect(throws: MockServerError.self) { try MockServer.start(configuration).stop() }
            #expect(error?.description.hasPrefix("cannot reach nosuch.invalid:7000: ") == true)
        }
    }
}
