import MockCore
import MockServer
import TestSupport
import Testing

@Suite("Connections that wait while the server is busy")
struct BacklogTests {
    /// What a client has done when the server gets round to it.
    private enum Progress: Int, CaseIterable {
        case everything, request, part, nothing
    }

    /// A server that is busy with the request of its first client, until it is free.
    private static func busyServer(
        _ configuration: MockServer.Configuration,
        _ log: MockLog
    ) throws -> (MockServer, first: Peer, free: TestEvent) {
        let (busy, free) = (try TestEvent(), try TestEvent())
        let server = try MockServer.start(configuration) { event in
            log.append(event)
            guard case .exchange(1, _, _) = event else { return }
            busy.signal()
            _ = free.wait()
        }
        let first = try Peer(server.endpoint)
        try first.send(Mock.image)
        first.halfClose()
        #expect(busy.wait())
        return (server, first, free)
    }

    @Test(
        "are all answered, however far they have come, and however few there may be at once",
        arguments: [1, 3, 1024]
    )
    func answersAll(_ maximumConnections: Int) throws {
        let log = MockLog()
        let (server, first, free) = try Self.busyServer(Mock.with { $0.maximumConnections = maximumConnections }, log)
        defer { server.stop() }
        // More than are taken in at once.
        let peers = try (0..<300).map { index in
            let peer = try Peer(server.endpoint)
            let progress = Progress.allCases[index % Progress.allCases.count]
            switch progress {
            case .everything, .request: try peer.send(Mock.image)
            case .part: try peer.send(String(Mock.image.prefix(10)))
            case .nothing: break
            }
            if progress == .everything { peer.halfClose() }
            return (peer, progress)
        }
        free.signal()
        #expect(try first.receiveText() == Mock.ok)
        for (peer, progress) in peers {
            switch progress {
            case .everything, .request: break
            case .part: try peer.send(String(Mock.image.dropFirst(10)))
            case .nothing: try peer.send(Mock.image)
            }
            #expect(try peer.receiveText() == Mock.ok, "\(progress)")
            #expect(server.status.openConnections <= maximumConnections)
            peer.close()
        }
        #expect(server.project.imageCount == 301)
    }

    @Test("and that were reset meanwhile harm nobody")
    func resets() throws {
        let log = MockLog()
        let (server, first, free) = try Self.busyServer(Mock.with(), log)
        defer { server.stop() }
        for _ in 0..<100 { try Peer(server.endpoint).reset() }
        free.signal()
        #expect(try first.receiveText() == Mock.ok)
        log.waitForBroken(100)
        #expect(try Peer.ask(server.endpoint, Mock.image) == Mock.ok)
        #expect(server.project.imageCount == 2)
    }
}
