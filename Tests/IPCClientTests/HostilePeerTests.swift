import IPCClient
import IPCFraming
import TestSupport
import Testing

@Suite struct HostilePeerTests {
    @Test(arguments: [ConnectionMode.oneShot, .keepAlive])
    func `a peer that sends byte after byte does not get past the deadline`(mode: ConnectionMode) throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            while true {
                try connection.send("x")
                try connection.hold(milliseconds: 5)
            }
        }
        // So long that a machine under load has sent something by then.
        let exchange = try server.exchange(request, .patient(mode, timeout: .seconds(2)))
        #expect(
            exchange.message(of: server)
                == "no end of the response from SERVER within 2s; the request may have been executed"
                + (mode == .oneShot ? "; leaving may have ended the server" : "")
        )
        #expect(exchange.response?.ending == .noTerminator)
        #expect(exchange.duration >= .seconds(2))
    }

    @Test func `a peer that responds and does not close is timed out, its response kept`() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send("O.k.\r\n")
            try connection.hold()
        }
        // The response has to be there by then, also where both cores are busy.
        let exchange = try server.exchange(request, .patient(timeout: .seconds(2)))
        #expect(exchange.failure?.code == .timeout)
        #expect(exchange.failure?.phase == .receiving)
        #expect(exchange.response == ResponseFrame(Array("O.k.".utf8), ending: .noClose))
    }

    @Test(arguments: [ConnectionMode.oneShot, .keepAlive])
    func `100 MB without an end stop at the limit`(mode: ConnectionMode) throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            let megabyte = Array(repeating: UInt8(ascii: "x"), count: 1_000_000)
            for _ in 0..<100 { try connection.send(megabyte) }
        }
        let exchange = try server.exchange(request, .patient(mode))
        #expect(exchange.failure?.code == .tooLarge)
        #expect(exchange.response == nil)
    }

    @Test func `a huge request to a peer that does not read is timed out while sending`() throws {
        let server = try ScriptedServer { connection in try connection.hold() }
        let huge = RequestFrame(Array(repeating: 0x20, count: Framing.defaultLimit))
        let exchange = try server.exchange(huge, .patient(timeout: .milliseconds(200)))
        #expect(
            exchange.message(of: server)
                == "SERVER did not take the whole request within 200ms; leaving may have ended the server"
        )
        #expect(exchange.attempts == 1)
    }

    @Test func `a peer that responds before it has read the request is heard`() throws {
        let server = try ScriptedServer { connection in
            try connection.send("Error: later\r\n")
            try connection.receiveRequest()
        }
        let huge = RequestFrame(Array(repeating: 0x20, count: Framing.defaultLimit))
        let exchange = try server.exchange(huge)
        #expect(exchange.failure == nil)
        #expect(exchange.text == "Error: later")
    }

    @Test func `a long response before the request is read does not block both sides`() throws {
        let server = try ScriptedServer { connection in
            try connection.send(Array(repeating: UInt8(ascii: "x"), count: 15_000_000))
            try connection.send("\r\n")
            try connection.receiveRequest()
        }
        let huge = RequestFrame(Array(repeating: 0x20, count: Framing.defaultLimit))
        let exchange = try server.exchange(huge)
        #expect(exchange.failure == nil)
        #expect(exchange.response?.bytes.count == 15_000_000)
    }

    @Test func `in keep-alive mode, a response before the request is read ends the exchange, not the next one`() throws
    {
        let server = try ScriptedServer { connection in
            try connection.send("Error: \(connection.number)\r\n")
            try connection.hold()
        }
        let huge = RequestFrame(Array(repeating: 0x20, count: Framing.defaultLimit))
        try server.withClient(.patient(.keepAlive)) { client in
            let exchange = client.exchange(huge)
            #expect(exchange.text == "Error: 0")
            #expect(exchange.failure == nil)
            #expect(!client.isConnected)
        }
    }

    @Test func `a response before the reset of an unread request is kept, and the request not sent again`() throws {
        let server = try ScriptedServer { connection in
            _ = try connection.receive(exactly: 1)
            try connection.send("Error: no\r\n")
            connection.reset()
        }
        let huge = RequestFrame(Array(repeating: 0x20, count: Framing.defaultLimit))
        let exchange = try server.exchange(huge)
        #expect(exchange.attempts == 1)
        #expect(exchange.text == "Error: no")
        #expect(exchange.failure?.code == .reset)
        #expect(exchange.failure?.mayHaveBeenExecuted == true)
    }

    @Test func `a half-close before the request is read whole ends the exchange`() throws {
        let server = try ScriptedServer { connection in
            connection.halfClose()
            try connection.hold()
        }
        let huge = RequestFrame(Array(repeating: 0x20, count: Framing.defaultLimit))
        let exchange = try server.exchange(huge)
        #expect(exchange.attempts == 1)
        #expect(exchange.message(of: server) == "SERVER closed the connection before it had taken the whole request")
    }

    @Test func `a half-close after the request is an end without a response`() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            connection.halfClose()
            try connection.hold()
        }
        let exchange = try server.exchange()
        #expect(exchange.attempts == 1)
        #expect(exchange.failure?.code == .closedWithoutResponse)
        #expect(exchange.failure?.mayHaveBeenExecuted == true)
    }

    @Test func `a peer that accepts and closes at once fails in the end`() throws {
        let server = try ScriptedServer { connection in connection.close() }
        let exchange = try server.exchange(request, .patient(connectTimeout: .milliseconds(50)))
        // Whether the request is still on its way decides between a reset and a clean end.
        #expect([.reset, .closedWithoutResponse].contains(exchange.failure?.code))
        #expect(server.executions == 0)
    }

    @Test(arguments: [0, 1, 30, 100_000, 16_000_000])
    func `a reset within the request is sent again`(count: Int) throws {
        let server = try ScriptedServer { connection in
            if connection.number == 0 {
                _ = try connection.receive(exactly: count)
                return connection.reset()
            }
            try connection.receiveRequest()
            try connection.send("O.k.\r\n")
        }
        let bytes = count > 50 ? Array(repeating: UInt8(ascii: " "), count: Framing.defaultLimit) : request.bytes
        let exchange = try server.exchange(RequestFrame(bytes))
        #expect(exchange.text == "O.k.")
        #expect(exchange.attempts == 2)
        #expect(server.executions == 1)
    }

    @Test func `a full queue that nobody empties is a connect time-out`() throws {
        let server = try ScriptedServer(backlog: 0)
        let filling = try server.fillBacklog()
        let exchange = try withExtendedLifetime(filling) {
            try server.exchange(request, .patient(connectTimeout: .milliseconds(100)))
        }
        #expect(exchange.message(of: server) == "no connection to SERVER within 100ms")
        #expect(exchange.failure?.phase == .connecting)
    }

    @Test func `a full queue of a Unix-domain socket is a connect time-out, after trying again`() throws {
        let directory = try TemporaryDirectory()
        let server = try ScriptedServer(on: .unix(directory.file("socket")), backlog: 0)
        let filling = try server.fillBacklog()
        let exchange = try withExtendedLifetime(filling) {
            try server.exchange(request, .patient(connectTimeout: .seconds(1)))
        }
        #expect(exchange.message(of: server) == "no connection to SERVER within 1s")
        #expect(exchange.attempts > 1)
    }

    @Test func `a connection that the server had closed before the request came is a reset`() throws {
        let hasClosed = try TestEvent()
        let server = try ScriptedServer { connection in
            if connection.number == 0 {
                connection.close()
                return hasClosed.signal()
            }
            try connection.receiveRequest()
            try connection.send("O.k.\r\n")
        }
        let exchange = try server.withClient { client in
            client.trace = { event in
                // Hold the request back until the end of the stream has arrived.
                if case .connected = event { _ = hasClosed.wait() }
            }
            return client.exchange(request)
        }
        #expect(exchange.text == "O.k.")
        #expect(exchange.attempts == 2)
        #expect(server.executions == 1)
    }
}
