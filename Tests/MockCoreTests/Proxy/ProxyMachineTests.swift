import IPCFraming
import MockCore
import Testing

@Suite("A proxy's machine")
struct ProxyMachineTests {
    private static let request = "{}\u{4}"
    private static let ok = "O.k.\r\n"

    private static func run(
        _ mode: ConnectionMode = .oneShot,
        recordsAtOnce: Bool = true,
        _ change: (inout ProxyPolicy) -> Void = { _ in }
    ) -> ProxyRun {
        var policy = ProxyPolicy(to: ProxyRun.endpoint, mode: mode)
        change(&policy)
        return ProxyRun(policy, recordsAtOnce: recordsAtOnce)
    }

    // MARK: The beginning

    @Test(
        "does not connect to the server for a client without a byte",
        arguments: [
            ProxyMachine.Event.client("", end: true), .broken(.client), .drain, .idle, .cancel,
        ]
    )
    func bare(_ end: ProxyMachine.Event) {
        var run = Self.run()
        run.feed(end)
        #expect(run.connects == 0)
        #expect(run.recorded.isEmpty)
        #expect(run.machine.isOver)
        #expect(run.violations.isEmpty)
    }

    @Test("sends what came before the connection in one piece, with the end")
    func early() {
        var run = Self.run()
        run.feed(.client("{"), .client("}"), .client("\u{4}", end: true), .connected)
        #expect(run.toServer == [Array(Self.request.utf8)])
        #expect(run.hasEndedRequests)
    }

    @Test("does not read without end before the server is there")
    func reads() {
        var run = Self.run()
        run.feed(.client(String(repeating: "x", count: 64 * 1024)))
        #expect(!run.machine.wantsInput(from: .client))
        run.feed(.connected)
        #expect(run.machine.wantsInput(from: .client))
    }

    // MARK: Cuts

    @Test(
        "records the same, at every cut of the request and the answer",
        arguments: [ConnectionMode.oneShot, .keepAlive]
    )
    func cuts(_ mode: ConnectionMode) {
        let request = Array("{\"a\":\"\u{f6}\"}\u{4}".utf8)
        let response = Array("Error: a\r\r\n".utf8)
        for requestCut in 0...request.count {
            for responseCut in 0...response.count {
                var run = Self.run(mode)
                for part in [request[..<requestCut], request[requestCut...]] where !part.isEmpty {
                    run.feed(.received(Array(part), from: .client, isEnd: false))
                    if run.serverLink == .connecting { run.feed(.connected) }
                }
                for part in [response[..<responseCut], response[responseCut...]] where !part.isEmpty {
                    run.feed(.received(Array(part), from: .server, isEnd: false))
                }
                if mode == .oneShot { run.feed(.server("", end: true)) }
                #expect(run.toServer == [request])
                #expect(run.toClient == response)
                #expect(run.recorded.map(\.request) == [RequestFrame(Array(request.dropLast()))])
                #expect(run.recorded.map(\.response) == [ResponseFrame(Array(response.dropLast(2)))])
                #expect(run.recorded.map(\.failure) == [nil])
                #expect(run.violations.isEmpty)
            }
        }
    }

    @Test("finds many exchanges in one stream, at every cut, also those that are too long", arguments: [4, 100])
    func streams(_ limit: Int) {
        let requests = ["1", "22222", "", "4"].map { Array($0.utf8) }
        let responses = ["a", "bb", "ccccccc", "\r"].map { Array($0.utf8) }
        let request = Array(requests.map { $0 + [4] }.joined())
        let response = Array(responses.map { $0 + [13, 10] }.joined())
        let expected = zip(requests, responses).filter { $0.0.count <= limit }
        for cut in 0...response.count {
            for requestCut in 0...request.count {
                var run = Self.run(.keepAlive) { $0.frameLimit = limit }
                for part in [request[..<requestCut], request[requestCut...]] where !part.isEmpty {
                    run.feed(.received(Array(part), from: .client, isEnd: false))
                    if run.serverLink == .connecting { run.feed(.connected) }
                }
                for part in [response[..<cut], response[cut...]] where !part.isEmpty {
                    run.feed(.received(Array(part), from: .server, isEnd: false))
                }
                #expect(run.toClient == response)
                #expect(run.recorded.map(\.request.bytes) == expected.map(\.0))
                for (recorded, expected) in zip(run.recorded, expected) {
                    let isTooLong = expected.1.count > limit
                    #expect(recorded.failure == (isTooLong ? .tooLarge : nil))
                    #expect(isTooLong || recorded.response == ResponseFrame(expected.1))
                }
                run.feed(.client("", end: true))
                #expect(run.machine.isOver, "nothing is under way")
                #expect(run.violations.isEmpty)
            }
        }
    }

