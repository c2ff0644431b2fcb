import IPCClient
import IPCFraming
import MockCore
import MockServer
import Sessions
import Testing
import Texts

@Suite("Faults on purpose")
struct FaultTests {
    private static let request = String(Mock.image.dropLast())

    private static func run(_ faults: [String], _ body: (MockServer, MockLog) throws -> Void) throws {
        let faults = try faults.map { try Fault($0) }
        try Mock.run(Mock.with { $0.faults = faults }, body)
    }

    @Test(
        "show in our client as",
        arguments: [
            ("reset", FailureCode.reset, ""), ("close", .closedWithoutResponse, ""),
            ("refuse", .reset, ""), ("silent", .timeout, ""), ("truncate:0", .closedWithoutResponse, ""),
            ("truncate:3", .truncated, "O.k"), ("truncate:5", .truncated, "O.k.\r"), ("no-crlf", .truncated, "O.k."),
        ]
    )
    func failures(_ fault: String, _ code: FailureCode, _ partial: String) throws {
        try Self.run([fault]) { (server, _) throws in
            let timeout = code == .timeout ? Duration.milliseconds(100) : .seconds(30)
            let exchange = Served.exchange(server, Self.request, timeout: timeout)
            #expect(exchange.failure?.code == code)
            #expect(String(decoding: exchange.response?.bytes ?? [], as: UTF8.self) == partial)
            // Who is reset before the connection is of use to him tries again.
            if fault == "refuse" { #expect(server.status.faults >= 1) } else { #expect(server.status.faults == 1) }
        }
    }

    @Test("a response that is not closed, comes in pieces, is no UTF-8, or garbage, is a response")
    func responses() throws {
        try Self.run(["no-close"]) { (server, _) throws in
            let open = Served.unfinishedExchange(server, Self.request)
            #expect(open.response == ResponseFrame(Array("O.k.".utf8), ending: .noClose))
        }
        try Self.run(["slice:1,1ms@n=1", "bad-utf8@n=2", "garbage@n=3"]) { (server, _) throws in
            #expect(Served.ask(server, Self.request) == "O.k.")
            #expect(
                Served.exchange(server, Self.request).response?.bytes == Array("O.k".utf8) + [0xFF] + Array(".".utf8)
            )
            let garbage = Served.exchange(server, Self.request)
            #expect(garbage.failure == nil)
            #expect(garbage.response?.bytes.count == 64)
            #expect(server.status.faults == 3)
        }
    }

    @Test("in keep-alive mode", arguments: ["truncate:3", "no-crlf", "reset", "close", "silent"])
    func keepAlive(_ fault: String) throws {
        let faults = [try Fault(fault + "@n=2")]
        try Mock.run(
            Mock.with {
                $0.faults = faults
                $0.mode = .keepAlive
            }
        ) { (server, _) throws in
            var policy = ExchangePolicy()
            policy.mode = .keepAlive
            policy.resendsAfterReset = false
            let client = Client(server.endpoint, policy: policy)
            let frame = RequestFrame(Array(Self.request.utf8))
            #expect(client.exchange(frame).failure == nil)
            client.policy.timeout = fault == "silent" ? .milliseconds(100) : .seconds(30)
            let expected: [String: FailureCode] = [
                "truncate:3": .truncated, "no-crlf": .truncated, "reset": .reset, "close": .closedWithoutResponse,
                "silent": .timeout,
            ]
            #expect(client.exchange(frame).failure?.code == expected[fault])
            client.policy.timeout = .seconds(30)
            #expect(client.exchange(frame).failure == nil)
        }
    }

    @Test("come when their conditions hold; the first that applies counts")
    func conditions() throws {
        try Self.run(["close@every=3", "truncate:1@n=4", "reset@n=4", "truncate:2@match=b\\.jpg@?"]) {
            (server, _) throws in
            let codes = (1...6).map { _ in Served.exchange(server, Self.request).failure?.code }
            #expect(codes == [nil, nil, .closedWithoutResponse, .truncated, nil, .closedWithoutResponse])
            #expect(Served.ask(server, Self.request.replacing("a.jpg", with: "b.jpg")) == "O.")
        }
    }

    @Test("whose expression takes too many steps do not apply")
    func givenUp() throws {
        try Self.run(["close@match=^(a+)+$"]) { (server, _) throws in
            let text = String(repeating: "a", count: 40)
            #expect(Served.exchange(server, text).failure?.code == .closedWithoutResponse)
            #expect(Served.ask(server, text + "b").hasPrefix("Error:"))
        }
    }

    @Test("come by chance, and by the same chance for the same seed")
    func chance() throws {
        func failing(_ seed: UInt64) throws -> [Bool] {
            var result: [Bool] = []
            let faults = [try Fault("close@p=0.5")]
            try Mock.run(
                Mock.with {
                    $0.faults = faults
                    $0.seed = seed
                }
            ) { (server, _) throws in
                result = (0..<40).map { _ in Served.exchange(server, Self.request).failure != nil }
            }
            return result
        }
        let first = try failing(1)
        #expect((5...35).contains(first.count { $0 }))
        #expect(try failing(1) == first)
        #expect(try failing(2) != first)
    }

    @Test("stand in a session's line")
    func ofALine() throws {
        try Served.run([#"{"n":1,"request":[1],"response":"long","fault":"truncate:2"}"#]) { (server, _) throws in
            let exchange = Served.exchange(server, "[1]")
            #expect(exchange.failure?.code == .truncated)
            #expect(exchange.response?.bytes == Array("lo".utf8))
        }
    }

    @Test(
        "that are none are told",
        arguments: [
            "", "rest", "truncate", "truncate:-1", "slice:0,1ms", "slice:1", "reset@", "reset@n=0", "reset@x=1",
            "reset@p=2", "reset@every=", "reset@match=(", "refuse@match=a",
        ]
    )
    func none(_ text: String) {
        #expect(throws: PatternError.self) { try Fault(text) }
    }

    @Test("a client that waits for a silent server is given up when it was silent for too long")
    func silentForTooLong() throws {
        let faults = [try Fault("silent")]
        try Mock.run(
            Mock.with {
                $0.faults = faults
                $0.idleTimeout = .milliseconds(20)
            }
        ) { (server, _) throws in
            // On a busy machine the request may come too late, too.
            var exchange: Exchange
            repeat { exchange = Served.exchange(server, Self.request) } while server.status.faults == 0
            #expect(exchange.failure?.code == .closedWithoutResponse)
        }
    }
}
