import IPCClient
import IPCFraming
import MockCore
import MockServer
import Sessions
import TestSupport
import Testing

/// A proxy between a WebSocket client and a WebSocket server.
@Suite struct WebSocketProxyTests {
    static let anyPort = Endpoint.webSocket(WebSocketAddress(host: "127.0.0.1", port: 0))
    static let image = String(Mock.image.dropLast())

    /// A proxy before a mock.
    static func run(
        _ mock: MockServer.Configuration = Mock.webSocket(),
        _ change: (inout Proxy.Configuration) -> Void = { _ in },
        _ body: (ProxyRun, MockServer) throws -> Void
    ) throws {
        try Mock.run(mock) { (server, _) throws in
            let run = try ProxyRun(to: server.endpoint) {
                $0.listen = anyPort
                change(&$0)
            }
            try body(run, server)
            run.proxy.stop(within: .seconds(10))
        }
    }

    /// A proxy before a server that does what a script says.
    static func run(
        _ change: (inout Proxy.Configuration) -> Void = { _ in },
        to script: @escaping ScriptedServer.Script,
        target: String = "",
        _ body: (ProxyRun, ScriptedServer) throws -> Void
    ) throws {
        let server = try ScriptedServer(script)
        let run = try ProxyRun(to: try Endpoint("ws://\(server.endpoint)\(target)")) {
            $0.listen = anyPort
            $0.connectTimeout = .zero
            change(&$0)
        }
        try body(run, server)
        run.proxy.stop(within: .seconds(10))
    }

    // MARK: Exchanges

    @Test(arguments: WebSocketProfile.allCases, WireVectorTests.Arrival.allCases)
    func `clients have the answers of the vendor's servers through it`(
        profile: WebSocketProfile,
        arrival: WireVectorTests.Arrival
    ) throws {
        let vectors = WebSocketVector.all.filter { vector in
            // Kept until the answer is there: it spares the server.
            vector.profile == profile && !vector.dependsOnHost && !vector.name.hasPrefix("close right behind")
        }
        #expect(vectors.count > 20)
        var random = SeededRandom(seed: 7)
        let mock = Mock.webSocket {
            $0.files = .disk(root: Vector.files)
            $0.webSocket.profile = profile
        }
        var options = WebSocketOptions()
        options.deflates = true
        try Self.run(
            mock,
            { $0.webSocket = options },
            { (run, _) throws in
                for vector in vectors { try WebSocketVectorTests().check(vector, arrival, run.endpoint, &random) }
            }
        )
    }

