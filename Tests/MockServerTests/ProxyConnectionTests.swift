import Glibc
import IPCClient
import IPCFraming
import MockCore
import MockServer
import Platform
import Sessions
import TestSupport
import Testing
import WireJSON

/// What becomes of the two connections of a proxy, with real ones.
@Suite("A proxy's connections")
struct ProxyConnectionTests {
    private static let ok = "O.k.\r\n"
    private static let request = RequestFrame(Array(Mock.image.utf8.dropLast()))

    // MARK: What the server is spared

    @Test(
        "a client without a byte does not reach the server, and is no exchange",
        arguments: ["close", "half", "reset"]
    )
    func bare(_ end: String) throws {
        let server = try ScriptedServer { try $0.receiveToEnd() }
        let run = try ProxyRun(to: server)
        let peer = try Peer(run.endpoint)
        switch end {
        case "close": peer.close()
        case "reset": peer.reset()
        default:
            peer.halfClose()
            #expect(try peer.receiveAll() == ([], .closed))
        }
        #expect(run.log.waitForBroken(1).first?.contains("without a byte") == true)
        #expect(server.connections == 0)
        #expect(run.proxy.exchanges == 0)
        #expect(try run.recorded().isEmpty)
    }

    @Test("a client that is gone before its answer leaves the server in peace, and its answer in the recording")
    func departure() throws {
        let isAsked = try TestEvent()
        let mayAnswer = try TestEvent()
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            isAsked.signal()
            try connection.wait(for: mayAnswer)
            // A server that is left meets a reset here, and what the vendor's does then ends it.
            try connection.receiveToEnd()
            try connection.send(Self.ok)
        }
        let run = try ProxyRun(to: server)
        let peer = try Peer(run.endpoint)
        try peer.send(Mock.image)
        #expect(isAsked.wait())
        peer.reset()
        #expect(run.log.waitForBroken(1).first?.contains("left before its answer") == true)
        mayAnswer.signal()
        _ = run.log.waitForAnswer(1)
        let recorded = try #require(try run.recorded().first)
        #expect(recorded.response == ResponseFrame(Array("O.k.".utf8)))
        #expect(recorded.error == nil)
        #expect(recorded.note?.text == "the client had left before its answer")
    }

    @Test("the request and the half-close reach the server in one packet: else it may be the one that closes first")
    func onePacket() throws {
        let server = try ScriptedServer { connection in
            let request = try connection.receive()
            #expect(request == Array(Mock.image.utf8))
            #expect(connection.isEndHere)
            try connection.send(Self.ok)
        }
        let run = try ProxyRun(to: server)
        let client = run.client()
        for _ in 0..<50 { #expect(client.exchange(Self.request).failure == nil) }
    }

    @Test("in keep-alive mode a client's close is a full close, when its answer has come")
    func fullClose() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send(Self.ok)
            try connection.receiveToEnd()
            // A half-closed connection would take this for ever; a closed one resets.
            while true {
                try connection.send(Self.ok)
                try connection.hold(milliseconds: 1)
            }
        }
        let run = try ProxyRun(to: server) { $0.mode = .keepAlive }
        let peer = try Peer(run.endpoint)
        try peer.send(Mock.image)
        #expect(try peer.receive(Self.ok.utf8.count) == Self.ok)
        peer.halfClose()
        #expect(try peer.receiveAll() == ([], .closed))
        // The server, which takes one connection at a time, is free again.
        let second = try Peer(run.endpoint)
        try second.send(Mock.image)
        #expect(try second.receive(Self.ok.utf8.count) == Self.ok)
        #expect(try run.recorded().map(\.error) == [nil, nil])
    }

    @Test("five requests on one connection to a server that keeps it are five exchanges in one-shot mode, too")
    func unexpectedlyKept() throws {
        try Mock.run(Mock.with { $0.mode = .keepAlive }) { (server, _) throws in
            let run = try ProxyRun(to: server.endpoint)
            let client = run.client(.keepAlive)
            for _ in 0..<5 { #expect(client.exchange(Self.request).response?.bytes == Array("O.k.".utf8)) }
            client.disconnect()
            _ = run.log.waitForAnswer(5)
            #expect(try run.recorded().map(\.response?.ending) == Array(repeating: .noClose, count: 5))
            #expect(
                run.log.waitForNotice("\(server.endpoint) keeps connections open")?.contains("--keep-alive") == true
            )
        }
    }

    // MARK: The recording

    @Test(
        "who has an answer finds it in the recording",
        arguments: [(ConnectionMode.oneShot, 10), (.keepAlive, 10), (.oneShot, 200_000), (.keepAlive, 200_000)]
    )
    func recordedFirst(_ mode: ConnectionMode, _ size: Int) throws {
        let response = String(repeating: "y", count: size)
        let line = #"{"n":1,"request":"[1]","response":"\#(response)"}"#
        try Served.run([line], Mock.with { $0.mode = mode }) { (server, _) throws in
            let run = try ProxyRun(to: server.endpoint) { $0.mode = mode }
            let client = run.client(mode)
            for count in 1...(size < 1000 ? 200 : 20) {
                #expect(client.exchange(RequestFrame(Array("[1]".utf8))).response?.bytes.count == size)
                #expect(try run.recorded().count == count)
            }
        }
    }

    @Test("passes on what is too long to be recorded", arguments: [ConnectionMode.oneShot, .keepAlive])
    func overlong(_ mode: ConnectionMode) throws {
        let response = String(repeating: "y", count: 3_000_000)
        let long = String(repeating: "x", count: 2_000_000)
        let lines = [
            #"{"n":1,"request":"[1]","response":"\#(response)"}"#, #"{"n":2,"request":"\#(long)","response":"long"}"#,
            #"{"n":3,"request":"[3]","response":"three"}"#,
        ]
        try Served.run(lines, Mock.with { $0.mode = mode }) { (server, _) throws in
            let run = try ProxyRun(to: server.endpoint) {
                $0.mode = mode
                $0.frameLimit = 1_000_000
            }
            let client = run.client(mode)
            for (request, expected) in [("[1]", response), (long, "long"), ("[3]", "three")] {
                let exchange = client.exchange(RequestFrame(Array(request.utf8)))
                #expect(exchange.response?.bytes == Array(expected.utf8))
            }
            #expect(run.proxy.exchanges == 3)
            #expect(try run.recorded().map(\.error) == [.tooLarge, nil])
        }
    }

    // MARK: Descriptors

    @Test("no socket is left to the programs that are started meanwhile")
    func closeOnExec() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.hold()
        }
        let run = try ProxyRun(to: server)
        let peer = try Peer(run.endpoint)
        try peer.send(Mock.image)
        while server.executions == 0 {}
        guard case .tcp(_, let port) = run.endpoint else { return }
        var count = 0
        // Other tests may have taken thousands of numbers before these.
        for descriptor in try Folder.names(in: "/dev/fd").compactMap(Int32.init) where fcntl(descriptor, F_GETFD) >= 0 {
            let isOwn = Self.port(descriptor, getsockname) == port || Self.port(descriptor, getpeername) == server.port
            guard isOwn else { continue }
            count += 1
            #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0)
        }
        // The listener, the client's connection and the one to the server.
        #expect(count >= 3)
    }

    private static func port(
        _ descriptor: Int32,
        _ ask: (Int32, UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32
    ) -> UInt16? {
        var name = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { ask(descriptor, $0, &length) }
        }
        return result == 0 && name.sin_family == AF_INET ? UInt16(bigEndian: name.sin_port) : nil
    }
}
