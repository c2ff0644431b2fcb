import IPCFraming
import MockCore
import MockServer
import Testing

@Suite("Keep-alive, the vendor's telnet mode")
struct KeepAliveTests {
    private static func run(_ body: (MockServer, MockLog) throws -> Void) throws {
        try Mock.run(Mock.with { $0.mode = .keepAlive }, body)
    }

    @Test("takes many requests on one connection")
    func manyRequests() throws {
        try Self.run { (server, _) throws in
            let peer = try Peer(server.endpoint)
            for _ in 0..<200 {
                try peer.send(Mock.image)
                #expect(try peer.receive(Mock.ok.utf8.count) == Mock.ok)
                try peer.send("x\u{4}")
                #expect(try peer.receive(Mock.malformed.utf8.count) == Mock.malformed)
            }
            peer.halfClose()
            #expect(try peer.receiveText() == "")
            #expect(server.exchanges == 400)
        }
    }

    @Test("drops what follows a request in the same read")
    func dropsPipelined() throws {
        try Self.run { (server, _) throws in
            let peer = try Peer(server.endpoint)
            try peer.send(Mock.image + Mock.elements + "[")
            #expect(try peer.receive(Mock.ok.utf8.count) == Mock.ok)
            try peer.send("1]\u{4}")
            #expect(try peer.receive(Mock.malformed.utf8.count) == Mock.malformed)
            #expect(server.project.elementsCount == 0)
        }
    }

    @Test("takes what follows a request beyond the read of 1024 bytes for the next one")
    func keepsNextRead() throws {
        try Self.run { (server, _) throws in
            let peer = try Peer(server.endpoint)
            let padding = String(repeating: " ", count: 1024 - Mock.image.utf8.count)
            try peer.send(Mock.image + padding + Mock.elements)
            #expect(try peer.receive(2 * Mock.ok.utf8.count) == Mock.ok + Mock.ok)
            #expect(server.project.elementsCount == 1)
        }
    }

    @Test("answers what the end of the stream ends")
    func endOfStream() throws {
        try Self.run { (server, _) throws in
            #expect(try Peer.ask(server.endpoint, String(Mock.image.dropLast())) == Mock.ok)
            #expect(try Peer.ask(server.endpoint, Mock.image + "") == Mock.ok)
            #expect(try Peer.ask(server.endpoint, "") == "")
            #expect(server.exchanges == 2)
        }
    }

    @Test("stays open when a response cannot be written")
    func silence() throws {
        try Self.run { (server, log) throws in
            let peer = try Peer(server.endpoint)
            try peer.send("\"\\ud800\"\u{4}")
            #expect(log.waitForAnswer(1) == .silence)
            try peer.send(Mock.image)
            #expect(try peer.receive(Mock.ok.utf8.count) == Mock.ok)
        }
    }

    @Test("is closed by what terminates the vendor's server", arguments: ["5\u{4}", "\u{1A}"])
    func termination(_ request: String) throws {
        try Self.run { (server, _) throws in
            let peer = try Peer(server.endpoint)
            try peer.send(Mock.image)
            #expect(try peer.receive(Mock.ok.utf8.count) == Mock.ok)
            try peer.send(request)
            #expect(try peer.receiveText() == "")
        }
    }
}