    @Test func `exchanges are recorded as the client has seen them`() throws {
        try Self.run { (run, _) throws in
            let peer = try WebSocketPeer(run.endpoint)
            for text in [Self.image, "null", "x"] { try peer.send(text) }
            #expect(try peer.text() == "O.k.")
            _ = try peer.rest()
            let other = try WebSocketPeer(run.endpoint)
            try other.send(.binary, [0, 255])
            _ = try other.rest()
            let last = try WebSocketPeer(run.endpoint)
            try last.send("quit\n")
            #expect(try last.text() == "bye")
            #expect(try last.rest().frames.map(\.close) == [WebSocketClose(.normal, "Closing connection.")])

            #expect(try run.header().mode == .webSocket)
            #expect(try run.header().via == "proxy")
            let recorded = try run.recorded()
            let internalError = WebSocketClose(.internalError)
            #expect(recorded.map(\.request.ending) == [.terminator, .terminator, .terminator, .binary, .terminator])
            #expect(
                recorded.map(\.response) == [
                    ResponseFrame(Array("O.k.".utf8)), nil, nil, nil, ResponseFrame(Array("bye".utf8)),
                ]
            )
            let failure = FailureCode.closedWithoutResponse
            #expect(recorded.map(\.error) == [nil, failure, failure, failure, nil])
            #expect(
                recorded.map(\.close) == [
                    nil, internalError, internalError, internalError, WebSocketClose(.normal, "Closing connection."),
                ]
            )
        }
    }

    @Test func `binary answers are recorded as such, and what is pushed is passed on`() throws {
        try Self.run(
            to: { connection in
                let socket = try ScriptedWebSocket(connection)
                try socket.send("hello")
                _ = try socket.next()
                try socket.send(WebSocketMessage(.binary, [0, 255]))
                try socket.send("progress")
                _ = try socket.next()
            },
            { (run, _) throws in
                let peer = try WebSocketPeer(run.endpoint)
                #expect(try peer.text() == "hello")
                try peer.send("a")
                #expect(try peer.next() == WebSocketPeer.Frame(0x82, [0, 255]))
                #expect(try peer.text() == "progress")
                #expect(try run.recorded().map(\.response) == [ResponseFrame([0, 255], ending: .binary)])
            }
        )
    }

    @Test(arguments: [false, true])
    func `compression is offered only where it is wanted, and inflated for the recording`(isWanted: Bool) throws {
        let offer = "permessage-deflate; client_max_window_bits"
        try Self.run(
            Mock.webSocket(),
            { $0.webSocket.deflates = isWanted },
            { (run, _) throws in
                let peer = try WebSocketPeer(run.endpoint, offer: offer)
                #expect((peer.extensions != nil) == isWanted)
                let deflate = isWanted ? WebSocketDeflate() : nil
                var encoder = WebSocketEncoder(role: .client, deflate: deflate)
                for _ in 0..<3 {
                    try peer.peer.send(encoder.encode(WebSocketMessage(.text, Array(Self.image.utf8))))
                    #expect(try peer.next()?.isCompressed == isWanted)
                }
                let recorded = try run.recorded()
                #expect(recorded.map(\.request.bytes) == Array(repeating: Array(Self.image.utf8), count: 3))
                #expect(recorded.allSatisfy { $0.response == ResponseFrame(Array("O.k.".utf8)) })
            }
        )
    }

    @Test func `a message of more than the limit is passed on, and not recorded`() throws {
        try Self.run(
            Mock.webSocket { $0.webSocket.messageLimit = 1 << 22 },
            { $0.frameLimit = 1000 },
            {
                (run, _) throws in
                let peer = try WebSocketPeer(run.endpoint)
                try peer.send(#"{"\#(String(repeating: "x", count: 1 << 20))": 1}"#)
                #expect(try peer.text()?.hasPrefix("Error: Unknown request:") == true)
                try peer.send(Self.image)
                #expect(try peer.text() == "O.k.")
                #expect(try run.recorded().map(\.request.bytes) == [Array(Self.image.utf8)])
                #expect(run.log.waitForBroken(1).first?.hasPrefix("a message of more than 1000 bytes") == true)
            }
        )
    }

    @Test func `a thousand requests behind each other are answered in their order`() throws {
        try Self.run { (run, server) throws in
            let peer = try WebSocketPeer(run.endpoint)
            let sending = peer.peer.sendInBackground { number in
                number == 1000
                    ? nil : WebSocketFrame(.text, Array(#"{"\#(number)": 1}"#.utf8)).encoded(mask: WebSocketPeer.mask)
            }
            for number in 0..<1000 {
                #expect(try peer.text() == "Error: Unknown request:\n{'\(number)': 1}")
            }
            sending.join()
            #expect(server.exchanges == 1000)
            #expect(try run.recorded().map(\.number) == Array(1...1000))
        }
    }

    // MARK: Between messages

    @Test func `pings and pongs pass both ways with what they carry`() throws {
        let seen = Seen<[UInt8]>()
        try Self.run(
            to: { connection in
                let socket = try ScriptedWebSocket(connection)
                try socket.ping(Array("server".utf8))
                while let event = try socket.next() {
                    switch event {
                    case .ping(let payload): try socket.pong(payload)
                    case .pong(let payload): seen.add(payload)
                    case .message, .close: break
                    }
                }
            },
            { (run, _) throws in
                let peer = try WebSocketPeer(run.endpoint)
                #expect(try peer.next() == WebSocketPeer.Frame(0x89, Array("server".utf8)))
                try peer.send(.pong, Array("server".utf8))
                try peer.send(.ping, Array("client".utf8))
                #expect(try peer.next() == WebSocketPeer.Frame(0x8A, Array("client".utf8)))
                #expect(seen.all == [Array("server".utf8)])
            }
        )
    }

    private static let closes: [WebSocketClose] = [
        WebSocketClose(.normal), WebSocketClose(.none), WebSocketClose(.goingAway, "größe"),
        WebSocketClose(WebSocketClose.Code(rawValue: 4321), String(repeating: "x", count: 123)),
    ]

    @Test(arguments: closes)
    func `a client's Close passes on with code and reason, and so does its echo`(close: WebSocketClose) throws {
        let seen = Seen<WebSocketClose>()
        try Self.run(
            to: { connection in
                let socket = try ScriptedWebSocket(connection)
                guard case .close(let close)? = try socket.next() else { return }
                seen.add(close)
                try socket.close(close)
            },
            { (run, _) throws in
                let peer = try WebSocketPeer(run.endpoint)
                try peer.send(.close, close.payload)
                let rest = try peer.rest()
                #expect(rest.frames.map(\.close) == [close])
                // The server closes first, over what may still be on its way to it.
                #expect([.closed, .reset].contains(rest.ending))
                #expect(seen.all == [close])
            }
        )
    }

    @Test(arguments: closes)
    func `a server's Close passes on with code and reason, and so does its echo`(close: WebSocketClose) throws {
        let seen = Seen<WebSocketEvent?>()
        try Self.run(
            to: { connection in
                let socket = try ScriptedWebSocket(connection)
                _ = try socket.message()
                try socket.close(close)
                seen.add(try socket.next())
            },
            { (run, _) throws in
                let peer = try WebSocketPeer(run.endpoint)
                try peer.send("x")
                let rest = try peer.rest()
                #expect(rest.frames.first?.close == close)
                #expect(rest.ending == .closed)
                #expect(seen.all == [.close(close)])
                #expect(try run.recorded().map(\.close) == [close])
            }
        )
    }

    @Test(arguments: [false, true])
    func `a server that ends without a Close is seen to`(resets: Bool) throws {
        try Self.run(
            to: { connection in
                let socket = try ScriptedWebSocket(connection)
                _ = try socket.message()
                if resets { connection.reset() }
            },
            { (run, _) throws in
                let peer = try WebSocketPeer(run.endpoint)
                try peer.send("x")
                let rest = try peer.rest()
                #expect(rest.frames.isEmpty)
                #expect(rest.ending == (resets ? .reset : .closed))
                let recorded = try run.recorded()
                #expect(recorded.map(\.error) == [resets ? .reset : .closedWithoutResponse])
                #expect(recorded.map(\.close) == [.abnormal])
            }
        )
    }

    /// The vendor's template server would end by it.
    @Test func `a Close before the answer is told when the answer is there`() throws {
        let answered = try TestEvent()
        let seen = Seen<WebSocketEvent?>()
        try Self.run(
            to: { connection in
                let socket = try ScriptedWebSocket(connection)
                _ = try socket.message()
                try connection.wait(for: answered)
                try socket.send("late")
                seen.add(try socket.next())
                try socket.close(WebSocketClose(.normal))
            },
            { (run, _) throws in
                let peer = try WebSocketPeer(run.endpoint)
                try peer.send("x")
                try peer.send(.close, WebSocketClose(.normal).payload)
                #expect(
                    run.log.waitForBroken(1).first?.hasPrefix("a client has sent a Close before its answer") == true
                )
                answered.signal()
                #expect(try peer.text() == "late")
                #expect(try peer.rest().frames.map(\.close) == [WebSocketClose(.normal)])
                #expect(seen.all == [.close(WebSocketClose(.normal))])
                #expect(try run.recorded().map(\.response) == [ResponseFrame(Array("late".utf8))])
            }
        )
    }

    /// A server that has a request, answers `late` when it may, and looks at what comes then.
    private static func answersLate(
        _ received: TestEvent,
        _ answered: TestEvent,
        _ seen: Seen<WebSocketEvent?>
    ) -> ScriptedServer.Script {
        { connection in
            let socket = try ScriptedWebSocket(connection)
            _ = try socket.message()
            received.signal()
            try connection.wait(for: answered)
            try socket.send("late")
            seen.add(try socket.next())
        }
    }

    @Test func `a client that leaves before its answer does not take the server with it`() throws {
        let received = try TestEvent()
        let answered = try TestEvent()
        let seen = Seen<WebSocketEvent?>()
        try Self.run(
            to: Self.answersLate(received, answered, seen),
            { (run, _) throws in
                let peer = try WebSocketPeer(run.endpoint)
                try peer.send("x")
                #expect(received.wait())
                peer.peer.reset()
                #expect(run.log.waitForBroken(1).first?.hasPrefix("a client left before its answer") == true)
                answered.signal()
                #expect(run.log.waitForAnswer(1) != nil)
                run.proxy.stop(within: .seconds(10))
                #expect(seen.all == [nil])
                #expect(try run.recorded().map(\.response) == [ResponseFrame(Array("late".utf8))])
            }
        )
    }

    // MARK: Handshakes

    @Test func `each client has a handshake of its own, and a connection`() throws {
        let seen = Seen<String>()
        try Self.run(
            to: { connection in
                let socket = try ScriptedWebSocket(connection)
                seen.add(socket.request)
                _ = try socket.next()
            },
            target: "/?apikey=s3cret",
            { (run, server) throws in
                for number in 1...2 {
                    var policy = ExchangePolicy()
                    policy.webSocket.fields = [try HTTPField("X-Client: \(number)")]
                    policy.webSocket.origin = try HTTPField(name: "Origin", value: "http://here")
                    let client = Client(try Endpoint("\(run.endpoint)/path?a=\(number)"), policy: policy)
                    _ = client.exchange(RequestFrame(Array("x".utf8)))
                }
                #expect(server.connections == 2)
                for (number, head) in seen.all.enumerated() {
                    #expect(head.hasPrefix("GET /path?apikey=s3cret&a=\(number + 1) HTTP/1.1\r\n"))
                    #expect(head.contains("\r\nHost: 127.0.0.1:\(server.port)\r\n"))
                    #expect(head.contains("\r\nX-Client: \(number + 1)\r\n"))
                    #expect(head.contains("\r\nOrigin: http://here\r\n"))
                }
                #expect(try run.header().to.contains("apikey=***"))
            }
        )
    }

    @Test(
        arguments: [
            ("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno", "403 Forbidden"),
            ("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic\r\n\r\n", "401 Unauthorized"),
            ("HTTP/1.1 503 Busy\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "503 Busy"),
            ("O.k.\r\n", "502 Bad Gateway"), ("", "502 Bad Gateway"),
        ]
    )
    func `a client that the server refuses is told so`(answer: String, status: String) throws {
        try Self.run(
            to: { connection in
                _ = try connection.receive()
                try connection.send(answer)
            },
            { (run, server) throws in
                let exchange = Client(run.endpoint).exchange(RequestFrame(Array("x".utf8)))
                #expect(exchange.failure?.code == .handshakeRefused)
                #expect(exchange.failure?.mayHaveBeenExecuted == false)
                #expect(exchange.failure?.description.contains(status) == true)
                let reason = try #require(run.log.waitForBroken(1).first)
                #expect(reason.contains("127.0.0.1:\(server.port)"))
                #expect(status.hasPrefix("502") || reason.hasSuffix(status))
                #expect(run.proxy.exchanges == 0)
            }
        )
    }

    @Test func `a server that is not there is a 502 with the reason`() throws {
        let unused = try UnusedPort()
        let run = try ProxyRun(to: try Endpoint("ws://\(unused.endpoint)")) {
            $0.listen = Self.anyPort
            $0.connectTimeout = .zero
        }
        let peer = try WebSocketPeer(run.endpoint)
        #expect(peer.answer.hasPrefix("HTTP/1.1 502 Bad Gateway\r\n"))
        #expect(run.log.waitForBroken(1).first?.hasPrefix("cannot connect to ws://\(unused.endpoint): ") == true)
    }

    @Test func `a server that starts a little later is waited for`() throws {
        let unused = try UnusedPort(isShared: true)
        let run = try ProxyRun(to: try Endpoint("ws://\(unused.endpoint)")) {
            $0.listen = Self.anyPort
            $0.connectTimeout = .seconds(60)
        }
        let endpoint = run.endpoint
        let client = Background { #expect(Client(endpoint).exchange(RequestFrame(Array("x".utf8))).response != nil) }
        guard case .tcp(let host, let port) = try Endpoint(unused.endpoint) else { return }
        let server = try MockServer.start(
            Mock.webSocket { $0.listen = .webSocket(WebSocketAddress(host: host, port: port)) }
        )
        client.join()
        server.stop()
    }

    @Test(arguments: ["{\"foo\": 1}\u{4}", "GET /\n\n", "\u{16}\u{3}\u{1}\r\n"])
    func `what is no handshake does not reach the server`(text: String) throws {
        try Self.run { (run, server) throws in
            let peer = try Peer(run.endpoint)
            try peer.send(text)
            peer.halfClose()
            #expect(try peer.receiveAll().ending == .closed)
            #expect(server.status.openConnections == 0)
            #expect(run.proxy.exchanges == 0)
        }
    }

    // MARK: Interference

    struct FaultRow: CustomTestStringConvertible {
        var fault: String
        var frames: [WebSocketPeer.Frame]
        var ending: Peer.Ending?
        var failure: FailureCode?
        var close: WebSocketClose?
        var testDescription: String { fault }
    }

    private static func close(_ code: UInt8) -> WebSocketPeer.Frame { WebSocketPeer.Frame(0x88, [3, code]) }

    private static let faults = [
        FaultRow(fault: "reset", frames: [], ending: .reset, failure: .reset, close: .abnormal),
        FaultRow(
            fault: "close",
            frames: [close(0xF3)],
            ending: .closed,
            failure: .closedWithoutResponse,
            close: WebSocketClose(.internalError)
        ),
        FaultRow(
            fault: "close:1001",
            frames: [close(0xE9)],
            ending: .closed,
            failure: .closedWithoutResponse,
            close: WebSocketClose(.goingAway)
        ),
        FaultRow(
            fault: "no-close-frame",
            frames: [],
            ending: .closed,
            failure: .closedWithoutResponse,
            close: .abnormal
        ),
        FaultRow(
            fault: "truncate:2",
            frames: [WebSocketPeer.Frame(0x01, Array("O.".utf8))],
            ending: .closed,
            failure: .closedWithoutResponse,
            close: .abnormal
        ),
        FaultRow(fault: "slice:1,1ms", frames: [WebSocketPeer.Frame(text: "O.k.")]),
        FaultRow(fault: "bad-utf8", frames: [WebSocketPeer.Frame(0x81, [0x4F, 0x2E, 0x6B, 0xFF, 0x2E])]),
        FaultRow(
            fault: "fragment:3",
            frames: [WebSocketPeer.Frame(0x01, Array("O.k".utf8)), WebSocketPeer.Frame(0x80, Array(".".utf8))]
        ),
        FaultRow(fault: "late-pong", frames: [WebSocketPeer.Frame(text: "O.k.")]),
    ]

    @Test(arguments: faults, [false, true])
    func `faults are what they are on a mock`(row: FaultRow, deflates: Bool) throws {
        let fault = try Fault(row.fault + "@n=2")
        try Self.run(
            Mock.webSocket(),
            {
                $0.faults = [fault]
                $0.webSocket.deflates = deflates
            },
            { (run, server) throws in
                let peer = try WebSocketPeer(run.endpoint, offer: deflates ? "permessage-deflate" : nil)
                var decoder = WebSocketDecoder(
                    role: .client,
                    limit: 1000,
                    deflate: deflates ? WebSocketDeflate() : nil,
                    validatesText: false
                )
                /// As if it had come without compression.
                func inflated(_ frame: WebSocketPeer.Frame) throws -> WebSocketPeer.Frame {
                    guard frame.isCompressed else { return frame }
                    let opcode = try #require(frame.opcode)
                    decoder.append(WebSocketFrame(opcode, frame.payload, isCompressed: true).encoded(mask: nil))
                    guard case .message(let message)? = try decoder.next() else { return frame }
                    return WebSocketPeer.Frame(frame.head & ~0x40, message.bytes)
                }
                try peer.send(Self.image)
                #expect(try peer.next().map(inflated) == WebSocketPeer.Frame(text: "O.k."))
                try peer.send(Self.image)
                if let ending = row.ending {
                    let rest = try peer.rest()
                    #expect(rest.frames == row.frames)
                    #expect(rest.ending == ending)
                } else {
                    for frame in row.frames { #expect(try peer.next().map(inflated) == frame) }
                    // It goes on behind it, compressed or not.
                    try peer.send(Self.image)
                    #expect(try peer.next().map(inflated) == WebSocketPeer.Frame(text: "O.k."))
                }
                #expect(server.exchanges == (row.ending == nil ? 3 : 2))
                let recorded = try run.recorded()
                #expect(recorded[1].error == row.failure)
                #expect(recorded[1].close == row.close)
            }
        )
    }

    // MARK: Upstream

    struct UpstreamRow: CustomTestStringConvertible {
        var fault: String
        /// What the server gets for the second message.
        var text: String?
        /// What the recording has of it.
        var failure: FailureCode?
        var close: WebSocketClose?
        var testDescription: String { fault }
    }

    private static let upstreamFaults =
        ["slice:1,1ms", "bandwidth:2k/s", "latency:1ms", "fragment:1", "limit:1000"]
        .map { UpstreamRow(fault: $0, text: "two") } + [
            UpstreamRow(
                fault: "close",
                failure: .closedWithoutResponse,
                close: WebSocketClose(.internalError)
            ),
            UpstreamRow(
                fault: "close:1001",
                failure: .closedWithoutResponse,
                close: WebSocketClose(.goingAway)
            ),
        ]
        + ["bad-utf8", "garbage", "no-close-frame", "truncate:1", "no-crlf", "limit:1"]
        .map { UpstreamRow(fault: $0, failure: .closedWithoutResponse, close: .abnormal) } + [
            UpstreamRow(fault: "reset", failure: .reset, close: .abnormal)
        ]

    @Test(arguments: upstreamFaults, [false, true])
    func `faults that are meant for a message on its way to the server`(row: UpstreamRow, deflates: Bool) throws {
        let fault = try Fault("upstream:\(row.fault)@n=2")
        let seen = Seen<String>()
        try Self.run(
            {
                $0.faults = [fault]
                $0.webSocket.deflates = deflates
            },
            to: { connection in
                try ScriptedWebSocket(connection).serve {
                    seen.add($0)
                    return "answer"
                }
            },
            { (run, _) throws in
                let peer = try WebSocketPeer(run.endpoint, offer: deflates ? "permessage-deflate" : nil)
                var encoder = WebSocketEncoder(role: .client, deflate: deflates ? WebSocketDeflate() : nil)
                func send(_ text: String) throws {
                    try peer.peer.send(encoder.encode(WebSocketMessage(.text, Array(text.utf8))))
                }
                let long = String(repeating: "one and two and three, ", count: 20)
                try send(long)
                #expect(try peer.next() != nil)
                try send("two")
                if row.failure == nil {
                    #expect(try peer.next() != nil)
                    // It goes on behind it, compressed or not.
                    try send(long)
                    #expect(try peer.next() != nil)
                } else {
                    _ = try peer.rest()
                }
                #expect(seen.all == [long] + (row.text.map { [$0, long] } ?? []))
                let recorded = try run.recorded()
                #expect(recorded.count == (row.failure == nil ? 3 : 2))
                #expect(recorded[1].error == row.failure)
                #expect(recorded[1].close == row.close)
                #expect(recorded[1].request == RequestFrame(Array("two".utf8)))
            }
        )
    }

    @Test func `behind a silent message nothing goes to the server but pings, and the Close`() throws {
        let fault = try Fault("upstream:silent@n=1")
        try Self.run(
            Mock.webSocket(),
            { $0.faults = [fault] },
            { (run, server) throws in
                let peer = try WebSocketPeer(run.endpoint)
                try peer.send(Self.image)
                try peer.send(Self.image)
                try peer.send(.ping, [1])
                #expect(try peer.next() == WebSocketPeer.Frame(0x8A, [1]))
                try peer.send(.close)
                #expect(try peer.rest().frames.map(\.close) == [WebSocketClose(.none)])
                #expect(server.exchanges == 0)
                #expect(try run.recorded().allSatisfy { $0.response == nil })
            }
        )
    }

    @Test func `behind a silent answer nothing comes but pongs, and the Close`() throws {
        let fault = try Fault("silent@n=1")
        try Self.run(
            Mock.webSocket(),
            { $0.faults = [fault] },
            { (run, _) throws in
                let peer = try WebSocketPeer(run.endpoint)
                try peer.send(Self.image)
                try peer.send(Self.image)
                try peer.send(.ping, [1])
                #expect(try peer.next() == WebSocketPeer.Frame(0x8A, [1]))
                try peer.send(.close)
                #expect(try peer.rest().frames.map(\.close) == [WebSocketClose(.none)])
                #expect(try run.recorded().allSatisfy { $0.response == nil })
            }
        )
    }

    // MARK: The end

    @Test func `a proxy that stops lets what is under way end, then says so to both`() throws {
        let received = try TestEvent()
        let answered = try TestEvent()
        let seen = Seen<WebSocketEvent?>()
        try Self.run(
            to: Self.answersLate(received, answered, seen),
            { (run, _) throws in
                let peer = try WebSocketPeer(run.endpoint)
                try peer.send("x")
                #expect(received.wait())
                let proxy = run.proxy
                let stopping = Background { proxy.stop(within: .seconds(60)) }
                answered.signal()
                #expect(try peer.text() == "late")
                #expect(try peer.rest().frames.map(\.close) == [WebSocketClose(.goingAway)])
                stopping.join()
                #expect(seen.all == [.close(WebSocketClose(.goingAway))])
                #expect(run.proxy.recordingStatus?.isComplete == true)
            }
        )
    }

    @Test func `a proxy that has no patience records what it breaks off`() throws {
        let received = try TestEvent()
        try Self.run(
            to: { connection in
                let socket = try ScriptedWebSocket(connection)
                _ = try socket.message()
                received.signal()
                try connection.hold()
            },
            { (run, _) throws in
                let peer = try WebSocketPeer(run.endpoint)
                try peer.send("x")
                #expect(received.wait())
                run.proxy.stop(within: .zero)
                #expect(try peer.rest().ending == .reset)
                #expect(try run.recorded().map(\.error) == [.cancelled])
            }
        )
    }

    @Test func `it does not ask itself`() throws {
        let reserved = try UnusedPort(isShared: true)
        guard case .tcp(let host, let port) = try Endpoint(reserved.endpoint) else { return }
        let endpoint = Endpoint.webSocket(WebSocketAddress(host: host, port: port))
        let error = #expect(throws: MockServerError.self) {
            try Proxy.start(Proxy.Configuration(listen: endpoint, to: endpoint)).stop(within: .zero)
        }
        #expect(error?.description.contains("listens itself") == true)
    }
}
