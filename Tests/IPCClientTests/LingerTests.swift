import IPCClient
import IPCFraming
import TestSupport
import Testing

/// After a time-out or a cancellation: a client that leaves ends the vendor's server.
@Suite struct LingerTests {
    private static let soon = Duration.milliseconds(20)

    /// Answers when the client has given up and waits for the late answer.
    private static func server(
        _ givenUp: TestEvent,
        _ answer: @escaping ScriptedServer.Script
    ) throws -> ScriptedServer {
        try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.wait(for: givenUp)
            try answer(connection)
        }
    }

    private static func exchange(
        _ server: ScriptedServer,
        _ givenUp: TestEvent,
        linger: Duration = patience
    ) throws -> Exchange {
        try server.withClient(.patient(timeout: soon, linger: linger)) { client in
            client.notice = { notice in
                guard case .lingering(let failure, let limit) = notice else { return }
                #expect(failure.code == .timeout)
                #expect(limit == linger)
                givenUp.signal()
            }
            return client.exchange(request)
        }
    }

    @Test func `the late answer stands beside the time-out, and nothing is sent again`() throws {
        let givenUp = try TestEvent()
        let server = try Self.server(givenUp) { try $0.send("O.k.\r\n") }
        let exchange = try Self.exchange(server, givenUp)
        #expect(exchange.response == ResponseFrame(Array("O.k.".utf8)))
        #expect(exchange.failure?.code == .timeout)
        #expect(exchange.failure?.aftermath == .answered(after: exchange.duration))
        #expect(exchange.duration >= Self.soon)
        #expect(
            exchange.message(of: server)?.hasPrefix("no response from SERVER within 20ms; the answer came late, after ")
                == true
        )
        #expect(exchange.attempts == 1)
        #expect(server.connections == 1)
    }

    @Test func `a connection that ends without an answer is told`() throws {
        let ends: [(ScriptedServer.Script, ExchangeError.Aftermath, String?, String)] = [
            (
                { _ in }, .closed, nil,
                "then it closed the connection; the request was sent and may have been executed"
            ),
            (
                { try $0.send("O.") }, .closed, "O.",
                "then it closed the connection; the request was sent and may have been executed"
            ),
            ({ $0.reset() }, .reset, nil, "then it reset the connection; the request was not executed"),
        ]
        for (end, aftermath, text, words) in ends {
            let givenUp = try TestEvent()
            let server = try Self.server(givenUp, end)
            let exchange = try Self.exchange(server, givenUp)
            #expect(exchange.failure?.code == .timeout)
            #expect(exchange.failure?.aftermath == aftermath)
            #expect(exchange.text == text)
            #expect(exchange.message(of: server) == "no response from SERVER within 20ms; \(words)")
            #expect(server.connections == 1)
        }
    }

    @Test(arguments: [Duration.zero, .milliseconds(10)])
    func `without an answer the server is left in the end`(linger: Duration) throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.hold()
        }
        let exchange = try server.exchange(request, .patient(timeout: Self.soon, linger: linger))
        #expect(exchange.failure?.aftermath == .left)
        #expect(
            exchange.message(of: server)
                == "no response from SERVER within 20ms; the request was sent and may have been executed; "
                + "leaving may have ended the server"
        )
    }

    @Test func `a cancelled exchange waits, too, until it is cancelled once more`() throws {
        for (cancels, aftermath) in [(1, nil), (2, ExchangeError.Aftermath.left)] {
            let cancellation = try #require(Cancellation())
            let lingers = try TestEvent()
            let server = try ScriptedServer { connection in
                try connection.receiveRequest()
                cancellation.cancel()
                try connection.wait(for: lingers)
                if cancels == 1 { return try connection.send("O.k.\r\n") }
                cancellation.cancel()
                try connection.hold()
            }
            let exchange = try server.withClient(.patient(linger: patience), cancellation) { client in
                client.notice = { _ in lingers.signal() }
                return client.exchange(request)
            }
            #expect(exchange.failure?.code == .cancelled)
            #expect(exchange.failure?.aftermath == aftermath ?? .answered(after: exchange.duration))
            #expect(exchange.text == (cancels == 1 ? "O.k." : nil))
        }
    }

    @Test func `a first cancellation ends the wait that a time-out began`() throws {
        let cancellation = try #require(Cancellation())
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.hold()
        }
        let exchange = try server.withClient(.patient(timeout: Self.soon, linger: patience), cancellation) { client in
            client.notice = { _ in cancellation.cancel() }
            return client.exchange(request)
        }
        #expect(exchange.failure?.code == .timeout)
        #expect(exchange.failure?.aftermath == .left)
    }

    @Test func `cancelled twice at once, it does not wait`() throws {
        let cancellation = try #require(Cancellation())
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            for _ in 0..<2 { cancellation.cancel() }
            try connection.hold()
        }
        let exchange = try server.exchange(request, .patient(linger: patience), cancellation)
        #expect(exchange.failure?.code == .cancelled)
        #expect(exchange.failure?.aftermath == .left)
        cancellation.reset()
        #expect(!cancellation.isCancelled)
    }

    @Test func `a request that was sent in part is ended there, and not executed`() throws {
        let givenUp = try TestEvent()
        let server = try ScriptedServer { connection in
            try connection.wait(for: givenUp)
            try connection.receiveToEnd()
            try connection.send("Error: Malformed JSON message.\r\n")
        }
        let huge = RequestFrame(Array(repeating: 0x20, count: Framing.defaultLimit))
        let exchange = try server.withClient(.patient(timeout: Self.soon, linger: patience)) { client in
            client.notice = { _ in givenUp.signal() }
            return client.exchange(huge)
        }
        #expect(exchange.failure?.phase == .sending)
        #expect(exchange.failure?.mayHaveBeenExecuted == false)
        #expect(exchange.text == "Error: Malformed JSON message.")
        #expect(server.executions == 0)
    }

    @Test func `a response without a close comes from a server that nobody ends by leaving`() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send("O.k.\r\n")
            try connection.hold()
        }
        let exchange = try withGrowingTime(
            { try server.exchange(request, .patient(timeout: $0, linger: patience)) },
            until: { $0.response != nil }
        )
        #expect(exchange.failure?.aftermath == nil)
        #expect(exchange.response?.ending == .noClose)
    }

    @Test func `nobody waits for a server that was told to stop`() throws {
        let server = try ScriptedServer { connection in try connection.hold() }
        let abort = RequestFrame([], ending: .abort)
        let exchange = try server.exchange(abort, .patient(timeout: Self.soon, linger: patience))
        #expect(exchange.failure?.code == .timeout)
        #expect(exchange.failure?.aftermath == nil)
    }

    @Test func `a request can have a time of its own`() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.hold()
        }
        try server.withClient(.patient()) { client in
            client.timeout = { $0 == request ? .milliseconds(30) : .milliseconds(10) }
            for (frame, time) in [(request, "30ms"), (RequestFrame([0x20]), "10ms"), (request, "30ms")] {
                let failure = client.exchange(frame).failure
                #expect(failure?.detail == time)
            }
        }
    }
}