    // MARK: The order of recording and answer

    @Test(
        "an answer is in the recording before its last byte goes out",
        arguments: [
            (ConnectionMode.oneShot, [ProxyMachine.Event.server("O.k.\r\n", end: true)], ""),
            (.oneShot, [.server("O.k.\r\n"), .server("", end: true)], ""),
            (.oneShot, [.server("O.k."), .server("\r\n"), .server("", end: true)], "O.k."),
            (.oneShot, [.server("O.k.\r\nO.k."), .server("\r\n", end: true)], "O.k.\r\nO.k."),
            (.keepAlive, [.server("O.k.\r\n")], ""), (.keepAlive, [.server("O.k."), .server("\r\n")], "O.k."),
        ]
    )
    func recordedFirst(_ mode: ConnectionMode, _ events: [ProxyMachine.Event], _ before: String) {
        var run = Self.run(mode, recordsAtOnce: false)
        run.feed(.client(Self.request), .connected)
        for event in events { run.feed(event) }
        #expect(run.recorded.count == 1)
        #expect(String(decoding: run.toClient, as: UTF8.self) == before)
        run.feed(.recorded)
        #expect(run.toClient == run.fromServer)
        #expect(run.hasEndedAnswer == (mode == .oneShot))
    }

    @Test("a server that does not close delays its answer for a moment only")
    func closingTime() {
        var run = Self.run()
        run.feed(.client(Self.request), .connected, .server(Self.ok))
        #expect(run.toClient.isEmpty)
        run.feed(.elapsed(.close))
        #expect(String(decoding: run.toClient, as: UTF8.self) == Self.ok)
        run.feed(.server("", end: true))
        #expect(run.recorded.map(\.response?.ending) == [.complete])
    }

    @Test("a failure is in the recording before the client sees it")
    func failureFirst() {
        var run = Self.run(recordsAtOnce: false) { $0.connectTimeout = .zero }
        run.feed(.client(Self.request), .refused)
        #expect(run.recorded.map(\.failure) == [.refused])
        #expect(run.clientLink == .open(hasEnded: false))
        run.feed(.recorded)
        #expect(run.clientLink == .reset)
    }

    // MARK: Trying again

    @Test(
        "tries again what was certainly not executed",
        arguments: [
            [ProxyMachine.Event.refused], [.connectFailed(.timeout, "")], [.connectFailed(.reset, "")],
            [.connected, .broken(.server)], [.connected, .broken(.server), .elapsed(.retry), .refused],
        ]
    )
    func retries(_ failures: [ProxyMachine.Event]) {
        var run = Self.run()
        run.feed(.client("{"))
        for failure in failures { run.feed(failure) }
        run.feed(.client("}\u{4}", end: true), .elapsed(.retry), .connected, .server(Self.ok, end: true))
        #expect(run.toServer.last == Array(Self.request.utf8))
        #expect(run.hasEndedRequests)
        #expect(run.recorded.map(\.attempts) == [run.connects])
        #expect(run.recorded.map(\.failure) == [nil])
        #expect(run.machine.isOver)
        #expect(run.violations.isEmpty)
    }

