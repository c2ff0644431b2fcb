import IPCClient
import IPCFraming
import MockCore
import MockServer
import Platform
import Testing

@Suite("A request that terminates the vendor's server")
struct FatalRequestTests {
    private static let reason = "the message is a number (TypeError: argument of type 'int' is not iterable)"

    @Test("closes the connection, is logged with the reason, and the mock lives on")
    func close() throws {
        try Mock.run { (server, log) throws in
            #expect(try Peer.ask(server.endpoint, "5\u{4}") == "")
            #expect(
                log.answers.map { if case .termination(let cause) = $0 { "\(cause)" } else { "" } } == [Self.reason]
            )
            #expect(try Peer.ask(server.endpoint, Mock.image) == Mock.ok)
        }
    }

    @Test("is answered with the reason")
    func error() throws {
        try Mock.run(Mock.with { $0.onFatal = .error }) { (server, _) throws in
            #expect(try Peer.ask(server.endpoint, "5\u{4}") == "Error: \(Self.reason)\r\n")
            #expect(
                try Peer.ask(server.endpoint, "\u{1A}")
                    == "Error: Ctrl-Z alone stops it (NameError: name 'sys' is not defined)\r\n"
            )
        }
    }

    @Test("is answered with the reason, and the connection kept")
    func errorKept() throws {
        try Mock.run(
            Mock.with {
                $0.onFatal = .error
                $0.mode = .keepAlive
            }
        ) { (server, _) throws in
            let peer = try Peer(server.endpoint)
            let expected = "Error: \(Self.reason)\r\n"
            for _ in 0..<3 {
                try peer.send("5\u{4}")
                #expect(try peer.receive(expected.utf8.count) == expected)
            }
        }
    }

    @Test("ends the process, through its callback")
    func exit() throws {
        let exits = Guarded(0)
        let server = try MockServer.start(
            Mock.with { $0.onFatal = .exit },
            onFatalExit: { exits.withLock { $0 += 1 } }
        )
        defer { server.stop() }
        #expect(try Peer.ask(server.endpoint, "[\"image\"]") == "")
        server.stop()
        #expect(exits.withLock { $0 } == 1)
    }

    @Test("a silent answer closes the connection")
    func silence() throws {
        try Mock.run { (server, log) throws in
            #expect(try Peer.ask(server.endpoint, "\"\\ud800\"\u{4}") == "")
            #expect(log.answers == [.silence])
        }
    }
}
