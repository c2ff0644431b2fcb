import IPCFraming
import Testing

@Suite struct WebSocketProxyHandshakeTests {
    private static let date = "Fri, 27 Nov 2026 00:00:00 GMT"

    private static func handshake(
        to text: String = "ws://winbox",
        _ change: (inout WebSocketOptions) throws -> Void = { _ in }
    ) throws -> WebSocketProxyHandshake {
        var options = WebSocketOptions()
        try change(&options)
        guard case .webSocket(let address) = try Endpoint(text) else { throw EndpointError(text: text, reason: "") }
        return WebSocketProxyHandshake(to: address, options, server: "proxy")
    }

    private static func request(_ target: String = "/", _ fields: [String] = []) -> String {
        let own = [
            "Host: localhost:1", "Upgrade: websocket", "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13",
        ]
        return (["GET \(target) HTTP/1.1"] + own + fields).map { $0 + "\r\n" }.joined() + "\r\n"
    }

    private static func passed(_ handshake: inout WebSocketProxyHandshake, _ text: String) -> [String]? {
        guard case .passed(let bytes)? = handshake.request(Array(text.utf8), date: date) else { return nil }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").map(String.init)
    }

    /// What is behind the fields that every request has.
    private static func further(_ lines: [String]?) -> [String] { lines.map { Array($0.dropFirst(6)) } ?? ["nothing"] }