    @Test("pauses longer each time, and no longer than the time for connecting")
    func pauses() {
        var run = Self.run { $0.connectTimeout = .milliseconds(1) }
        run.feed(.client(Self.request), .refused)
        var pauses: [Duration] = []
        while let pause = run.timers[.retry] {
            pauses.append(pause)
            run.feed(.elapsed(.retry), .refused)
        }
        #expect(pauses == [20, 40, 80, 160, 320].map { .microseconds($0) })
        #expect(run.recorded.map(\.failure) == [.refused])
        #expect(run.recorded.map(\.attempts) == [6])
        #expect(run.reports == ["cannot connect to server:7000: connection refused"])
        #expect(run.clientLink == .reset)
    }

    @Test(
        "never tries again what may have been executed, or fails for good",
        arguments: [
            ([ProxyMachine.Event.connected, .server("", end: true)], FailureCode.closedWithoutResponse),
            ([.connected, .server("O"), .broken(.server)], .reset),
            ([.connected, .client("x"), .broken(.server)], .reset), ([.connected, .elapsed(.answer)], .timeout),
            ([.connectFailed(.unreachable, "no route to host")], .unreachable),
        ]
    )
    func noRetry(_ events: [ProxyMachine.Event], _ failure: FailureCode) {
        var run = Self.run { $0.timeout = .seconds(1) }
        run.feed(.client(Self.request))
        for event in events { run.feed(event) }
        #expect(run.connects == 1)
        #expect(run.timers[.retry] == nil)
        #expect(run.recorded.map(\.failure) == [failure])
        #expect(run.violations.isEmpty)
    }

    @Test("resends only when it may; refused connections are tried again all the same")
    func noResend() {
        var run = Self.run { $0.resendsAfterReset = false }
        run.feed(.client(Self.request), .refused)
        #expect(run.timers[.retry] != nil)
        run.feed(.elapsed(.retry), .connected, .broken(.server))
        #expect(run.recorded.map(\.failure) == [.reset])
        #expect(run.clientLink == .reset)
    }

    // MARK: Leaving

    @Test(
        "keeps the one-shot server that the client has left until its answer comes",
        arguments: [
            [ProxyMachine.Event.client(request)], [.client(request, end: true)], [.client(request), .connected],
        ]
    )
    func departure(_ begin: [ProxyMachine.Event]) {
        var run = Self.run()
        for event in begin { run.feed(event) }
        if run.serverLink == .connecting { run.feed(.connected) }
        run.feed(.server("O."), .broken(.client))
        #expect(run.hasEndedRequests)
        #expect(run.timers[.departure] == .seconds(60))
        run.feed(.server("k.\r\n", end: true))
        #expect(run.recorded.map(\.response) == [ResponseFrame(Array("O.k.".utf8))])
        #expect(run.recorded.map(\.note) == ["the client had left before its answer"])
        #expect(run.recorded.map(\.failure) == [nil])
        #expect(run.machine.isOver)
        #expect(run.violations.isEmpty)
    }

    @Test("does not keep it for ever")
    func departureTime() {
        var run = Self.run()
        run.feed(.client(Self.request), .connected, .broken(.client), .elapsed(.departure))
        #expect(run.recorded.map(\.failure) == [.cancelled])
        #expect(run.serverLink == .closed)
        #expect(run.machine.isOver)
    }

    @Test("a client that leaves before the server has its request is not asked for")
    func departureBefore() {
        var run = Self.run()
        run.feed(.client(Self.request), .broken(.client))
        #expect(run.recorded.map(\.failure) == [.cancelled])
        // The connection is there all the same: half-closed it does no harm.
        run.feed(.connected)
        #expect(run.toServer == [[]])
        #expect(run.hasEndedRequests)
        run.feed(.server("Error: Malformed JSON message.\r\n", end: true))
        #expect(run.recorded.count == 1)
        #expect(run.machine.isOver)
    }

    @Test("after the time for an answer the server is kept, and the client reset")
    func answerTime() {
        var run = Self.run { $0.timeout = .seconds(1) }
        run.feed(.client(Self.request), .connected, .server("O"), .elapsed(.answer))
        #expect(run.recorded.map(\.failure) == [.timeout])
        #expect(run.recorded.map(\.response?.bytes) == [Array("O".utf8)])
        #expect(run.clientLink == .reset)
        #expect(run.serverLink == .open(hasEnded: false))
        run.feed(.server("", end: true))
        #expect(run.machine.isOver)
    }

