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
        ("http://host:80", "only tcp:// and unix: are known"),
        ("ws://localhost:40010", "WebSocket servers are not supported; use HOST:PORT"),
        ("unix:", "a path is missing after 'unix:'"),
        ("unix:/a\u{0}b", "a path has no NUL"),
        ("unix:/" + String(repeating: "x", count: Endpoint.longestUnixPath), "a socket's path has at most"),
    ])
    func `says what is wrong with`(text: String, reason: String) throws {
        let error = #expect(throws: EndpointError.self) { try Endpoint(text) }
        #expect(error?.reason.hasPrefix(reason) == true, "\(error?.reason ?? "no error")")
        #expect(error?.description.hasPrefix("'\(text)' is no endpoint: \(reason)") == true)
    }
}
