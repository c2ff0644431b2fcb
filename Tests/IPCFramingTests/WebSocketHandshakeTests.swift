import IPCFraming
import TestSupport
import Testing

@Suite struct WebSocketHandshakeTests {
    /// Of RFC 6455, section 1.3.
    private static let key = Array("the sample nonce".utf8)
    private static let accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
    private static let offer = "permessage-deflate; client_max_window_bits"

    private func handshake(
        _ text: String = "ws://localhost",
        _ change: (inout WebSocketOptions) throws -> Void = { _ in }
    ) throws -> WebSocketClientHandshake {
        var options = WebSocketOptions()
        try change(&options)
        var address: WebSocketAddress?
        if case .webSocket(let found) = try Endpoint(text) { address = found }
        return WebSocketClientHandshake(to: try #require(address), options, key: Self.key)
    }

    @Test func `a client asks as the vendor's does, in the same order`() throws {
        let plain = try handshake()
        #expect(
            String(decoding: plain.request, as: UTF8.self) == """
                GET / HTTP/1.1\r
                Host: localhost:40010\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Version: 13\r
                User-Agent: ipcsh\r
                \r\n
                """
        )
        let all = try handshake("ws://user:p%40ss@[::1]:80/a?apikey=s3cret") { options in
            options.origin = try HTTPField(name: "Origin", value: "http://localhost")
            options.fields = [try HTTPField("X-Test:  1"), try HTTPField("user-agent: mine")]
            options.subprotocols = ["a", "b"]
            options.deflates = true
        }
        #expect(
            String(decoding: all.request, as: UTF8.self) == """
                GET /a?apikey=s3cret HTTP/1.1\r
                Host: [::1]\r
                Authorization: Basic dXNlcjpwQHNz\r
                Origin: http://localhost\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r
                Sec-WebSocket-Protocol: a, b\r
                X-Test: 1\r
                user-agent: mine\r
                \r\n
                """
        )
    }

    @Test(arguments: ["", ":", "a b: c", "a: b\r\nc: d", "ä: b", "a\n: b", "no colon", "a: \u{7F}"])
    func `no field of a user's can be more than one`(text: String) {
        #expect(throws: HTTPField.Invalid.self) { try HTTPField(text) }
    }

    // MARK: The client

    private static func answer(
        status: String = "HTTP/1.1 101 Switching Protocols",
        upgrade: String = "Upgrade: websocket\r\n",
        connection: String = "Connection: Upgrade\r\n",
        accept: String = "Sec-WebSocket-Accept: \(accept)\r\n",
        _ more: String = ""
    ) -> [UInt8] {
        Array("\(status)\r\n\(upgrade)\(connection)\(accept)\(more)\r\n".utf8)
    }

    private func outcome(
        _ pieces: [ArraySlice<UInt8>],
        _ handshake: WebSocketClientHandshake
    ) -> (Result<WebSocketClientHandshake.Agreement?, WebSocketClientHandshake.Failure>, rest: [UInt8]) {
        var handshake = handshake
        for piece in pieces {
            piece.withUnsafeBytes { handshake.append($0) }
            do throws(WebSocketClientHandshake.Failure) {
                if let agreement = try handshake.next() {
                    for later in pieces.drop(while: { $0.endIndex <= piece.endIndex }) {
                        later.withUnsafeBytes { handshake.append($0) }
                    }
                    return (.success(agreement), handshake.rest)
                }
            } catch {
                return (.failure(error), [])
            }
        }
        return (.success(nil), handshake.rest)
    }

    @Test(arguments: [
        answer(),
        answer(upgrade: "UPGRADE:WebSocket  \r\n", connection: "connection: keep-alive,  upgrade\r\n"),
        answer("Server: x\r\nDate: y\r\n"),
        answer(status: "HTTP/1.1 101"),
    ])
    func `it takes an answer, wherever it is cut, and what follows it`(answer: [UInt8]) throws {
        let handshake = try handshake()
        for pieces in (answer + [0x81, 0x00]).cuts {
            let (result, rest) = outcome(pieces, handshake)
            #expect(result == .success(WebSocketClientHandshake.Agreement()))
            #expect(rest == [0x81, 0x00])
        }
    }

    @Test(
        arguments: [
            (answer(status: "HTTP/1.1 401 Unauthorized"), .refused(status: "401 Unauthorized")),
            (answer(status: "HTTP/1.1 200 OK"), .refused(status: "200 OK")),
            (answer(status: "HTTP/1.1 503"), .refused(status: "503")),
            (answer(status: "HTTP/1.0 404 Not Found"), .refused(status: "404 Not Found")),
            (answer(status: "HTTP/2 101 x"), .invalid("its answer is no HTTP")),
            (answer(status: "HTTP/1.1 1O1 x"), .invalid("its answer is no HTTP")),
            (answer(upgrade: ""), .invalid("its answer upgrades to something else")),
            (answer(upgrade: "Upgrade: h2c\r\n"), .invalid("its answer upgrades to something else")),
            (answer(connection: ""), .invalid("its answer has no 'Connection: Upgrade'")),
            (answer(accept: ""), .invalid("its answer does not belong to the key that was sent")),
            (
                answer(accept: "Sec-WebSocket-Accept: x\r\n"),
                .invalid("its answer does not belong to the key that was sent")
            ),
            (
                answer("Sec-WebSocket-Extensions: permessage-deflate\r\n"),
                .invalid("it wants an extension that was not offered")
            ),
            (answer("Sec-WebSocket-Protocol: a\r\n"), .invalid("it wants a subprotocol that was not offered")),
            (answer(" folded: 1\r\n"), .invalid("its answer is no HTTP")),
            (answer("X: " + String(repeating: "x", count: 8190) + "\r\n"), .invalid("its answer is too long")),
            (answer(String(repeating: "X: y\r\n", count: 130)), .invalid("its answer is too long")),
            (Array("Error: Malformed JSON message.\r\n".utf8), .notHTTP),
            (Array("H".utf8) + [0], .notHTTP),
            (Array("HTTP/1.1 101 x\n\n".utf8), .invalid("its answer is no HTTP")),
        ] as [([UInt8], WebSocketClientHandshake.Failure)]
    )
    func `it says why an answer is none`(answer: [UInt8], failure: WebSocketClientHandshake.Failure) throws {
        let handshake = try handshake()
        let cuts = answer.count < 1000 ? answer.cuts : [[answer[...]], [answer[..<500], answer[500...]]]
        for pieces in cuts { #expect(outcome(pieces, handshake).0 == .failure(failure)) }
    }

    @Test func `an answer of 1 MB without an end is not kept`() throws {
        var handshake = try handshake()
        let line = Array("HTTP/1.1 101 x\r\nX: ".utf8) + Array(repeating: UInt8(ascii: "x"), count: 1_000_000)
        line.withUnsafeBytes { handshake.append($0) }
        #expect(throws: WebSocketClientHandshake.Failure.invalid("its answer is too long")) { try handshake.next() }
    }

    @Test(arguments: [
        ("permessage-deflate", 15, 15),
        ("permessage-deflate; server_max_window_bits=12; client_max_window_bits=12", 12, 12),
        ("permessage-deflate; server_no_context_takeover; client_no_context_takeover", 15, 15),
        ("permessage-deflate;client_max_window_bits=\"9\"", 15, 9),
    ])
    func `it keeps to what the server says about compression`(value: String, server: Int, client: Int) throws {
        let handshake = try handshake { $0.deflates = true }
        let result = outcome([Self.answer("Sec-WebSocket-Extensions: \(value)\r\n")[...]], handshake).0
        let deflate = try #require(try result.get()?.deflate)
        #expect((deflate.serverMaxWindowBits ?? 15, deflate.clientMaxWindowBits ?? 15) == (server, client))
        #expect(deflate.serverNoContextTakeover == value.contains("server_no"))
    }

    @Test(arguments: [
        "permessage-deflate; client_max_window_bits=8", "permessage-deflate; client_max_window_bits",
        "permessage-deflate; server_max_window_bits=16", "permessage-deflate; x=1", "x-webkit-deflate-frame",
        "permessage-deflate, permessage-deflate", "permessage-deflate; server_max_window_bits=09",
        "permessage-deflate; server_no_context_takeover; server_no_context_takeover", "permessage-deflate; =", "; a",
    ])
    func `it refuses what it cannot keep to`(value: String) throws {
        let handshake = try handshake { $0.deflates = true }
        let result = outcome([Self.answer("Sec-WebSocket-Extensions: \(value)\r\n")[...]], handshake).0
        #expect(throws: WebSocketClientHandshake.Failure.self) { try result.get() }
    }

    // MARK: The server

    private static func ask(
        start: String = "GET / HTTP/1.1",
        host: String = "Host: localhost:40010\r\n",
        upgrade: String = "Upgrade: websocket\r\nConnection: Upgrade\r\n",
        key: String = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
        version: String = "Sec-WebSocket-Version: 13\r\n",
        _ more: String = ""
    ) -> [UInt8] {
        Array("\(start)\r\n\(host)\(upgrade)\(key)\(version)\(more)\r\n".utf8)
    }

    private func serve(_ pieces: [ArraySlice<UInt8>]) -> (WebSocketServerHandshake.Outcome?, rest: [UInt8]) {
        var handshake = WebSocketServerHandshake(server: "mock")
        for piece in pieces {
            piece.withUnsafeBytes { handshake.append($0) }
            guard let outcome = handshake.next(date: "today") else { continue }
            for later in pieces.drop(while: { $0.endIndex <= piece.endIndex }) {
                later.withUnsafeBytes { handshake.append($0) }
            }
            return (outcome, handshake.rest)
        }
        return (nil, handshake.rest)
    }

    @Test(arguments: [
        ask(), ask(start: "GET /path?query HTTP/1.1"), ask(host: ""), ask("Origin: http://evil\r\n"),
        ask("Authorization: Basic x\r\nSec-WebSocket-Protocol: a\r\nContent-Length: 0\r\n"),
        ask("Sec-WebSocket-Extensions: unknown; a=b\r\n"),
        ask(upgrade: "upgrade: WEBSOCKET\r\nConnection: keep-alive, Upgrade\r\n"),
    ])
    func `a server agrees, wherever the request is cut`(request: [UInt8]) {
        let answer = """
            HTTP/1.1 101 Switching Protocols\r
            Date: today\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Accept: \(Self.accept)\r
            Server: mock\r
            \r\n
            """
        for pieces in (request + [0x81, 0x80]).cuts {
            let (outcome, rest) = serve(pieces)
            #expect(outcome == .accepted(Array(answer.utf8), deflate: nil))
            #expect(rest == [0x81, 0x80])
        }
    }

    @Test(arguments: [
        (ask(start: "POST / HTTP/1.1"), 405, "Allow: GET\r\n"),
        (ask(start: "GET / HTTP/1.0"), 505, ""),
        (ask(upgrade: ""), 426, "Upgrade: websocket\r\n"),
        (ask(upgrade: "Upgrade: h2c\r\nConnection: Upgrade\r\n"), 426, "Upgrade: websocket\r\n"),
        (ask(upgrade: "Upgrade: websocket\r\n"), 426, "Upgrade: websocket\r\n"),
        (ask(key: ""), 400, ""),
        (ask(key: "Sec-WebSocket-Key: c2hvcnQ=\r\n"), 400, ""),
        (ask(key: "Sec-WebSocket-Key: not base64\r\n"), 400, ""),
        (ask(version: ""), 400, ""),
        (ask(version: "Sec-WebSocket-Version: 8\r\n"), 400, ""),
        (ask("Sec-WebSocket-Version: 13\r\n"), 400, ""),
        (ask("Sec-WebSocket-Extensions: a;\r\n"), 400, ""),
        (ask(String(repeating: "X: y\r\n", count: 130)), 431, ""),
        (ask("X: " + String(repeating: "x", count: 8190) + "\r\n"), 431, ""),
        (ask(start: "GET /" + String(repeating: "x", count: 8190) + " HTTP/1.1"), 414, ""),
    ])
    func `it refuses with a status`(request: [UInt8], status: Int, field: String) {
        let cuts = request.count < 1000 ? request.cuts : [[request[...]], [request[..<500], request[500...]]]
        for pieces in cuts {
            guard case .rejected(let bytes, let code)? = serve(pieces).0 else {
                Issue.record("\(status)")
                return
            }
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(code == status)
            #expect(text.hasPrefix("HTTP/1.1 \(status) "))
            #expect(text.contains("Connection: close\r\n"))
            #expect(text.contains("Content-Type: text/plain; charset=utf-8\r\n"))
            #expect(text.contains(field))
        }
    }

    @Test(arguments: [
        ask("Content-Length: 5\r\n"), ask("Transfer-Encoding: chunked\r\n"), ask(start: "GET /"),
        ask(start: "GET / HTTP/3"),
        ask(start: "garbage"), ask(start: "GET /größe HTTP/1.1"), ask("X y\r\n"), Array("GET / HTTP/1.1\n\n".utf8),
        Array("{\"foo\": 1}\n".utf8),
    ])
    func `it drops without a word`(request: [UInt8]) {
        for pieces in request.cuts { #expect(serve(pieces).0 == .dropped) }
    }

    @Test func `what a socket client sends waits for the end of a line`() {
        #expect(serve([Array("{\"foo\": 1}\u{4}".utf8)[...]]).0 == nil)
        #expect(serve([Array("{\"foo\": 1}\u{4}\r\n".utf8)[...]]).0 == .dropped)
    }

    /// Measured on the vendor's servers.
    @Test(
        arguments: [
            (offer, "permessage-deflate; server_max_window_bits=12; client_max_window_bits=12"),
            ("permessage-deflate", "permessage-deflate; server_max_window_bits=12"),
            ("permessage-deflate; server_max_window_bits=9", "permessage-deflate; server_max_window_bits=9"),
            ("permessage-deflate; server_max_window_bits=8", nil),
            (
                "permessage-deflate; server_max_window_bits=8, permessage-deflate",
                "permessage-deflate; server_max_window_bits=12"
            ),
            (
                "permessage-deflate; client_max_window_bits=8",
                "permessage-deflate; server_max_window_bits=12; client_max_window_bits=8"
            ),
            (
                "permessage-deflate; client_max_window_bits=15",
                "permessage-deflate; server_max_window_bits=12; client_max_window_bits=12"
            ),
            (
                "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
                "permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=12"
            ),
            ("permessage-deflate; unknown", nil),
            ("permessage-deflate; server_max_window_bits", nil),
            ("other, permessage-deflate", "permessage-deflate; server_max_window_bits=12"),
        ] as [(String, String?)]
    )
    func `it agrees to compression as the vendor's does`(offer: String, answer: String?) {
        let request = Self.ask("Sec-WebSocket-Extensions: \(offer)\r\n")
        guard case .accepted(let bytes, let deflate)? = serve([request[...]]).0 else {
            Issue.record("\(offer)")
            return
        }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(deflate?.description == answer)
        #expect(text.contains("Sec-WebSocket-Extensions") == (answer != nil))
        if let answer { #expect(text.contains("Sec-WebSocket-Extensions: \(answer)\r\n")) }
    }

    @Test func `random heads neither trap nor depend on how they are cut`() {
        var random = SeededRandom(seed: 101)
        for _ in 0..<2000 {
            var request = Self.ask("Sec-WebSocket-Extensions: \(Self.offer)\r\n")
            for _ in 0..<(1 + random.next(below: 3)) {
                request[random.next(below: request.count)] = UInt8(random.next(below: 256))
            }
            #expect(serve([request[...]]).0 == serve(request.indices.map { request[$0...$0] }).0)
        }
    }
}