    // MARK: Connections that are kept

    @Test(
        "a client's close becomes a full close of a kept connection, behind what is under way",
        arguments: [
            ([ProxyMachine.Event.client("", end: true)], 1), ([.broken(.client)], 1),
            ([.client(request), .client("", end: true), .server(ok)], 2),
            ([.client(request), .client(request, end: true), .server(ok), .server(ok)], 3),
            ([.client(request), .broken(.client), .server(ok)], 2), ([.client("{"), .broken(.client)], 1),
        ]
    )
    func fullClose(_ events: [ProxyMachine.Event], _ count: Int) {
        var run = Self.run(.keepAlive)
        run.feed(.client(Self.request), .connected, .server(Self.ok))
        for event in events { run.feed(event) }
        #expect(run.serverLink == .closed)
        #expect(!run.hasEndedRequests)
        #expect(run.recorded.map(\.failure) == Array(repeating: nil, count: count))
        #expect(run.machine.isOver)
        #expect(run.violations.isEmpty)
    }

    @Test("a request that only the end of the stream ends is answered before the full close")
    func endOfStream() {
        var run = Self.run(.keepAlive)
        run.feed(.client("{}", end: true), .connected)
        #expect(run.hasEndedRequests)
        run.feed(.server(Self.ok))
        #expect(run.serverLink == .closed)
        #expect(run.recorded.map(\.request) == [RequestFrame(Array("{}".utf8), ending: .endOfStream)])
        #expect(String(decoding: run.toClient, as: UTF8.self) == Self.ok)
    }

    @Test("a kept connection that the server resets is made again for the next request")
    func keptReset() {
        var run = Self.run(.keepAlive)
        run.feed(.client(Self.request), .connected, .server(Self.ok), .client(Self.request), .broken(.server))
        run.feed(.elapsed(.retry), .connected, .server(Self.ok))
        #expect(run.recorded.map(\.attempts) == [1, 2])
        #expect(run.clientLink == .open(hasEnded: false))
    }

    @Test("five requests to a server that keeps connections are five exchanges, though it was said not to")
    func unexpectedlyKept() {
        var run = Self.run()
        for number in 1...5 {
            run.feed(.client("\(number)\u{4}"))
            if run.serverLink == .connecting { run.feed(.connected) }
            run.feed(.server("\(number)\r\n"))
            if run.timers[.close] != nil { run.feed(.elapsed(.close)) }
        }
        #expect(run.recorded.count == 4)
        #expect(run.hints == 1)
        run.feed(.client("", end: true))
        #expect(run.recorded.map(\.request.bytes) == (1...5).map { Array("\($0)".utf8) })
        #expect(run.recorded.map(\.response) == (1...5).map { ResponseFrame(Array("\($0)".utf8), ending: .noClose) })
        #expect(run.serverLink == .closed)
        #expect(!run.hasEndedRequests)
        #expect(run.machine.isOver)
    }

    // MARK: Stopping

    @Test(
        "ends at once when told to, if nothing is under way",
        arguments: [
            (ConnectionMode.oneShot, []), (.keepAlive, [ProxyMachine.Event.client(request), .connected, .server(ok)]),
            (.oneShot, [.client(request), .connected, .server(ok, end: true)]),
            (.keepAlive, [.client(request), .connected, .server(ok), .client("{")]),
        ]
    )
    func drainIdle(_ mode: ConnectionMode, _ events: [ProxyMachine.Event]) {
        var run = Self.run(mode)
        for event in events { run.feed(event) }
        run.feed(.drain)
        #expect(run.machine.isOver)
        #expect(run.violations.isEmpty)
    }

