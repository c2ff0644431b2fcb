import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct SoakTests {
    private static let isLong = ProcessInfo.processInfo.environment["IPCSH_LONG_TESTS"] != nil
    /// Kept connections, and how often each asks.
    private static let (connections, rounds) = isLong ? (10_000, 30) : (200, 3)
    /// What the mock may take for each, and altogether besides. In bytes.
    private static let (connectionMemory, memory) = (16 * 1024, 64 << 20)

    @Test func `a mock answers many kept connections, each once in a second, in a bounded memory`() throws {
        Self.raiseLimit()
        let sandbox = try Sandbox()
        let count = String(Self.connections)
        let mock = try sandbox.start(
            ["mock", "--listen", "127.0.0.1:0", "--keep-alive", "--max-connections", count, "-q"]
        )
        let notice = try mock.waitForError("\n")
        let port = try #require(notice.prefix { $0 != "\n" }.split(separator: ":").last.flatMap { UInt16($0) })
        let clients = try (0..<Self.connections).map { _ in try Self.connect(port) }
        defer { for client in clients { close(client) } }
        let request = Array((#"{"image": {"file": "a.jpg", "name": "x", "focal_length": "50.0"}}"# + "\u{4}").utf8)
        var buffer = [UInt8](repeating: 0, count: 16)
        for _ in 0..<Self.rounds {
            let start = ContinuousClock.now
            for client in clients {
                #expect(send(client, request, request.count, Int32(MSG_NOSIGNAL)) == request.count)
            }
            for client in clients {
                let received = recv(client, &buffer, 6, Int32(MSG_WAITALL))
                #expect(received == 6 && buffer.starts(with: Array("O.k.\r\n".utf8)))
            }
            let rest = Duration.seconds(1) - (ContinuousClock.now - start)
            // This is how often they ask, not a wait for something.
            if Self.isLong, rest > .zero { usleep(UInt32(rest / .microseconds(1))) }
        }
        let resident = try Self.residentBytes(mock.process)
        #expect(resident < Self.memory + Self.connections * Self.connectionMemory)
        if Self.isLong { print("\(Self.connections) connections: \(resident >> 20) MiB") }
        mock.send(SIGTERM)
        let outcome = try mock.wait()
        #expect(outcome.error.contains("ipcsh: \(Self.connections * Self.rounds) exchanges\n"))
        #expect(outcome.termination == .exit(0))
    }

    private static func raiseLimit() {
        var limit = rlimit()
        #if canImport(Glibc)
            let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
            let resource = RLIMIT_NOFILE
        #endif
        guard getrlimit(resource, &limit) == 0 else { return }
        limit.rlim_cur = min(limit.rlim_max, max(limit.rlim_cur, rlim_t(connections + 500)))
        setrlimit(resource, &limit)
    }

    private static func connect(_ port: UInt16) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        name.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        let connected = withUnsafePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw SystemError("connect") }
        return descriptor
    }

    private static func residentBytes(_ process: Int32) throws -> Int {
        let text = try String(contentsOfFile: "/proc/\(process)/statm", encoding: .utf8)
        let pages = try #require(text.split(separator: " ").dropFirst().first.flatMap { Int($0) })
        return pages * Int(getpagesize())
    }
}