    @Test(
        arguments: [
            // Passed on as they are.
            (["Origin: http://a", "Cookie: b=1"], ["Origin: http://a", "Cookie: b=1"]),
            (["Authorization: Basic eDp5"], ["Authorization: Basic eDp5"]),
            (["Sec-WebSocket-Protocol: a, b"], ["Sec-WebSocket-Protocol: a, b"]),
            (["User-Agent: me", "X-Own: \u{F6}"], ["User-Agent: me", "X-Own: \u{F6}"]),
            // For this hop alone.
            (["Keep-Alive: 5", "Proxy-Authorization: x", "TE: trailers", "Proxy-Connection: x"], []),
            // Not to be read by a proxy that does not know it.
            (["Sec-WebSocket-Extensions: permessage-deflate", "sec-websocket-extensions: x-frames"], []),
        ]
    )
    func `fields are passed on, but not those between two hops`(fields: [String], expected: [String]) throws {
        var handshake = try Self.handshake()
        let lines = Self.passed(&handshake, Self.request("/", fields))
        #expect(
            lines?.prefix(6) == [
                "GET / HTTP/1.1", "Host: winbox:40010", "Upgrade: websocket", "Connection: Upgrade",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13",
            ]
        )
        #expect(Self.further(lines) == expected)
    }

    @Test func `what Connection lists is not passed on`() throws {
        var handshake = try Self.handshake()
        let text = Self.request("/", ["X-Hop: 1", "X-End: 2"])
            .replacing("Connection: Upgrade", with: "Connection: keep-alive, X-Hop, upgrade")
        let lines = Self.passed(&handshake, text)
        #expect(lines?.contains("Connection: Upgrade") == true)
        #expect(Self.further(lines) == ["X-End: 2"])
    }

    @Test(
        arguments: [
            ("ws://winbox", "/", "/"), ("ws://winbox", "/a/b?c=d", "/a/b?c=d"),
            ("ws://winbox/?apikey=KEY", "/", "/?apikey=KEY"),
            ("ws://winbox/?apikey=KEY", "/x?y=1", "/x?apikey=KEY&y=1"),
            ("ws://winbox/base", "/", "/base"), ("ws://winbox/base/", "/x", "/base/x"),
        ]
    )
    func `the client's path stands behind the server's`(to: String, target: String, expected: String) throws {
        var handshake = try Self.handshake(to: to)
        #expect(Self.passed(&handshake, Self.request(target))?.first == "GET \(expected) HTTP/1.1")
    }

    @Test func `what the proxy says stands in the place of what the client says`() throws {
        var handshake = try Self.handshake(to: "ws://user:word@winbox") { options in
            options.origin = try HTTPField(name: "Origin", value: "http://own")
            options.fields = [try HTTPField("X-Own: 1")]
            options.subprotocols = ["mine"]
        }
        let fields = ["origin: http://a", "x-own: 2", "Authorization: Basic eDp5", "Sec-WebSocket-Protocol: a", "X: y"]
        #expect(
            Self.further(Self.passed(&handshake, Self.request("/", fields))) == [
                "X: y", "Authorization: Basic dXNlcjp3b3Jk", "Origin: http://own", "Sec-WebSocket-Protocol: mine",
                "X-Own: 1",
            ]
        )
    }

    @Test func `an offer of compression is passed on where that is wanted, and no other`() throws {
        var handshake = try Self.handshake { $0.deflates = true }
        let offer = "Sec-WebSocket-Extensions: x-frames, permessage-deflate; client_max_window_bits; a=\"9\""
        #expect(
            Self.further(Self.passed(&handshake, Self.request("/", [offer]))) == [
                "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits; a=9"
            ]
        )
    }

    @Test(
        arguments: [
            ("{\"foo\": 1}\u{4}", nil), ("GET / HTTP/1.1\nHost: a\n\n", nil),
            ("POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}", nil),
            ("GET http://a/ HTTP/1.1\r\n\r\n", 400),
            ("GET /" + String(repeating: "a", count: 9000), 414),
            ("GET / HTTP/1.1\r\nA: " + String(repeating: "a", count: 9000), 431),
            ("GET / HTTP/1.1\r\n" + String(repeating: "A: b\r\n", count: 129), 431),
        ] as [(String, Int?)]
    )
    func `what no server would take is not passed on`(text: String, status: Int?) throws {
        var handshake = try Self.handshake()
        switch handshake.request(Array((text + "\r\n\r\n").utf8), date: Self.date) {
        case .rejected(let bytes, let found):
            #expect(found == status)
            #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("HTTP/1.1 \(found) "))
        case .dropped: #expect(status == nil)
        case .passed, nil: Issue.record("passed on")
        }
    }

    @Test func `no WebSocket request is passed on, and the connection ends behind it`() throws {
        var handshake = try Self.handshake()
        let lines = Self.passed(&handshake, "GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n")
        #expect(lines == ["GET / HTTP/1.1", "Host: winbox:40010", "Connection: close"])
    }

    // MARK: Answers

    private static let accepted =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nServer: theirs\r\n"
    private static let deflate = "Sec-WebSocket-Extensions: permessage-deflate"

    @Test(
        arguments: [
            (accepted + "\r\n", "accepted"), (accepted + deflate + "\r\n\r\n", "accepted, deflate"),
            ("HTTP/1.1 103 Early Hints\r\nA: b\r\n\r\n" + accepted + "\r\n", "accepted"),
            ("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno", "refused 403 Forbidden, 2"),
            ("HTTP/1.1 401 Who\r\nTransfer-Encoding: chunked\r\n\r\n", "refused 401 Who"),
            ("O.k.\r\n", "it is no HTTP server"), ("HTTP/2 200\n\n", "its answer is no HTTP"),
            ("HTTP/1.1 1 x\r\n\r\n", "its answer is no HTTP"),
            ("HTTP/1.1 200 " + String(repeating: "x", count: 9000), "its answer is too long"),
            ("HTTP/1.1 101 x\r\nUpgrade: h2c\r\n\r\n", "its answer upgrades to something else"),
            (
                "HTTP/1.1 101 x\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: x\r\n\r\n",
                "its answer does not belong to the client's key"
            ),
            (accepted + "Sec-WebSocket-Extensions: x\r\n\r\n", "it wants an extension that was not offered"),
            (accepted + "Sec-WebSocket-Extensions: =\r\n\r\n", "its list of extensions is not well-formed"),
        ]
    )
    func `the server's answer, at every cut`(text: String, expected: String) throws {
        let bytes = Array(text.utf8)
        for cut in bytes.count < 1000 ? Array(0...bytes.count) : [0] {
            var handshake = try Self.handshake { $0.deflates = true }
            _ = Self.passed(&handshake, Self.request("/", [Self.deflate]))
            var answer: WebSocketProxyHandshake.Answer?
            for piece in [bytes[..<cut], bytes[cut...]] where answer == nil && !piece.isEmpty {
                answer = handshake.answer(Array(piece))
            }
            switch answer {
            case .accepted(let head, let deflate)?:
                #expect("accepted" + (deflate == nil ? "" : ", deflate") == expected)
                #expect(String(decoding: head, as: UTF8.self).contains("Server: theirs\r\n"))
            case .refused(let head, let status, let size)?:
                #expect("refused \(status)" + (size.map { ", \($0)" } ?? "") == expected)
                #expect(String(decoding: head, as: UTF8.self).contains("Connection: close\r\n"))
            case .invalid(let reason)?: #expect(reason == expected)
            case nil: Issue.record("no answer at \(cut)")
            }
        }
    }

    @Test func `an agreement that was not offered is none`() throws {
        var handshake = try Self.handshake()
        _ = Self.passed(&handshake, Self.request("/", [Self.deflate]))
        let answer = handshake.answer(Array((Self.accepted + Self.deflate + "\r\n\r\n").utf8))
        #expect(answer == .invalid("it wants an extension that was not offered"))
    }

    @Test func `frames that come with the heads are kept`() throws {
        var handshake = try Self.handshake()
        _ = handshake.request(Array((Self.request() + "abc").utf8), date: Self.date)
        #expect(handshake.requestRest == Array("abc".utf8))
        _ = handshake.answer(Array((Self.accepted + "\r\nxyz").utf8))
        #expect(handshake.answerRest == Array("xyz".utf8))
    }
}
