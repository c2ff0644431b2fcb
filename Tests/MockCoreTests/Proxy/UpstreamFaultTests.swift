import IPCFraming
import MockCore
import Testing

/// Faults that are meant for what goes to the server.
@Suite struct UpstreamFaultTests {
    private static let request = "{}\u{4}"
    private static let ok = "O.k.\r\n"

    private static func run(_ mode: ConnectionMode, _ faults: [String]) throws -> ProxyRun {
        let faults = try faults.map { try Fault($0) }
        var number = 0
        let next = {
            number += 1
            return number
        }
        return ProxyRun(ProxyMachine(ProxyPolicy(to: ProxyRun.endpoint, mode: mode, faults: faults), number: next))
    }

    struct Row: CustomTestStringConvertible {
        var fault: String
        /// What the server gets, piece by piece: a timer runs off between two of them.
        var pieces: [[UInt8]]
        var isEnd = false
        /// What becomes of the client, where the server does not answer.
        var failure: FailureCode?
        var client: ProxyRun.Link?
        var testDescription: String { fault }

        init(
            _ fault: String,
            _ pieces: [[UInt8]],
            isEnd: Bool = false,
            _ failure: FailureCode? = nil,
            _ client: ProxyRun.Link? = nil
        ) {
            self.fault = fault
            self.pieces = pieces
            self.isEnd = isEnd
            self.failure = failure
            self.client = client
        }
    }

    private static let whole = Array(request.utf8)

    private static let rows = [
        Row("truncate:1", [[0x7B]], isEnd: true),
        Row("no-crlf", [Array("{}".utf8)], isEnd: true),
        Row("bad-utf8", [[0x7B, 0xFF, 0x7D, 4]]),
        Row("slice:1,5ms", [[0x7B], [0x7B, 0x7D], whole]),
        Row("bandwidth:100/s", [Array("{}".utf8), whole]),
        Row("latency:5ms", [[], whole]),
        Row("limit:2", [Array("{}".utf8)], isEnd: true),
        Row("limit:100", [whole]),
        Row("slow-close:5ms", [whole]),
        Row("close", [[]], .closedWithoutResponse, .open(hasEnded: false)),
        Row("truncate:0", [[]], .closedWithoutResponse, .open(hasEnded: false)),
        Row("reset", [[]], .reset, .reset),
    ]

