import IPCClient
import IPCFraming
import TestSupport
import Testing

@Suite struct KeepAliveTests {
    /// Answers requests until the peer closes.
    private static let telnet: ScriptedServer.Script = { connection in
        while true {
            try connection.receiveRequest()
            try connection.send("O.k. \(connection.number)\r\n")
        }
    }

    @Test func `many exchanges share one connection`() throws {
        let server = try ScriptedServer(Self.telnet)
        try server.withClient(.patient(.keepAlive)) { client in
            #expect(!client.isConnected)
            try client.connect()
            #expect(client.isConnected)
            for _ in 0..<100 { #expect(client.exchange(request).text == "O.k. 0") }
            client.disconnect()
            #expect(!client.isConnected)
            #expect(client.exchange(request).text == "O.k. 1")
        }
        #expect(server.connections == 2)
        #expect(server.executions == 101)
    }

    @Test func `a connection that the server has closed is replaced before sending`() throws {
        let mayClose = try TestEvent()
        let hasClosed = try TestEvent()
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send("O.k. \(connection.number)\r\n")
            try connection.wait(for: mayClose)
            connection.close()
            hasClosed.signal()
        }
        try server.withClient(.patient(.keepAlive)) { client in
            client.notice = { Issue.record("told of \($0)") }
            #expect(client.exchange(request).text == "O.k. 0")
            mayClose.signal()
            #expect(hasClosed.wait())
            let exchange = client.exchange(request)
            #expect(exchange.text == "O.k. 1")
            #expect(exchange.attempts == 1)
        }
        #expect(server.executions == 2)
    }

    @Test func `a connection that is reset after sending is replaced, and the request sent again`() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send("O.k. \(connection.number)\r\n")
            // The next request arrives, and is not read.
            _ = try connection.receive(exactly: 1)
            connection.reset()
        }
        try server.withClient(.patient(.keepAlive)) { client in
            #expect(client.exchange(request).attempts == 1)
            let exchange = client.exchange(request)
            #expect(exchange.text == "O.k. 1")
            #expect(exchange.attempts == 2)
        }
        #expect(server.executions == 2)
    }

    @Test func `bytes behind a response put the connection out of step`() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send("O.k. \(connection.number)\r\ngarbage\r\n")
            try connection.receiveToEnd()
        }
        try server.withClient(.patient(.keepAlive)) { client in
            var notices: [String] = []
            client.notice = { notices.append("\($0)") }
            for number in 0..<3 {
                let exchange = client.exchange(request)
                #expect(exchange.response == ResponseFrame(Array("O.k. \(number)".utf8), ending: .more))
                #expect(exchange.failure == nil)
                #expect(!client.isConnected)
            }
            #expect(notices == Array(repeating: "moreOfTheResponse", count: 3))
        }
    }

    @Test func `bytes that arrive between two exchanges put the connection out of step`() throws {
        let maySend = try TestEvent()
        let hasSent = try TestEvent()
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send("O.k. \(connection.number)\r\n")
            if connection.number == 0 {
                try connection.wait(for: maySend)
                try connection.send("garbage\r\n")
                hasSent.signal()
            }
            try connection.receiveToEnd()
        }
        try server.withClient(.patient(.keepAlive)) { client in
            var notices: [String] = []
            client.notice = { notices.append("\($0)") }
            #expect(client.exchange(request).response == ResponseFrame(Array("O.k. 0".utf8)))
            #expect(client.isConnected)
            maySend.signal()
            #expect(hasSent.wait())
            #expect(client.exchange(request).text == "O.k. 1")
            #expect(notices == ["moreOfTheLastResponse"])
        }
    }

    @Test func `a response ends at CR LF, however it is cut, and LF stays`() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            for byte in Array("Error: a\nb\rc\r\n".utf8) { try connection.send([byte]) }
            try connection.receiveToEnd()
        }
        #expect(try server.exchange(request, .patient(.keepAlive)).text == "Error: a\nb\rc")
    }

    @Test func `the end of the stream within a response cuts it off`() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send("O.k.")
        }
        let exchange = try server.exchange(request, .patient(.keepAlive))
        #expect(exchange.failure?.code == .truncated)
        #expect(exchange.text == "O.k.")
    }

    @Test func `a kept connection is not used after a time-out`() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            if connection.number == 0 { try connection.receiveToEnd() }
            try connection.send("O.k.\r\n")
            try connection.receiveToEnd()
        }
        let policy = ExchangePolicy.patient(.keepAlive, timeout: .milliseconds(100), linger: patience)
        try server.withClient(policy) { client in
            // Leaving ends nothing but the connection.
            let failure = client.exchange(request).failure
            #expect(failure?.code == .timeout)
            #expect(failure?.aftermath == nil)
            client.policy.timeout = patience
            #expect(client.exchange(request).text == "O.k.")
        }
        #expect(server.connections == 2)
    }
}
