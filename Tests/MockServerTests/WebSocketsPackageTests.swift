import Foundation
import IPCClient
import IPCFraming
import MockCore
import MockServer
import TestSupport
import Testing

/// Python's `websockets`, which the vendor's clients and servers are built on. `IPCSH_WEBSOCKETS_PYTHON` says which
/// interpreter has it; without that these tests do not run.
@Suite(.enabled(if: interpreter != nil))
struct WebSocketsPackageTests {
    private static let client = """
        import asyncio, sys, websockets
        image = '{"image": {"file": "a.jpg", "name": "other", "focal_length": "50.0"}}'
        async def end(socket):
            try:
                await socket.recv()
            except websockets.ConnectionClosed as closed:
                return f"{closed.rcvd.code} {closed.rcvd.reason}".strip()
        async def main(uri):
            async with websockets.connect(uri) as socket:
                print(socket.protocol.extensions)
                for _ in range(1000):
                    await socket.send(image)
                    assert await socket.recv() == "O.k."
                await (await socket.ping(b"hello"))
                await socket.send(['{"fo', 'o": ', '1}'])
                print(repr(await socket.recv()))
                await socket.send("quit")
                print(await socket.recv(), await end(socket))
            async with websockets.connect(uri, compression=None) as socket:
                await socket.send(b"x")
                print(await end(socket))
            sockets = [await websockets.connect(uri) for _ in range(200)]
            for socket in sockets: await socket.send(image)
            for socket in sockets: assert await socket.recv() == "O.k."
            for socket in sockets: await socket.close()
        asyncio.run(main(sys.argv[1]))
        """

    private static let server = """
        import asyncio, websockets
        async def handler(socket):
            async for message in socket:
                if isinstance(message, bytes): await socket.send(message[::-1])
                elif message == "close": return await socket.close(4000, "größe")
                elif message == "raise": raise ValueError
                elif message == "push": [await socket.send(text) for text in "abc"]
                elif message == "slow": await asyncio.sleep(0.5); await socket.send("slept")
                else: await socket.send(message)
        async def main():
            async with websockets.serve(handler, "127.0.0.1", 0, ping_interval=0.1, ping_timeout=60) as server:
                print(server.sockets[0].getsockname()[1], flush=True)
                await asyncio.get_running_loop().create_future()
        asyncio.run(main())
        """

    /// A proxy before a server, where there is to be one.
    private static func proxy(_ isThere: Bool, to server: Endpoint) throws -> ProxyRun? {
        guard isThere else { return nil }
        return try ProxyRun(to: server) {
            $0.listen = WebSocketProxyTests.anyPort
            $0.webSocket.deflates = true
        }
    }

    @Test(arguments: [false, true])
    func `its client is served`(throughProxy: Bool) throws {
        let python = try #require(interpreter)
        try Mock.run(Mock.webSocket()) { (server, _) throws in
            let run = try Self.proxy(throughProxy, to: server.endpoint)
            let endpoint = run?.endpoint ?? server.endpoint
            let outcome = try Subprocess(python, ["-c", Self.client, "\(endpoint)"]).wait()
            #expect(outcome.error == "")
            #expect(outcome.lines.first?.contains("local_max_window_bits=12") == true)
            #expect(
                outcome.lines.dropFirst() == [
                    #""Error: Unknown request:\n{'foo': 1}""#, "bye 1000 Closing connection.", "1011",
                ]
            )
            #expect(server.exchanges == 1203)
            if let run { #expect(try run.recorded().count == 1203) }
        }
    }

    @Test func `its command line is served`() throws {
        let python = try #require(interpreter)
        try Mock.run(Mock.webSocket()) { (server, log) throws in
            let program = try Subprocess(python, ["-m", "websockets", "\(server.endpoint)"], input: .pipe)
            try program.write("{\"foo\": 1}\n")
            #expect(log.waitForAnswer(1) == .response(Array("Error: Unknown request:\n{'foo': 1}".utf8)))
            program.closeInput()
            #expect(try program.wait().termination == .exit(0))
        }
    }

    @Test(arguments: [false, true], [false, true])
    func `its server is understood`(deflates: Bool, throughProxy: Bool) throws {
        let python = try #require(interpreter)
        let program = try Subprocess(python, ["-c", Self.server])
        let port = try #require(UInt16(program.readLine()))
        var policy = ExchangePolicy()
        policy.timeout = .seconds(60)
        policy.webSocket.deflates = deflates
        let server = Endpoint.webSocket(WebSocketAddress(host: "127.0.0.1", port: port))
        let run = try Self.proxy(throughProxy, to: server)
        let client = Client(run?.endpoint ?? server, policy: policy)
        var pushed: [String] = []
        client.notice = { notice in
            if case .pushed(let message, _) = notice { pushed.append(String(decoding: message.bytes, as: UTF8.self)) }
        }
        func ask(_ text: String) -> Exchange { client.exchange(RequestFrame(Array(text.utf8))) }

        for number in 0..<1000 {
            let text = "größe \(number) " + String(repeating: "x", count: number)
            #expect(ask(text).response == ResponseFrame(Array(text.utf8)))
        }
        #expect(client.exchange(RequestFrame([1, 2, 255], ending: .binary)).response?.bytes == [255, 2, 1])
        #expect(ask("slow").response?.bytes == Array("slept".utf8))
        #expect(try client.ping(Array("hi".utf8)) > .zero)
        #expect(ask("push").response?.bytes == Array("a".utf8))
        // Its pings come ten times a second, for ever.
        for _ in 0..<600 where pushed.count < 2 {
            var entry = pollfd(fd: try #require(client.descriptor), events: Int16(POLLIN), revents: 0)
            try #require(poll(&entry, 1, 60_000) == 1)
            client.handleReadable()
        }
        #expect(ask("x").response?.bytes == Array("x".utf8))
        #expect(pushed == ["b", "c"])
        #expect(ask("close").close == WebSocketClose(WebSocketClose.Code(rawValue: 4000), "größe"))
        #expect(ask("raise").failure?.close == WebSocketClose(.internalError))
        #expect(ask("x").response?.bytes == Array("x".utf8))
        #expect(try client.close(WebSocketClose(.normal, "done")) == WebSocketClose(.normal, "done"))
        program.send(SIGTERM)
        _ = try program.wait()
    }
}

private let interpreter = ProcessInfo.processInfo.environment["IPCSH_WEBSOCKETS_PYTHON"]
