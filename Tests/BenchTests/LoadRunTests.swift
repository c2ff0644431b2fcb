import Bench
import IPCClient
import IPCFraming
import Synchronization
import TestSupport
import Testing

@Suite struct LoadRunTests {
    private let cancellation: Cancellation

    init() throws {
        cancellation = try #require(Cancellation())
    }

    private static func requests(_ count: Int) -> [RequestFrame] {
        (0..<count).map { RequestFrame(Array("\($0)".utf8)) }
    }

    private func run(
        _ load: Load,
        to endpoint: String,
        jobs: Int = 1,
        connectTimeout: Duration = .seconds(60),
        record: LoadRun.Record? = nil,
        isInterrupted: @escaping @Sendable () -> Bool = { false }
    ) throws -> LoadResult {
        var policy = ExchangePolicy()
        (policy.timeout, policy.connectTimeout) = (.seconds(60), connectTimeout)
        let endpoint = try Endpoint(endpoint)
        let clients = (0..<jobs).map { _ in Client(endpoint, policy: policy, cancellation: cancellation) }
        return LoadRun(load, cancellation: cancellation, isInterrupted: isInterrupted).run(clients, record: record)
    }

    private static func answering(_ response: String = "O.k.\r\n") throws -> ScriptedServer {
        try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send(response)
        }
    }

    @Test("So many exchanges are made as were asked for, each request once", arguments: [1, 5])
    func count(jobs: Int) throws {
        let server = try Self.answering()
        var load = Load(Self.requests(40))
        load.count = 40
        let result = try run(load, to: server.endpoint, jobs: jobs)
        #expect(result.tally.ok == 40 && result.tally.total == 40)
        #expect(result.tally.latencies.count == 40)
        #expect(server.requests.count == 40)
        #expect(Set(server.requests).count == 40)
        #expect(result.elapsed > .zero && result.throughput > 0)
    }

    @Test("Requests are sent in turn, over and over")
    func turns() throws {
        let server = try Self.answering()
        var load = Load(Self.requests(3))
        load.count = 7
        _ = try run(load, to: server.endpoint)
        #expect(server.requests == [0, 1, 2, 0, 1, 2, 0].map { Array("\($0)".utf8) })
    }

    @Test("What came is counted by its kind")
    func kinds() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            switch connection.number {
            case 0, 1: try connection.send("O.k.\r\n")
            case 2: try connection.send("Error: no\r\n")
            case 3: try connection.send("Hello\r\n")
            case 4, 5: break
            default: try connection.send("O.k.")
            }
        }
        var load = Load(Self.requests(1))
        load.count = 7
        let tally = try run(load, to: server.endpoint).tally
        #expect((tally.ok, tally.errors) == (3, 1))
        #expect(tally.failures == [.closedWithoutResponse: 2, .truncated: 1])
        #expect(tally.firstFailure?.code == .closedWithoutResponse)
        // Only what was answered has a latency.
        #expect(tally.latencies.count == 4)
    }

    @Test("With a rate, what had to wait behind a slow answer took as long, too")
    func coordinatedOmission() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            if connection.number == 0 { try connection.hold(milliseconds: 300) }
            try connection.send("O.k.\r\n")
        }
        var load = Load(Self.requests(1))
        (load.count, load.rate) = (10, 100)
        let tally = try run(load, to: server.endpoint).tally
        // The last one was due after 90 ms, and none could be sent before 300 ms.
        #expect(tally.latencies.count == 10)
        #expect(tally.latencies.quantile(0.01) >= 209)
        #expect(tally.latencies.maximum >= 299)
    }

    @Test("It ends after its time, and says what was due by then and not sent")
    func time() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.hold(milliseconds: 100)
            try connection.send("O.k.\r\n")
        }
        var load = Load(Self.requests(1))
        (load.time, load.rate) = (.milliseconds(50), 1000)
        let result = try run(load, to: server.endpoint)
        #expect(result.tally.total == 1)
        #expect(result.unsent == 49)
        #expect(server.connections == 1)
        load.rate = nil
        #expect(try run(load, to: server.endpoint).unsent == 0)
    }

    @Test("Where nobody listens it ends at once, unless it is to go on")
    func hopeless() throws {
        let port = try UnusedPort()
        var load = Load(Self.requests(1))
        load.count = 5
        let result = try run(load, to: port.endpoint, connectTimeout: .milliseconds(5))
        #expect(result.tally.failures == [.refused: 1])
        load.goesOn = true
        let another = try run(load, to: port.endpoint, connectTimeout: .milliseconds(5))
        #expect(another.tally.failures == [.refused: 5])
        #expect(another.tally.answered == 0 && another.throughput == 0)
    }

    @Test("Every exchange is handed out to be recorded, one at a time, until that fails", arguments: [1, 4])
    func recording(jobs: Int) throws {
        let server = try Self.answering()
        var load = Load(Self.requests(30))
        load.count = 30
        var requests: [[UInt8]] = []
        _ = try run(load, to: server.endpoint, jobs: jobs) { exchange in
            requests.append(exchange.request.bytes)
            return true
        }
        #expect(Set(requests) == Set(server.requests))
        #expect(requests.count == 30)
        var count = 0
        let result = try run(load, to: server.endpoint, jobs: jobs) { _ in
            count += 1
            return count < 3
        }
        // Those under way still end.
        #expect(3..<3 + jobs ~= result.tally.total)
        #expect(count == result.tally.total)
    }

    @Test("An interrupt ends it, also while it waits for the time of an exchange")
    func interrupt() throws {
        let server = try Self.answering()
        let interrupted = Atomic(false)
        var load = Load(Self.requests(1))
        load.rate = 1e-6
        let result = try run(
            load,
            to: server.endpoint,
            record: { _ in
                interrupted.store(true, ordering: .relaxed)
                return true
            },
            isInterrupted: { interrupted.load(ordering: .relaxed) }
        )
        #expect(result.tally.ok == 1)
    }
}