    @Test(arguments: rows, [ConnectionMode.oneShot, .keepAlive])
    func `a request on its way to the server meets`(row: Row, mode: ConnectionMode) throws {
        for isConnected in [true, false] {
            var run = try Self.run(mode, ["upstream:\(row.fault)"])
            // Cut in its middle, and before the server is there or not.
            run.feed(.client("{"))
            if isConnected { run.feed(.connected) }
            #expect(run.toServer.allSatisfy { $0.isEmpty })
            run.feed(.client("}\u{4}"))
            if !isConnected { run.feed(.connected) }
            for (index, piece) in row.pieces.enumerated() {
                if index > 0 { run.feed(.elapsed(.request)) }
                #expect(run.toServer == [piece], "\(row.fault)")
            }
            #expect(run.hasEndedRequests == row.isEnd)
            if row.failure == nil { run.feed(.server(Self.ok, end: mode == .oneShot)) }
            #expect(run.recorded.map(\.failure) == [row.failure])
            #expect(run.recorded.map(\.fault) == ["upstream:\(row.fault)"])
            #expect(run.recorded.map(\.request) == [RequestFrame(Array("{}".utf8))])
            #expect(run.toClient == (row.failure == nil ? Array(Self.ok.utf8) : []))
            if let link = row.client { #expect(run.clientLink == link) }
            if row.failure == .closedWithoutResponse { #expect(run.hasEndedAnswer) }
            #expect(run.connects == 1, "what was changed is not sent again")
            #expect(run.violations.isEmpty)
        }
    }

    @Test func `garbage ends as a request does`() throws {
        var run = try Self.run(.keepAlive, ["upstream:garbage"])
        run.feed(.client(Self.request), .connected)
        #expect(run.toServer.first?.count == 65)
        #expect(run.toServer.first?.firstIndex(of: 4) == 64)
    }

    @Test func `those that are not meant pass, in their order, behind those that wait`() throws {
        var run = try Self.run(.keepAlive, ["upstream:latency:5ms@n=2"])
        run.feed(.client(Self.request + "{\"a\":1}\u{4}{\"a\":2}\u{4}{"), .connected)
        #expect(run.toServer == [Array(Self.request.utf8)])
        run.feed(.elapsed(.request))
        #expect(run.toServer == [Array("{}\u{4}{\"a\":1}\u{4}{\"a\":2}\u{4}".utf8)])
        run.feed(.client("}\u{4}"), .server(Self.ok + Self.ok + Self.ok + Self.ok))
        #expect(run.recorded.map(\.fault) == [nil, "upstream:latency:5ms@n=2", nil, nil])
        #expect(run.toClient.count == 4 * Self.ok.utf8.count)
        #expect(run.violations.isEmpty)
    }

    @Test func `one that is too long to be kept passes`() throws {
        let policy = ProxyPolicy(
            to: ProxyRun.endpoint,
            mode: .keepAlive,
            frameLimit: 4,
            faults: [try Fault("upstream:truncate:1")]
        )
        var run = ProxyRun(policy)
        run.feed(.client("123"), .connected, .client("45"), .client("6\u{4}{}\u{4}"))
        #expect(run.toServer == [Array("123456\u{4}{".utf8)])
        #expect(run.violations.isEmpty)
    }

    @Test(arguments: [ConnectionMode.oneShot, .keepAlive])
    func `behind a silent one nothing comes, and the client is not answered`(mode: ConnectionMode) throws {
        // That a client of one exchange sends no more does not mean that it has left.
        let leaves: [ProxyMachine.Event] = mode == .keepAlive ? [.client("", end: true)] : []
        for end in leaves + [.broken(.client), .drain, .cancel] {
            var run = try Self.run(mode, ["upstream:silent"])
            run.feed(.client(Self.request), .connected, .client("{}\u{4}"))
            #expect(run.toServer == [[]])
            #expect(run.recorded.isEmpty)
            run.feed(end)
            #expect(run.recorded.map(\.failure).first == .cancelled)
            if run.serverLink == .open(hasEnded: false) { run.feed(.server("", end: true)) }
            #expect(run.machine.isOver, "\(end)")
            #expect(run.violations.isEmpty)
        }
    }

    @Test func `the connection to the server is closed later than the client's`() throws {
        var run = try Self.run(.keepAlive, ["upstream:slow-close:5ms"])
        run.feed(.client(Self.request), .connected, .server(Self.ok), .client("", end: true))
        #expect(run.clientLink == .closed)
        #expect(run.serverLink == .open(hasEnded: false))
        #expect(run.timers == [.departure: .milliseconds(5)])
        run.feed(.elapsed(.departure))
        #expect(run.serverLink == .closed)
        #expect(run.machine.isOver)
        #expect(run.violations.isEmpty)
    }

    @Test func `the end of the requests is told the server later`() throws {
        var run = try Self.run(.oneShot, ["upstream:slow-close:5ms"])
        run.feed(.client(Self.request, end: true), .connected)
        #expect(run.toServer == [Array(Self.request.utf8)])
        #expect(!run.hasEndedRequests)
        run.feed(.elapsed(.request))
        #expect(run.hasEndedRequests)
        #expect(run.violations.isEmpty)
    }

    // MARK: Where they make sense

    @Test(
        arguments: [
            ("upstream:close", Fault.Place.mock, "a mock server has no server behind it"),
            ("upstream:close", .relay(overWebSocket: false), nil),
            ("upstream:close", .relay(overWebSocket: true), nil),
            ("upstream:close", .bridge(fromWebSocket: true), nil),
            ("upstream:slice:1,1ms", .bridge(fromWebSocket: false), "whole requests"),
            ("upstream:close:1001", .relay(overWebSocket: false), "for a WebSocket server"),
            ("upstream:close:1001", .relay(overWebSocket: true), nil),
            ("upstream:slow-close:1s", .relay(overWebSocket: true), "for sockets"),
            ("slow-close:1s", .relay(overWebSocket: true), "for sockets"),
            ("refuse", .mock, nil),
            ("refuse", .relay(overWebSocket: false), "does not refuse"),
            ("refuse", .bridge(fromWebSocket: true), "does not refuse"),
            ("late-pong", .relay(overWebSocket: false), "for WebSocket clients"),
            ("late-pong", .bridge(fromWebSocket: false), "for WebSocket clients"),
            ("late-pong", .bridge(fromWebSocket: true), nil),
            ("late-pong", .relay(overWebSocket: true), nil),
        ] as [(String, Fault.Place, String?)]
    )
    func `a fault that makes no sense somewhere is told`(_ fault: String, _ place: Fault.Place, _ words: String?) throws
    {
        let objection = try Fault(fault).objection(at: place)
        #expect((objection == nil) == (words == nil))
        if let words { #expect(objection?.contains(words) == true, "\(objection ?? "")") }
    }

    @Test(arguments: ["no-close", "refuse", "late-pong", "down", "rest"])
    func `what cannot happen to a request is no fault`(_ kind: String) {
        #expect(throws: (any Error).self) { try Fault("upstream:\(kind)") }
    }
}
