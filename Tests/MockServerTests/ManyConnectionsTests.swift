import Glibc
import MockCore
import MockServer
import Testing

@Suite("Many connections")
struct ManyConnectionsTests {
    private static let count = 2000
    /// Both ends of each are in this process.
    private static let descriptors = rlim_t(2 * count + 1000)

    /// Makes room for the descriptors, as far as this process may.
    private static var hasRoom: Bool {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return false }
        guard limit.rlim_cur < descriptors else { return true }
        limit.rlim_cur = min(descriptors, limit.rlim_max)
        return setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 && limit.rlim_cur == descriptors
    }

    @Test(
        "2,000 at once, of which 500 never send: all others are answered",
        .enabled(if: hasRoom, "needs \(descriptors) descriptors"),
        arguments: [1024, 4096]
    )
    func twoThousand(_ maximumConnections: Int) throws {
        try Mock.run(Mock.with { $0.maximumConnections = maximumConnections }) { (server, _) throws in
            let peers = try (0..<Self.count).map { _ in try Peer(server.endpoint) }
            // The silent ones are the first.
            let speaking = peers.dropFirst(500)
            for peer in speaking {
                try peer.send(Mock.image)
                peer.halfClose()
            }
            for peer in speaking { #expect(try peer.receiveText() == Mock.ok) }
            #expect(server.project.imageCount == speaking.count)
            for peer in peers { peer.close() }
            #expect(try Peer.ask(server.endpoint, Mock.image) == Mock.ok)
        }
    }
}
