import IPCFraming
import TestSupport
import Testing

@testable import IPCClient

@Suite struct NameLookupTests {
    @Test func `a name that does not exist is an unknown host`() throws {
        // RFC 6761: it never exists.
        let exchange = Client(.tcp(host: "nowhere.invalid", port: 7000), policy: .patient()).exchange(request)
        #expect(exchange.failure?.code == .unresolved)
        #expect(exchange.attempts == 1)
        #expect(
            exchange.failure?.description.hasPrefix("cannot connect to nowhere.invalid:7000: unknown host (") == true
        )
    }

    @Test func `a resolver that does not answer is left behind at the deadline`() throws {
        let mayEnd = try TestEvent()
        #expect(throws: SocketAddress.Failure.timedOut) {
            try NameLookup.run(until: .now + .milliseconds(50), nil) {
                _ = mayEnd.wait()
                return .success([])
            }
        }
        mayEnd.signal()
    }

    @Test func `a resolver that does not answer can be interrupted`() throws {
        let mayEnd = try TestEvent()
        let cancellation = try #require(Cancellation())
        #expect(throws: SocketAddress.Failure.cancelled) {
            try NameLookup.run(until: .now + patience, cancellation) {
                cancellation.cancel()
                _ = mayEnd.wait()
                return .success([])
            }
        }
        mayEnd.signal()
    }

    @Test func `the answer of the resolver arrives`() throws {
        let address = SocketAddress(unixPath: "/x")
        let addresses = try NameLookup.run(until: .now + patience, nil) { .success([address, address]) }
        #expect(addresses.count == 2)
        #expect(throws: SocketAddress.Failure.noAddress("why")) {
            try NameLookup.run(until: .now + patience, nil) { .failure(.noAddress("why")) }
        }
    }
}
