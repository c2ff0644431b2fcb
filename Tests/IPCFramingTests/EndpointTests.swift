import IPCFraming
import Testing

@Suite struct EndpointTests {
    @Test(arguments: [
        ("localhost", Endpoint.tcp(host: "localhost", port: 7000)),
        ("inspect-pc", .tcp(host: "inspect-pc", port: 7000)),
        ("inspect-pc:7001", .tcp(host: "inspect-pc", port: 7001)),
        ("tcp://inspect-pc:7001", .tcp(host: "inspect-pc", port: 7001)),
        ("tcp://inspect-pc", .tcp(host: "inspect-pc", port: 7000)),
        ("192.168.0.7:65535", .tcp(host: "192.168.0.7", port: 65535)),
        ("7001", .tcp(host: "localhost", port: 7001)),
        ("tcp://7001", .tcp(host: "localhost", port: 7001)),
        (":7001", .tcp(host: "localhost", port: 7001)),
        ("localhost:0", .tcp(host: "localhost", port: 0)),
        ("[::1]", .tcp(host: "::1", port: 7000)),
        ("[::1]:7001", .tcp(host: "::1", port: 7001)),
        ("tcp://[::1]:7001", .tcp(host: "::1", port: 7001)),
        ("::1", .tcp(host: "::1", port: 7000)),
        ("fe80::1%eth0", .tcp(host: "fe80::1%eth0", port: 7000)),
        ("[::ffff:10.0.0.1]:80", .tcp(host: "::ffff:10.0.0.1", port: 80)),
        ("unix:/run/inspect.sock", .unix(path: "/run/inspect.sock")),
        ("unix:a:b c", .unix(path: "a:b c")),
    ])
    func `reads what a person writes, and its own description`(text: String, endpoint: Endpoint) throws {
        #expect(try Endpoint(text) == endpoint)
        #expect(try Endpoint(endpoint.description) == endpoint)
    }

    @Test(arguments: [
        ("", "a host is missing"),
        ("tcp://", "a host is missing"),
        ("host:", "the port is not 0 to 65535"),
        ("host:65536", "the port is not 0 to 65535"),
        ("99999", "the port is not 0 to 65535"),
        ("host:+1", "the port is not 0 to 65535"),
        ("host:-0", "the port is not 0 to 65535"),
        ("host:7000/", "the port is not 0 to 65535"),
        ("host:٧", "the port is not 0 to 65535"),
        ("my host:1", "a host has no white space and none of '/[]:'"),
        ("host\u{0}", "a host has no white space and none of '/[]:'"),
        ("a/b", "a host has no white space and none of '/[]:'"),
        ("localhost:70:00", "the port is not 0 to 65535"),
        ("[::1", "']' is missing"),
        ("[]:7000", "an IPv6 address is expected between the brackets"),
        ("[localhost]:7000", "an IPv6 address is expected between the brackets"),
        ("[::1]7000", "':PORT' is expected after ']'"),
        ("http://host:80", "only tcp://, ws:// and unix: are known"),
        ("ws:localhost", "only tcp://, ws:// and unix: are known"),
        ("wss://localhost:40010", "there is no TLS; a tunnel (ssh -L, stunnel)"),
        ("ws://", "a host is missing"),
        ("ws:///path", "a host is missing"),
        ("ws://host:99999", "the port is not 0 to 65535"),
        ("ws://host:", "the port is not 0 to 65535"),
        ("ws://my host", "a WebSocket address has no white space; write %20"),
        ("ws://host/a b", "a WebSocket address has no white space; write %20"),
        ("ws://host/a\r\nX: y", "a WebSocket address has no white space; write %20"),
        ("ws://host/#part", "a WebSocket address has no '#'"),
        ("ws://[::1", "']' is missing"),
        ("ws://[::1]x", "':PORT' is expected after ']'"),
        ("unix:", "a path is missing after 'unix:'"),
        ("unix:/a\u{0}b", "a path has no NUL"),
        ("unix:/" + String(repeating: "x", count: Endpoint.longestUnixPath), "a socket's path has at most"),
    ])
    func `says what is wrong with`(text: String, reason: String) throws {
        let error = #expect(throws: EndpointError.self) { try Endpoint(text) }
        #expect(error?.reason.hasPrefix(reason) == true, "\(error?.reason ?? "no error")")
        #expect(error?.description.hasPrefix("'\(text)' is no endpoint: \(reason)") == true)
    }

    @Test(arguments: [
        ("ws://localhost", "ws://localhost:40010", "/"),
        ("ws://localhost/", "ws://localhost:40010", "/"),
        ("ws://7", "ws://localhost:7", "/"),
        ("ws://inspect-pc:80/a/b", "ws://inspect-pc:80/a/b", "/a/b"),
        ("ws://[::1]", "ws://[::1]:40010", "/"),
        ("ws://[::1]:1/x?a=1", "ws://[::1]:1/x?a=1", "/x?a=1"),
        ("ws://host?a=1&b", "ws://host:40010/?a=1&b", "/?a=1&b"),
        ("ws://host/größe?ö=1", "ws://host:40010/gr%C3%B6%C3%9Fe?%C3%B6=1", "/gr%C3%B6%C3%9Fe?%C3%B6=1"),
        ("ws://host/?apikey=s3cret", "ws://host:40010/?apikey=***", "/?apikey=s3cret"),
        ("ws://host/?APIKEY=s3cret&a=1", "ws://host:40010/?APIKEY=***&a=1", "/?APIKEY=s3cret&a=1"),
        ("ws://host/?a=1;token=s3cret", "ws://host:40010/?a=1;token=***", "/?a=1;token=s3cret"),
        ("ws://host/?%6Bey=s3cret=&", "ws://host:40010/?%6Bey=***&", "/?%6Bey=s3cret=&"),
        ("ws://host/?password=s3cret?key=s3cret", "ws://host:40010/?password=***", "/?password=s3cret?key=s3cret"),
        ("ws://host/?access_token=s3cret", "ws://host:40010/?access_token=***", "/?access_token=s3cret"),
        ("ws://user:s3cret@host:1/", "ws://host:1", "/"),
        ("ws://user:s3@cret@host:1/", "ws://host:1", "/"),
        ("ws://s3cret@host/a@b", "ws://host:40010/a@b", "/a@b"),
    ])
    func `reads a WebSocket address, and shows no secret of it`(text: String, shown: String, target: String) throws {
        let endpoint = try Endpoint(text)
        guard case .webSocket(let address) = endpoint else {
            Issue.record("\(endpoint)")
            return
        }
        #expect(address.target == target)
        for words in ["\(endpoint)", String(reflecting: endpoint), "\([endpoint])", "\(address)"] {
            #expect(!words.contains("s3"), "\(words)")
        }
        #expect("\(endpoint)" == shown)
        if text.contains("s3") {
            #expect(try Endpoint(shown) != endpoint)
        } else {
            #expect(try Endpoint(shown) == endpoint)
        }
    }

    @Test(arguments: [
        ("ws://user:s3cret@host:x", "ws://***@host:x"),
        ("ws://user:s3/cret@host", "ws://***@host"),
        ("user:s3cret@host:1", "***@host:1"),
        ("wss://user:s3cret@host/?apikey=s3cret", "wss://***@host/?apikey=***"),
        ("ws://host:x/?key=s3cret", "ws://host:x/?key=***"),
        ("host:1?key=s3cret", "host:1?key=***"),
    ])
    func `shows no secret of what is no endpoint`(text: String, shown: String) {
        let error = #expect(throws: EndpointError.self) { try Endpoint(text) }
        #expect(error?.text == shown)
    }
}
