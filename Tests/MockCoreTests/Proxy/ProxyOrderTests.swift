import IPCFraming
import MockCore
import Testing

/// Whatever happens in whatever order, the machine keeps to a few rules.
@Suite("A proxy's machine, at every order of events")
struct ProxyOrderTests {
    private static let depth = 6

    private static let events: [ProxyMachine.Event] = [
        .client("{}\u{4}"), .client("{"), .client("", end: true), .client("{}\u{4}", end: true), .broken(.client),
        .connected, .refused, .server("O.k."), .server("O.k.\r\n"), .server("O.k.\r\n", end: true),
        .server("", end: true), .broken(.server), .elapsed(.retry), .elapsed(.close), .elapsed(.answer),
        .elapsed(.departure), .elapsed(.delivery), .recorded, .idle, .drain, .cancel,
    ]

    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var mode: ConnectionMode
        var latency = Latency.none
        var fault: String?
        var frameLimit = 100

        func policy() throws -> ProxyPolicy {
            ProxyPolicy(
                to: ProxyRun.endpoint,
                mode: mode,
                frameLimit: frameLimit,
                latency: latency,
                faults: try fault.map { [try Fault($0)] } ?? [],
                timeout: .seconds(1)
            )
        }
    }

    private static let delay = Latency.uniform(.milliseconds(5)...(.milliseconds(5)))

    @Test(
        "keeps the rules",
        arguments: [
            Row(testDescription: "one-shot", mode: .oneShot),
            Row(testDescription: "keep-alive", mode: .keepAlive),
            Row(testDescription: "one-shot, delayed", mode: .oneShot, latency: delay),
            Row(testDescription: "keep-alive, delayed", mode: .keepAlive, latency: delay),
            Row(testDescription: "keep-alive, in slices", mode: .keepAlive, fault: "slice:4,1ms"),
            Row(testDescription: "one-shot, silent", mode: .oneShot, fault: "silent"),
            Row(testDescription: "keep-alive, a small limit", mode: .keepAlive, frameLimit: 1),
        ]
    )
    func everyOrder(_ row: Row) throws {
        let policy = try row.policy()
        /// Each with the first path that led to it.
        var violations: [String: String] = [:]
        var count = 0
        var path: [ProxyMachine.Event] = []
        func walk(_ run: ProxyRun) {
            count += 1
            for violation in run.violations + Self.violations(run, policy, path) where violations[violation] == nil {
                violations[violation] = path.map(\.words).joined(separator: ", ")
            }
            guard path.count < Self.depth, run.violations.isEmpty else { return }
            for event in Self.events where run.isPossible(event) {
                var next = run
                path.append(event)
                next.feed(event)
                walk(next)
                path.removeLast()
            }
        }
        walk(ProxyRun(policy, recordsAtOnce: false))
        for (violation, path) in violations { Issue.record("\(violation): \(path)") }
        #expect(count > 10_000)
    }

    /// What is wrong with a run that has come so far.
    private static func violations(
        _ run: ProxyRun,
        _ policy: ProxyPolicy,
        _ path: [ProxyMachine.Event]
    ) -> [String] {
        var found: [String] = []
        let isPlain = policy.disturbances.current.isEmpty
        if isPlain, !run.fromServer.starts(with: run.toClient) { found.append("the client got what nobody sent") }
        if policy.mode == .oneShot, run.toServer.contains(where: \.isEmpty), run.serverLink != .connecting,
            !run.hasEndedRequests
        {
            found.append("a bare connection to the server")
        }
        if policy.mode == .keepAlive, run.hasEndedRequests, run.toServer.last?.last == 0x04 {
            found.append("a half-close to a server that keeps connections")
        }
        let resets = path.filter { $0 == .broken(.server) }.count
        if run.toServer.filter({ $0.contains(0x04) }).count > resets + 1 { found.append("a request sent twice") }
        if policy.mode == .oneShot, let last = path.last, last == .broken(.client), case .open = run.clientLink {
            found.append("a client that is gone is not")
        }
        found += Self.departures(run, policy, path)
        // It ends when it is told to, with all that was under way recorded.
        var ended = run
        ended.feed(.cancel)
        while ended.unrecorded > 0 { ended.feed(.recorded) }
        found += ended.violations.map { "\($0), when it was cancelled" }
        if !ended.machine.isOver { found.append("it goes on when it was cancelled") }
        if ended.clientLink == .open(hasEnded: false) || ended.clientLink == .open(hasEnded: true) {
            found.append("the client is left open")
        }
        return found
    }

    /// The one-shot server lives only if nobody leaves it before it has closed.
    private static func departures(
        _ run: ProxyRun,
        _ policy: ProxyPolicy,
        _ path: [ProxyMachine.Event]
    ) -> [String] {
        guard policy.mode == .oneShot, run.serverLink == .closed, run.toServer.last?.isEmpty == false else { return [] }
        let wasTold = path.contains { event in
            switch event {
            case .received(_, from: .server, isEnd: true), .broken(.server), .connectFailed: true
            case .elapsed(.departure), .idle, .drain, .cancel: true
            case .accepted, .received, .broken, .connected, .elapsed, .recorded: false
            }
        }
        // Or it keeps connections, which the machine has seen.
        return wasTold || run.hints > 0 ? [] : ["the server was left before it had closed"]
    }
}