    @Test(
        "lets what is under way end",
        arguments: [
            (ConnectionMode.oneShot, [ProxyMachine.Event.server(ok, end: true)]), (.keepAlive, [.server(ok)]),
        ]
    )
    func drain(_ mode: ConnectionMode, _ answer: [ProxyMachine.Event]) {
        var run = Self.run(mode)
        run.feed(.client(Self.request), .connected, .drain)
        #expect(!run.machine.isOver)
        for event in answer { run.feed(event) }
        #expect(String(decoding: run.toClient, as: UTF8.self) == Self.ok)
        #expect(run.recorded.map(\.failure) == [nil])
        #expect(run.machine.isOver)
    }

    @Test(
        "cancels it then: recorded, and never a clean end of an answer",
        arguments: [
            [ProxyMachine.Event.client(request)], [.client(request), .refused], [.client(request), .connected],
            [.client(request), .connected, .server("O.")],
        ]
    )
    func cancel(_ events: [ProxyMachine.Event]) {
        var run = Self.run()
        for event in events { run.feed(event) }
        run.feed(.drain, .cancel)
        #expect(run.recorded.map(\.failure) == [.cancelled])
        #expect(run.clientLink == .reset)
        #expect(run.machine.isOver)
    }

    @Test("an answer beyond the limit is under way until it ends", arguments: [ConnectionMode.oneShot, .keepAlive])
    func overlong(_ mode: ConnectionMode) {
        var run = Self.run(mode) { $0.frameLimit = 4 }
        run.feed(.client(Self.request), .connected, .server("123456789"))
        #expect(run.recorded.map(\.failure) == [.tooLarge])
        run.feed(.drain)
        #expect(!run.machine.isOver)
        var cut = run
        cut.feed(.cancel)
        #expect(cut.clientLink == .reset)
        run.feed(.server("0\r\n", end: mode == .oneShot))
        #expect(run.toClient == run.fromServer)
        #expect(run.recorded.count == 1)
        #expect(run.machine.isOver)
    }

    // MARK: What is done to answers

    @Test("an answer that waits for its time is not idle, and keeps nothing from being read but its own")
    func delayed() {
        var run = Self.run(.keepAlive) { $0.disturbances.set(.uniform(.seconds(4)...(.seconds(4)))) }
        run.feed(.client(Self.request), .connected, .server(Self.ok), .idle)
        #expect(run.timers[.delivery] == .seconds(4))
        #expect(run.reports.isEmpty)
        #expect(!run.machine.wantsInput(from: .server))
        #expect(run.recorded.isEmpty)
        run.feed(.elapsed(.delivery))
        #expect(run.recorded.count == 1)
        #expect(String(decoding: run.toClient, as: UTF8.self) == Self.ok)
    }

    @Test("answers keep their order though one waits, at every cut")
    func delayedInOrder() throws {
        let answers = Array("1\r\n2\r\n3\r\n".utf8)
        let fault = try Fault("slice:1,1ms@match=1")
        for cut in 0...answers.count {
            var run = Self.run(.keepAlive) { $0.disturbances.set([fault], exchanges: 0, connections: 0) }
            run.feed(.client("1\u{4}2\u{4}3\u{4}"), .connected)
            for part in [answers[..<cut], answers[cut...]] where !part.isEmpty {
                run.feed(.received(Array(part), from: .server, isEnd: false))
            }
            while run.timers[.delivery] != nil { run.feed(.elapsed(.delivery)) }
            #expect(run.toClient == answers, "\(cut)")
            #expect(run.recorded.count == 3)
        }
    }

    @Test("a client that left while its answer waits leaves it whole in the recording")
    func delayedDeparture() {
        var run = Self.run { $0.disturbances.set(.uniform(.seconds(4)...(.seconds(4)))) }
        run.feed(.client(Self.request), .connected, .server(Self.ok, end: true), .broken(.client))
        #expect(run.recorded.map(\.response) == [ResponseFrame(Array("O.k.".utf8))])
        #expect(run.machine.isOver)
    }

    // MARK: Acknowledging

    @Test("has a piece confirmed at once that completes neither request nor answer")
    func acknowledging() {
        var run = Self.run(.keepAlive)
        run.feed(.client("{"), .connected, .client("}\u{4}"), .server("O.k."), .server("\r\n"))
        #expect(run.acknowledged == [.client, .server])
    }
}
