import ControlServer
import Glibc
import IPCClient
import IPCFraming
import InspectProtocol
import MockControl
import MockCore
import MockServer
import Platform
import Sessions
import TestSupport
import Testing
import WireJSON

@Suite struct ControlServerTests {
    /// A mock server with its control interface.
    private final class Controlled {
        let mock: MockControl
        let server: ControlServer
        let isStopped = Guarded(false)
        let port: Int

        init(_ configuration: MockServer.Configuration = MockServer.Configuration(), token: String? = nil) throws {
            mock = try MockControl.start(configuration)
            server = try ControlServer.listen(
                .init(host: "127.0.0.1", port: 0, isLocal: true, token: token, version: "1.2.3")
            )
            port = server.address.split(separator: ":").last.flatMap { Int($0) } ?? 0
            server.serve(MockServers(mock) { _ in }) { [isStopped] in isStopped.withLock { $0 = true } }
        }

        deinit {
            mock.stop()
            server.stop()
        }

        func call(_ method: String, _ path: String, _ body: String? = nil, _ fields: [String: String] = [:]) throws
            -> HTTPCall
        {
            try HTTPCall(port, method, path, body, fields: fields)
        }
    }

    private func ask(_ endpoint: Endpoint, _ request: String) -> String {
        let exchange = Client(endpoint).exchange(RequestFrame(Array(request.utf8)))
        return exchange.response.map { String(decoding: $0.bytes, as: UTF8.self) } ?? exchange.failure?.code.rawValue
            ?? ""
    }

