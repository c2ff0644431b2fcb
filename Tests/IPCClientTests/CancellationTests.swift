import IPCClient
import IPCFraming
import TestSupport
import Testing

@Suite struct CancellationTests {
    @Test func `another thread ends the wait for a response`() throws {
        let cancellation = try #require(Cancellation())
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            cancellation.cancel()
            try connection.hold()
        }
        let exchange = try server.exchange(request, .patient(), cancellation)
        #expect(
            exchange.message(of: server)
                == "interrupted while waiting for SERVER; the request may have been executed; "
                + "leaving may have ended the server"
        )
        #expect(exchange.failure?.code == .cancelled)
        #expect(exchange.attempts == 1)
    }

    @Test func `another thread ends sending`() throws {
        let cancellation = try #require(Cancellation())
        let server = try ScriptedServer { connection in
            _ = try connection.receive(exactly: 1)
            cancellation.cancel()
            try connection.hold()
        }
        let huge = RequestFrame(Array(repeating: 0x20, count: Framing.defaultLimit))
        let exchange = try server.exchange(huge, .patient(), cancellation)
        #expect(
            exchange.message(of: server)
                == "interrupted before the request was sent to SERVER; leaving may have ended the server"
        )
    }

    @Test func `another thread ends receiving, and what had come is kept`() throws {
        let cancellation = try #require(Cancellation())
        let hasCome = try TestEvent()
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send("O.k.")
            try connection.wait(for: hasCome)
            cancellation.cancel()
            try connection.hold()
        }
        let exchange = try server.withClient(.patient(), cancellation) { client in
            client.trace = { event in if case .received = event { hasCome.signal() } }
            return client.exchange(request)
        }
        #expect(exchange.failure?.code == .cancelled)
        #expect(exchange.failure?.phase == .receiving)
        #expect(exchange.text == "O.k.")
    }

    @Test func `it ends the attempts to connect`() throws {
        let cancellation = try #require(Cancellation())
        let port = try UnusedPort()
        let client = Client(try Endpoint(port.endpoint), policy: .patient(), cancellation: cancellation)
        client.trace = { event in if case .retrying = event { cancellation.cancel() } }
        let exchange = client.exchange(request)
        #expect(exchange.failure?.code == .cancelled)
        #expect(exchange.failure?.phase == .connecting)
    }

    @Test(arguments: [true, false])
    func `once cancelled, nothing is sent until it is reset`(overUnixSocket: Bool) throws {
        let cancellation = try #require(Cancellation())
        let directory = try TemporaryDirectory()
        let server = try ScriptedServer(on: overUnixSocket ? .unix(directory.file("socket")) : .ipv4) { connection in
            try connection.receiveRequest()
            try connection.send("O.k.\r\n")
            try connection.receiveToEnd()
        }
        try server.withClient(.patient(.keepAlive), cancellation) { client in
            #expect(client.exchange(request).text == "O.k.")
            cancellation.cancel()
            #expect(cancellation.isCancelled)
            for _ in 0..<2 {
                let exchange = client.exchange(request)
                #expect(exchange.message(of: server) == "interrupted before the request was sent to SERVER")
            }
            cancellation.reset()
            #expect(!cancellation.isCancelled)
            #expect(client.exchange(request).text == "O.k.")
        }
        #expect(server.executions == 2)
    }

    @Test func `cancelling more often than the pipe holds does not block`() throws {
        let cancellation = try #require(Cancellation())
        for _ in 0..<100_000 { cancellation.cancel() }
        cancellation.reset()
        #expect(!cancellation.isCancelled)
    }
}
