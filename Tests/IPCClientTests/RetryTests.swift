import Glibc
import IPCFraming
import TestSupport
import Testing

@testable import IPCClient

@Suite struct RetryTests {
    @Test func `nobody listens: refused, after the connect time-out`() throws {
        let port = try UnusedPort()
        let endpoint = port.endpoint
        let client = Client(try Endpoint(endpoint), policy: .patient(connectTimeout: .milliseconds(50)))
        let exchange = client.exchange(request)
        #expect(exchange.failure?.description == "cannot connect to \(endpoint): connection refused")
        #expect(exchange.attempts > 1)
        #expect(exchange.response == nil)
    }

    @Test func `without a free port on this side it is tried again, otherwise not`() throws {
        let terms = Terms(.vendorDefault, .patient())
        var budget = RetryBudget(terms)
        let taken = terms.failure(.unreachable, .connecting, ExchangeError.outOfPorts)
        try budget.pauseToRepeat(taken, until: .now + patience, nil)
        let other = terms.failure(.unreachable, .connecting, "no route to host")
        do throws(ExchangeError) {
            try budget.pauseToRepeat(other, until: .now + patience, nil)
            Issue.record("tried again")
        } catch {
            #expect(error == other)
        }
    }

    @Test func `an address that this machine can send from is one of its own kind`() throws {
        let loopback = try SocketAddress.resolve(.tcp(host: "127.0.0.1", port: 1), until: .now + patience, nil)
        #expect(loopback.map(\.isReachable) == [true])
    }

    @Test func `with a connect time-out of zero there is one attempt`() throws {
        let port = try UnusedPort()
        let exchange = Client(try Endpoint(port.endpoint), policy: .patient(connectTimeout: .zero)).exchange(request)
        #expect(exchange.failure?.code == .refused)
        #expect(exchange.attempts == 1)
    }

    @Test func `a refused connect is tried again until somebody listens`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("socket")
        // A socket's file outlives its listener: whoever connects is refused, until another takes its place.
        let gone = try ScriptedServer(on: .unix(path)).endpoint
        let client = Client(try Endpoint(gone), policy: .patient())
        var server: ScriptedServer?
        client.trace = { event in
            guard case .retrying(let error) = event, server == nil else { return }
            #expect(error.code == .refused)
            server = try? ScriptedServer(on: .unix(path), replacing: true) { connection in
                try connection.receiveRequest()
                try connection.send("O.k.\r\n")
            }
        }
        let exchange = client.exchange(request)
        #expect(exchange.text == "O.k.")
        #expect(exchange.failure == nil)
        #expect(exchange.attempts == 2)
        #expect(server?.executions == 1)
    }

    /// Linux gives outgoing connections even ports first, and now and then the very one that is connected to: TCP then
    /// connects the socket to itself, and the request would come back as its own response.
    @Test(.enabled(if: getenv("IPCSH_LONG_TESTS") != nil))
    func `a connection to itself is no connection`() throws {
        let neighbour = try ScriptedServer().port
        let client = Client(.tcp(host: "127.0.0.1", port: neighbour & ~1), policy: .patient(connectTimeout: .zero))
        guard client.exchange(request).failure?.code == .refused else { return }
        // Another test may listen there meanwhile, and answers something else.
        for _ in 0..<100_000 { #expect(client.exchange(request).response?.bytes != request.bytes) }
    }

    @Test func `a socket file that does not exist fails at once`() throws {
        let directory = try TemporaryDirectory()
        let exchange = Client(.unix(path: directory.file("none")), policy: .patient()).exchange(request)
        #expect(exchange.failure?.description.hasSuffix(": no such file or directory") == true)
        #expect(exchange.attempts == 1)
    }

    @Test(arguments: [1, 2, 5])
    func `a reset before the response is sent again, and executed once`(resets: Int) throws {
        let server = try ScriptedServer { connection in
            if connection.number < resets { return connection.reset() }
            try connection.receiveRequest()
            try connection.send("O.k.\r\n")
        }
        let exchange = try server.exchange()
        #expect(exchange.text == "O.k.")
        #expect(exchange.failure == nil)
        #expect(exchange.attempts == resets + 1)
        #expect(server.executions == 1)
    }

    @Test func `without re-sending, a reset is the failure`() throws {
        let server = try ScriptedServer { connection in
            _ = try connection.receive(exactly: 5)
            connection.reset()
        }
        let exchange = try server.exchange(request, .patient(resends: false))
        #expect(exchange.attempts == 1)
        #expect(exchange.failure?.code == .reset)
        #expect(
            exchange.message(of: server)
                == "SERVER reset the connection before it responded; the request was not executed"
        )
    }

    @Test func `a server that always resets is given up in the end`() throws {
        let server = try ScriptedServer { connection in connection.reset() }
        let exchange = try server.exchange(request, .patient(connectTimeout: .milliseconds(50)))
        #expect(exchange.failure?.code == .reset)
        #expect(exchange.attempts > 1)
    }

    @Test func `a request that holds a terminator may be executed in part, so it is not sent again`() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            connection.reset()
        }
        let exchange = try server.exchange(RequestFrame([0x31, Framing.requestTerminator, 0x32]))
        #expect(exchange.attempts == 1)
        #expect(exchange.failure?.mayHaveBeenExecuted == true)
        #expect(
            exchange.message(of: server)
                == "SERVER reset the connection before it responded; the request may have been executed"
        )
    }

    @Test func `an end of stream without a response is not sent again`() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.receiveToEnd()
        }
        let exchange = try server.exchange()
        #expect(exchange.attempts == 1)
        #expect(server.executions == 1)
        #expect(
            exchange.message(of: server)
                == "SERVER closed the connection without a response; the request may have been executed"
        )
    }

    @Test func `a time-out is not sent again`() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.hold()
        }
        let exchange = try server.exchange(request, .patient(timeout: .milliseconds(100)))
        #expect(exchange.attempts == 1)
        #expect(exchange.duration >= .milliseconds(100))
        #expect(
            exchange.message(of: server)
                == "no response from SERVER within 100ms; the request was sent and may have been executed; "
                + "leaving may have ended the server"
        )
    }

    @Test(arguments: ["O", "O.k.", "O.k.\r"])
    func `a response that is cut off is kept, and not sent again`(part: String) throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.receiveToEnd()
            try connection.send(part)
        }
        let exchange = try server.exchange()
        #expect(exchange.attempts == 1)
        #expect(exchange.response == ResponseFrame(Array(part.utf8), ending: .noTerminator))
        #expect(
            exchange.message(of: server)
                == "SERVER cut its response off after \(part.utf8.count) bytes; the request may have been executed"
        )
    }

    @Test(arguments: [1, 4, 5, 6])
    func `a reset within the response is not sent again`(count: Int) throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.receiveToEnd()
            try connection.send("O.k.\r\n".utf8.prefix(count))
            connection.reset()
        }
        let exchange = try server.exchange()
        #expect(exchange.attempts == 1)
        #expect(exchange.response?.encoded == Array("O.k.\r\n".utf8.prefix(count)))
        #expect(exchange.failure?.code == .reset)
        #expect(exchange.failure?.mayHaveBeenExecuted == true)
        #expect(server.executions == 1)
    }
}