    @Test("a test stubs, acts, verifies and resets")
    func life() throws {
        let it = try Controlled()
        let made = try it.call("POST", "/api/stubs", #"{"match":{"a":1},"response":"stubbed ${n}"}"#)
        #expect(made.status == 201)
        #expect(made.json["id"]?.text == "1")
        #expect(made.field("location") == "/api/stubs/1")
        #expect(ask(it.mock.endpoint, #"{"a":1}"#) == "stubbed 1")
        #expect(ask(it.mock.endpoint, #"{"a":2}"#).hasPrefix("Error: Unknown"))
        #expect(try it.call("GET", "/api/exchanges/count?source=stub").json == ["count": 1])
        #expect(try it.call("GET", "/api/exchanges/count?pointer=/a&value=2").json == ["count": 1])
        let misses = try it.call("GET", "/api/misses").json["exchanges"]?.array
        #expect(misses?.first?["closest"]?["differences"]?.array?.first?["pointer"]?.text == "/a")
        #expect(try it.call("GET", "/api/exchanges/wait?count=2&timeout=1s").json == ["count": 2])
        let late = try it.call("GET", "/api/exchanges/wait?count=3&timeout=10ms")
        #expect(late.status == 408)
        #expect(late.json["count"]?.int == 2)
        #expect(try it.call("GET", "/api/exchanges/2").json["miss"] != nil)
        #expect(try it.call("PUT", "/api/faults", #"["reset@n=1"]"#).status == 200)
        #expect(ask(it.mock.endpoint, "{}") != "")
        #expect(try it.call("PUT", "/api/latency", #""10ms..20ms""#).json.text == "10ms..20ms")
        #expect(try it.call("POST", "/api/down").status == 204)
        #expect(try it.call("GET", "/api/status").json["down"]?.bool == true)
        #expect(try it.call("POST", "/api/up").status == 204)
        #expect(try it.call("GET", "/api/session").body.split(separator: "\n").count >= 3)
        #expect(try it.call("POST", "/api/reset").status == 204)
        #expect(try it.call("GET", "/api/status").json["exchanges"]?.int == 0)
        #expect(try it.call("GET", "/metrics").body.contains("ipcsh_up{server=\"main\"} 1"))
        #expect(try it.call("POST", "/api/stop").status == 202)
        #expect(it.isStopped.withLock { $0 })
    }

    @Test("each test may have a server of its own")
    func servers() throws {
        let it = try Controlled()
        let made = try it.call("POST", "/api/servers", #"{"listen":"127.0.0.1:0"}"#)
        #expect(made.status == 201)
        let endpoint = try Endpoint(made.json["endpoint"]?.text ?? "")
        #expect(try it.call("POST", "/api/servers/1/stubs", #"{"match":{},"response":"own"}"#).status == 201)
        #expect(ask(endpoint, "{}") == "own")
        #expect(ask(it.mock.endpoint, "{}").hasPrefix("Error: Unknown"))
        #expect(try it.call("GET", "/api/servers/1/exchanges/count").json == ["count": 1])
        #expect(try it.call("GET", "/api/exchanges/count").json == ["count": 1])
        #expect(try it.call("DELETE", "/api/servers/1").status == 204)
        #expect(try it.call("GET", "/api/servers/1/status").status == 404)
        #expect(try it.call("DELETE", "/api/servers/main").status == 409)
    }

    @Test("a server that is added judges and hides as the main one, and serves nothing of it")
    func sibling() throws {
        var configuration = MockServer.Configuration()
        configuration.mode = .keepAlive
        configuration.rule = SuccessRule(ok: nil, error: try SuccessRule.expression("^no"))
        configuration.redaction = try Redaction(["/a"])
        configuration.faults = [try Fault("reset")]
        let it = try Controlled(configuration)
        let made = try it.call("POST", "/api/servers", "{}")
        let endpoint = try Endpoint(made.json["endpoint"]?.text ?? "")
        #expect(try it.call("POST", "/api/servers/1/stubs", #"{"match":{},"response":"no hidden"}"#).status == 201)
        #expect(ask(endpoint, #"{"a":"hidden"}"#) == "no hidden")
        #expect(try it.call("GET", "/api/servers/1/exchanges/count?outcome=error").json == ["count": 1])
        let lines = try it.call("GET", "/api/servers/1/session").body.split(separator: "\n")
        try #require(lines.count == 2)
        #expect(!lines.joined().contains("hidden"))
        let header = try JSONParser.parse(String(lines[0]))
        #expect(header["error_pattern"]?.text == "^no")
        #expect(header["mode"]?.text == "keep-alive")
        #expect(header["to"]?.text == "\(endpoint)")
        #expect(try it.call("POST", "/api/servers", #"{"keep_alive":false}"#).status == 201)
        #expect(try it.call("GET", "/api/servers/2/session").body.contains(#""mode":"one-shot""#))
    }

    @Test("the session of a proxy names the server that was asked, and how", arguments: [false, true])
    func proxySession(isBridge: Bool) throws {
        let mock = try MockServer.start()
        defer { mock.stop() }
        let free = isBridge ? "ws://127.0.0.1:0" : "127.0.0.1:0"
        var configuration = Proxy.Configuration(listen: try Endpoint(free), to: mock.endpoint)
        configuration.rule = SuccessRule(ok: nil, error: try SuccessRule.expression("^no"))
        let log = ExchangeLog()
        let proxy = try Proxy.start(configuration, exchanges: log)
        defer { proxy.stop(within: .seconds(10)) }
        #expect(ask(proxy.endpoint, "{}").hasPrefix("Error: Unknown"))
        let control = MockControl(proxy.controlled, log) {}
        let lines = control.session.split(separator: "\n")
        try #require(lines.count == 2)
        let header = try JSONParser.parse(String(lines[0]))
        #expect(header["to"]?.text == "\(mock.endpoint)")
        #expect(header["via"]?.text == "proxy")
        #expect(header["mode"]?.text == "one-shot")
        #expect(header["error_pattern"]?.text == "^no")
    }

    @Test(
        "what is wrong with a call is told",
        arguments: [
            ("GET", "/api/nothing", nil, 404, ""),
            ("GET", "/nothing", nil, 404, ""),
            ("DELETE", "/api/stubs/none", nil, 404, ""),
            ("PATCH", "/api/stubs", nil, 405, ""),
            ("POST", "/api/status", "{}", 405, ""),
            ("POST", "/api/stubs", "{", 400, ""),
            ("POST", "/api/stubs", #"{"match":{"a":"~("},"response":""}"#, 400, "/match/a"),
            ("PUT", "/api/faults", #"["rest"]"#, 400, "/0"),
            ("PUT", "/api/faults", #"{}"#, 400, ""),
            ("PUT", "/api/latency", "1", 400, ""),
            ("GET", "/api/exchanges?request=(", nil, 400, "request"),
            ("GET", "/api/exchanges?limit=0", nil, 400, "limit"),
            ("GET", "/api/exchanges?nothing=1", nil, 400, "nothing"),
            ("GET", "/api/exchanges?request=%zz", nil, 400, nil),
            ("PUT", "/api/scenarios/none", #"{"state":"a"}"#, 404, nil),
            ("PUT", "/api/scenarios/none", #"{"state":"a","b":1}"#, 400, "/b"),
            ("PUT", "/api/scenarios/none", "[]", 400, ""),
            ("PUT", "/api/scenarios/none", #"{"state":1}"#, 400, "/state"),
            ("POST", "/api/push", "1", 400, ""),
            ("POST", "/api/servers", #"{"listen":"0.0.0.0:0"}"#, 400, "/listen"),
            ("POST", "/api/push", #"{}"#, 400, ""),
            ("POST", "/api/push", #"{"text":"a","base64":"YQ=="}"#, 400, ""),
            ("POST", "/api/push", #"{"text":"a","a/b":1}"#, 400, "/a~1b"),
        ] as [(String, String, String?, Int, String?)]
    )
    func problems(_ method: String, _ path: String, _ body: String?, _ status: Int, _ pointer: String?) throws {
        let it = try Controlled()
        let answer = try it.call(method, path, body)
        #expect(answer.status == status, "\(answer.body)")
        #expect(answer.field("content-type") == "application/problem+json")
        #expect(answer.json["status"]?.int == status)
        #expect(answer.json["detail"]?.text?.isEmpty == false)
        if status == 400, let pointer { #expect(answer.json["pointer"]?.text == pointer) }
        if status == 405 { #expect(answer.field("allow")?.contains("GET") == true) }
    }

    @Test(
        "pages of others cannot call",
        arguments: [
            (["Host": "evil.example"], 403),
            (["Host": "127.0.0.1.evil.example:80"], 403),
            (["Host": ""], 400),
            (["Host": "localhost:1"], 204),
            (["Host": "[::1]"], 204),
            (["Host": "[::1]:80"], 204),
            (["Host": "localhost:1@evil.example"], 403),
            (["Host": "127.0.0.1:1:2"], 403),
            (["Host": "[::1].evil.example"], 403),
            (["Origin": "http://evil.example"], 403),
            (["Origin": "null"], 403),
            (["Content-Type": ""], 415),
            (["Content-Type": "text/plain"], 415),
            (["Content-Type": "application/x-www-form-urlencoded"], 415),
            (["Content-Type": "application/json; charset=utf-8"], 204),
            (["Content-Encoding": "gzip"], 415),
            (["Content-Encoding": "identity"], 204),
        ]
    )
    func gate(_ fields: [String: String], _ status: Int) throws {
        let it = try Controlled()
        let answer = try it.call("POST", "/api/reset", nil, fields)
        #expect(answer.status == status)
        #expect(answer.field("access-control-allow-origin") == nil)
        let own = try it.call("POST", "/api/reset", nil, ["Origin": "http://127.0.0.1:\(it.port)"])
        #expect(own.status == 204)
    }

    @Test("a token is asked for where there is one, but for the page")
    func token() throws {
        let it = try Controlled(token: "secret")
        #expect(try it.call("GET", "/api/status").status == 401)
        #expect(try it.call("GET", "/api/status", nil, ["Authorization": "Bearer secrets"]).status == 401)
        #expect(try it.call("GET", "/metrics").status == 401)
        #expect(try it.call("GET", "/api/status", nil, ["Authorization": "Bearer secret"]).status == 200)
        let page = try it.call("GET", "/")
        #expect(page.status == 200)
        #expect(page.field("content-security-policy")?.contains("default-src 'none'") == true)
    }

    @Test("a body that is too large is refused before it has come, and what is no HTTP at once")
    func sizes() throws {
        let it = try Controlled()
        let length = try it.call("POST", "/api/stubs", "{}", ["Content-Length": "\(2 << 20)"])
        #expect(length.status == 413)
        let chunk = String(repeating: "x", count: 70_000)
        let chunks = String(repeating: "11170\r\n\(chunk)\r\n", count: 20) + "0\r\n\r\n"
        let chunked = try HTTPCall(
            it.port,
            raw: "POST /api/stubs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + chunks
        )
        #expect(chunked.status == 413)
        #expect(try HTTPCall(it.port, raw: "{\"image\":{}}\u{4}").status == 400)
    }

    @Test(
        "what stops being HTTP gets a word, however much of it there is",
        arguments: [
            "Transfer-Encoding: chunked\r\n\r\nzz\r\n", "Transfer-Encoding: chunked\r\n\r\n1\r\n{xxxx\r\n",
            "X: \(String(repeating: "a", count: 1_000_000))\r\n\r\n", "X: a\u{0}b\r\n\r\n",
        ]
    )
    func noHTTP(rest: String) throws {
        let it = try Controlled()
        let head = "POST /api/reset HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        #expect(try HTTPCall(it.port, raw: head + rest).status == 400)
    }

    @Test("who follows a server, or waits for it, is let go when it ends")
    func ended() throws {
        let it = try Controlled()
        for (path, start) in [("events", "event: connection"), ("exchanges/wait?count=1&timeout=10m", "")] {
            #expect(try it.call("POST", "/api/servers", "{}").status == 201)
            let name = try it.call("GET", "/api/servers").json["servers"]?.array?.last?["id"]?.text ?? ""
            let stream = try HTTPStream(it.port, "/api/servers/\(name)/\(path)", ["Connection": "close"])
            stream.receive(until: start)
            #expect(try it.call("DELETE", "/api/servers/\(name)").status == 204)
            var count = 1
            while count > 0 { count = stream.receive() }
            #expect(count == 0)
            // One who waits may have come too late.
            #expect(["200", "404", "408"].contains { stream.text.hasPrefix("HTTP/1.1 \($0)") })
        }
    }

    @Test("events tell what comes, and a reset")
    func events() throws {
        let it = try Controlled()
        let stream = try HTTPStream(it.port, "/api/events")
        func wait(for words: String) {
            stream.receive(until: words)
            #expect(stream.text.contains(words), "'\(words)' has not come: \(stream.text.suffix(500))")
        }
        wait(for: "event: connection")
        try it.mock.addStub(#"{"match":{"a":1},"response":"x"}"#)
        try it.mock.setFaults(["no-crlf@n=2"])
        _ = ask(it.mock.endpoint, #"{"a":2}"#)
        wait(for: "event: miss\ndata: {\"n\":1,")
        #expect(stream.text.contains("id: 1\nevent: exchange\ndata: {\"n\":1,\"request\":"))
        _ = ask(it.mock.endpoint, #"{"a":1}"#)
        wait(for: "event: fault\ndata: {\"n\":2,\"fault\":\"no-crlf@n=2\"}")
        it.mock.reset()
        wait(for: "event: reset")
    }

    @Test("a stream ends behind the last exchange, with its server or with all", arguments: [true, false])
    func lastEvents(isAdded: Bool) throws {
        var it: Controlled? = try Controlled()
        let added = try #require(try it?.call("POST", "/api/servers", "{}").json)
        let name = isAdded ? added["id"]?.text ?? "" : "main"
        let endpoint = try #require(isAdded ? try Endpoint(added["endpoint"]?.text ?? "") : it?.mock.endpoint)
        let stream = try HTTPStream(it?.port ?? 0, "/api/servers/\(name)/events")
        stream.receive(until: "event: connection")
        for _ in 0..<600 { _ = ask(endpoint, "{}") }
        if isAdded {
            #expect(try it?.call("DELETE", "/api/servers/\(name)").status == 204)
        } else {
            it = nil
        }
        while stream.receive() > 0 {}
        #expect(stream.text.contains("id: 600\nevent: exchange\n"))
        #expect(stream.text.hasSuffix("\r\n0\r\n\r\n"))
    }

    @Test(
        "a stream that goes on behind any number is one",
        arguments: ["0", "1", "9223372036854775807", "-9223372036854775808", "99999999999999999999", "x"]
    )
    func lastEvent(number: String) throws {
        let it = try Controlled()
        _ = ask(it.mock.endpoint, "{}")
        it.mock.reset()
        _ = ask(it.mock.endpoint, "{}")
        let stream = try HTTPStream(it.port, "/api/events", ["Last-Event-ID": number])
        stream.receive(until: "event: connection")
        #expect(stream.text.contains("event: connection"))
        #expect(try it.call("GET", "/api/exchanges/\(Int.max)").status == 404)
        #expect(try it.call("GET", "/api/exchanges/1").status == 200)
    }

    @Test("what has come is counted, also when it was forgotten")
    func counted() throws {
        let log = ExchangeLog(limit: 10)
        func add(_ count: Int) {
            for _ in 0..<count {
                let outcome = Delivery.Outcome(response: ResponseFrame(Array("O.k.".utf8)))
                log.append(RequestFrame([]), outcome, AnswerOrigin(), start: .now)
            }
        }
        add(25)
        #expect(log.count == 10)
        #expect(log.counts.outcomes == [.ok: 25])
        add(3)
        log.clear()
        add(1)
        #expect(log.counts.outcomes == [.ok: 29])
        #expect(log.counts.buckets.last == 29)
        #expect(log.exchange(29)?.recorded.number == 29)
        #expect(log.exchange(28) == nil)
        #expect(log.page(after: 0).lost == 28)
        log.reset()
        add(2)
        #expect(log.counts.outcomes == [.ok: 2])
        #expect(log.exchange(2)?.sequence == 31)
        #expect(log.exchange(3) == nil)
    }

    @Test("all that is described can be called, and all that can be called is described")
    func description() throws {
        let it = try Controlled()
        let document = try it.call("GET", "/openapi.json").json
        #expect(document["openapi"]?.text == "3.1.0")
        let paths = document["paths"]?.object
        #expect((paths?.count ?? 0) > 40)
        for path in paths?.members ?? [] {
            for operation in path.value.object?.members ?? [] where !path.key.lossyText.hasSuffix("/events") {
                if operation.key == "get", !path.key.lossyText.hasSuffix("/wait") {
                    let place = path.key.lossyText.replacing("{server}", with: "main").replacing("{n}", with: "1")
                        .replacing("{id}", with: "none")
                    let answer = try it.call("GET", place)
                    #expect(
                        operation.value["responses"]?[JSONString("\(answer.status)")] != nil,
                        "\(place) \(answer.status)"
                    )
                }
            }
        }
    }

    @Test("a port that is taken is told")
    func taken() throws {
        let it = try Controlled()
        let error = #expect(throws: ControlServer.Failure.self) {
            _ = try ControlServer.listen(
                .init(host: "127.0.0.1", port: it.port, isLocal: true, token: nil, version: "")
            )
        }
        #expect(error?.reason == "address already in use")
    }
}
