import Glibc
import IPCClient
import IPCFraming
import MockCore
import MockServer
import TestSupport
import Testing

@Suite("A proxy to itself")
struct ProxySelfTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var listen: String
        var to: String
        var isItself = true

        var testDescription: String { "\(listen) to \(to)" }
    }

    @Test(
        "is refused at the start, by whatever name",
        arguments: [
            Row(listen: "127.0.0.1", to: "127.0.0.1"), Row(listen: "127.0.0.1", to: "localhost"),
            Row(listen: "localhost", to: "127.0.0.1"), Row(listen: "127.0.0.1", to: "0.0.0.0"),
            Row(listen: "0.0.0.0", to: "127.0.0.1"), Row(listen: "0.0.0.0", to: "127.1.2.3"),
            Row(listen: "0.0.0.0", to: "0.0.0.0"), Row(listen: "0.0.0.0", to: "::ffff:127.0.0.1"),
            Row(listen: "127.0.0.2", to: "127.0.0.1", isItself: false),
            // Reserved for documentation (RFC 5737): no machine's own.
            Row(listen: "0.0.0.0", to: "192.0.2.1", isItself: false),
        ]
    )
    func addresses(_ row: Row) throws {
        let reserved = try UnusedPort(isShared: true)
        guard case .tcp(_, let port) = try Endpoint(reserved.endpoint) else { return }
        var configuration = Proxy.Configuration(
            listen: .tcp(host: row.listen, port: port),
            to: .tcp(host: row.to, port: port)
        )
        configuration.recording = "/dev/null/none/never-made"
        try Self.check(configuration, isItself: row.isItself)
    }

    @Test("is refused at the start, by any path", arguments: [false, true])
    func paths(_ isLinked: Bool) throws {
        try TemporaryDirectory.with { directory in
            let path = directory.file("s")
            let other = directory.file("link")
            symlink(directory.path, other)
            let configuration = Proxy.Configuration(
                listen: .unix(path: path),
                to: .unix(path: isLinked ? other + "/s" : path)
            )
            try Self.check(configuration, isItself: true)
            #expect(directory.names == ["link"])
        }
    }

    private static func check(_ configuration: Proxy.Configuration, isItself: Bool) throws {
        do throws(MockServerError) {
            let proxy = try Proxy.start(configuration)
            proxy.stop(within: .zero)
            Issue.record("it has started")
        } catch {
            switch error.place {
            case .itself(let endpoint): #expect(isItself && endpoint == configuration.to)
            // It went on, to what fails next.
            case .session: #expect(!isItself)
            case .listening, .upstream, .descriptors: Issue.record("\(error)")
            }
        }
    }
}
