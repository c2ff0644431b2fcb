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
import Texts
import WireJSON

@Suite struct MockControlTests {
    /// Runs a server on a free port, and stops it in the end.
    private func run(_ body: (MockControl) throws -> Void) throws {
        let mock = try MockControl.start()
        defer { mock.stop() }
        try body(mock)
    }

    /// The server's own threads take it down behind the answer.
    private func becomesDown(_ mock: MockControl) -> Bool {
        let deadline = ContinuousClock.now + .seconds(60)
        while !mock.isDown, .now < deadline { sched_yield() }
        return mock.isDown
    }

    private func exchange(_ mock: MockControl, _ request: String) -> Exchange {
        var policy = ExchangePolicy()
        policy.resendsAfterReset = false
        policy.connectTimeout = .zero
        return Client(mock.endpoint, policy: policy).exchange(RequestFrame(Array(request.utf8)))
    }

    private func ask(_ mock: MockControl, _ request: String) -> String {
        let exchange = exchange(mock, request)
        return exchange.response.map { String(decoding: $0.bytes, as: UTF8.self) } ?? exchange.failure?.code.rawValue
            ?? ""
    }

    @Test(
        "a stub answers what it matches",
        arguments: [
            (#"{"a":{"not":1}}"#, #"{"a":2}"#, true),
            (#"{"a":{"not":1}}"#, #"{"a":1}"#, false),
            (#"{"a":{"anyOf":["x*",3]}}"#, #"{"a":"xy"}"#, true),
            (#"{"a":{"anyOf":["x*",3]}}"#, #"{"a":4}"#, false),
            (#"{"a":1,"b":{"absent":true}}"#, #"{"a":1}"#, true),
            (#"{"a":1,"b":{"absent":true}}"#, #"{"a":1,"b":null}"#, false),
            (#"{"json":{"a":1}}"#, #"{"a":1,"b":2}"#, false),
            (#"{"json":{"a":1}}"#, #"{"a":1}"#, true),
            (#"{"text":"hello*"}"#, "hello you", true),
            (#"{"text":"~^h.*o$"}"#, "hello", true),
            (#"{"text":"~^h.*o$"}"#, "hell", false),
            (#"{"not":{"a":1}}"#, "no JSON", true),
        ]
    )
    func matching(_ match: String, _ request: String, _ isMatch: Bool) throws {
        try run { mock in
            try mock.setOnMiss("error")
            try mock.addStub(#"{"match":\#(match),"response":"stub"}"#)
            #expect(ask(mock, request) == (isMatch ? "stub" : "Error: No recorded response to this."))
            #expect(mock.status.misses == (isMatch ? 0 : 1))
        }
    }

    @Test(
        "what is wrong in a stub is told with its place",
        arguments: [
            ("[", "", "line 1, column 2"),
            ("[]", "", "object"),
            ("{}", "", "'match'"),
            (#"{"match":{}}"#, "", "'response'"),
            (#"{"match":{"a":["~("]},"response":"x"}"#, "/match/a/0", "no regular expression"),
            (#"{"match":{},"respnse":"x"}"#, "/respnse", "not known"),
            (#"{"match":{},"response":"${file}"}"#, "/response", "${file}"),
            (#"{"match":{},"responses":["a",{"fault":"rest"}]}"#, "/responses/1/fault", "no fault"),
            (#"{"match":{},"response":"x","times":0}"#, "/times", "from 1"),
            (#"{"match":{},"response":"x","whenState":"a"}"#, "/whenState", "scenario"),
            (#"{"match":{},"response":"x","latency":"soon"}"#, "/latency", "50ms"),
            (#"{"match":{"a/b":{"absent":1}},"response":"x"}"#, "/match/a~1b/absent", "true or false"),
        ]
    )
    func wrong(_ json: String, _ place: String, _ words: String) throws {
        try run { mock in
            let error = #expect(throws: MockControlError.self) { try mock.addStub(json) }
            #expect(error?.kind == .invalid)
            #expect(error?.place == place)
            #expect(error?.reason.contains(words) == true, "\(error?.reason ?? "")")
            #expect(mock.stubs.isEmpty)
        }
    }

    @Test("stubs answer by priority, the newest first, as often as they may, and in turn")
    func order() throws {
        try run { mock in
            try mock.addStub(#"{"id":"rest","match":{},"response":"rest","priority":9}"#)
            try mock.addStub(#"{"match":{"a":1},"responses":["one",{"response":"two"},"three"]}"#)
            try mock.addStub(#"{"match":{"a":1},"response":"first","times":1}"#)
            #expect((0..<5).map { _ in ask(mock, #"{"a":1}"#) } == ["first", "one", "two", "three", "three"])
            #expect(ask(mock, "{}") == "rest")
            try mock.setStub("rest", to: #"{"match":{},"response":"changed"}"#)
            #expect(ask(mock, "{}") == "changed")
            try mock.removeStubs()
            #expect(ask(mock, "{}") == "Error: Unknown request:\n{}")
        }
    }

    @Test("templates hold groups, chance and what is new each time")
    func templates() throws {
        try run { mock in
            try mock.addStub(#"{"match":{"a":"~^(\\d+)-(\\w+)$"},"response":"${match.2}/${match.1} ${random:3..3}"}"#)
            #expect(ask(mock, #"{"a":"12-b"}"#) == "b/12 3")
            try mock.addStub(#"{"match":{"u":1},"response":"${uuid}"}"#)
            let ids = Set((0..<2).map { _ in ask(mock, #"{"u":1}"#) })
            #expect(ids.count == 2 && ids.allSatisfy { $0.count == 36 })
        }
    }

    @Test("a scenario's step is taken by one request, however many come at once")
    func scenario() throws {
        try run { mock in
            try mock.addStub(
                #"{"match":{},"response":"won","scenario":"race","whenState":"Started","setState":"over"}"#
            )
            try mock.addStub(#"{"match":{},"response":"lost","scenario":"race","whenState":"over"}"#)
            let answered = Guarded<[String]>([])
            let threads = try (0..<16).map { _ in
                try Thread {
                    let answer = ask(mock, "{}")
                    answered.withLock { $0.append(answer) }
                }
            }
            for thread in threads { thread.join() }
            let answers = answered.withLock(\.self)
            #expect(answers.count { $0 == "won" } == 1)
            #expect(answers.count { $0 == "lost" } == 15)
            #expect(mock.scenarios.map(\.state) == ["over"])
            try mock.setScenario("race", to: "Started")
            #expect(ask(mock, "{}") == "won")
        }
    }

    @Test("a fault's numbers count from when it is set, a stub's from its own answers")
    func faults() throws {
        try run { mock in
            #expect(ask(mock, "{}").hasPrefix("Error: Unknown"))
            try mock.setFaults(["reset@n=2"])
            #expect(ask(mock, "{}").hasPrefix("Error: Unknown"))
            #expect(ask(mock, "{}") == "reset")
            try mock.setFaults([])
            try mock.addStub(#"{"match":{"s":1},"response":"fine","fault":"close@n=2"}"#)
            #expect((0..<3).map { _ in ask(mock, #"{"s":1}"#) } == ["fine", "closed-without-response", "fine"])
            let error = #expect(throws: MockControlError.self) { try mock.setFaults(["reset", "rest"]) }
            #expect(error?.place == "/1")
            #expect(mock.faults.isEmpty)
        }
    }

    @Test("limits what a connection sends")
    func limit() throws {
        try run { mock in
            try mock.setFaults(["limit:4"])
            let cut = exchange(mock, "{}")
            #expect(cut.failure?.code == .truncated)
            #expect(cut.response?.bytes == Array("Erro".utf8))
            try mock.setFaults(["bandwidth:1M/s", "slow-close:10ms"])
            #expect(ask(mock, "{}").hasPrefix("Error: Unknown"))
        }
    }

    @Test("goes down and comes up at the same place, by a fault too")
    func downAndUp() throws {
        try run { mock in
            let endpoint = mock.endpoint
            mock.goDown()
            #expect(mock.isDown)
            #expect(ask(mock, "{}") == "refused")
            try mock.comeUp()
            #expect(mock.endpoint == endpoint)
            #expect(ask(mock, "{}").hasPrefix("Error: Unknown"))
            try mock.setFaults(["down@n=1"])
            #expect(ask(mock, "{}") == "reset")
            #expect(becomesDown(mock))
            mock.reset()
            #expect(!mock.isDown)
            #expect(ask(mock, "{}").hasPrefix("Error: Unknown"))
        }
    }

    @Test("exchanges are found by what they are")
    func filters() throws {
        try run { mock in
            try mock.addStub(#"{"id":"s","match":{"image":{"name":"left"}},"response":"O.k."}"#)
            _ = ask(mock, #"{"image":{"file":"a.jpg","name":"left","focal_length":"50"}}"#)
            _ = ask(mock, #"{"image":{"file":"b.jpg","name":"right","focal_length":"50"}}"#)
            _ = ask(mock, "nonsense")
            #expect(try mock.count() == 3)
            #expect(try mock.count(.init(request: "a\\.jpg")) == 1)
            #expect(try mock.count(.init(response: "^Error")) == 1)
            #expect(try mock.count(.init(outcome: "ok")) == 2)
            #expect(try mock.count(.init(source: "stub")) == 1)
            #expect(try mock.count(.init(pointer: "/image/name", value: "right")) == 1)
            #expect(try mock.exchanges(.init(after: 2)).map(\.number) == [3])
            #expect(try mock.exchanges(limit: 1).map(\.number) == [3])
            let misses = mock.misses
            #expect(misses.count == 2)
            #expect(
                misses.first?.miss == #"no stub matches; the closest is stub s: /image/name is "right", not "left""#
            )
            #expect(try mock.exchanges().first?.sourceName == "s")
            mock.forgetExchanges()
            #expect(try mock.count() == 0)
            _ = ask(mock, "{}")
            #expect(try mock.exchanges().map(\.number) == [4])
            #expect(throws: MockControlError.self) { try mock.count(.init(request: "(")) }
        }
    }

    @Test("waits for exchanges, and says how many have come when they do not")
    func waiting() throws {
        try run { mock in
            let found = Guarded<Int?>(nil)
            let thread = try Thread {
                let count = try? mock.wait(for: 2, within: .seconds(60))
                found.withLock { $0 = count }
            }
            _ = ask(mock, "{}")
            _ = ask(mock, "{}")
            thread.join()
            #expect(found.withLock { $0 } == 2)
            let error = #expect(throws: MockControlError.self) { try mock.wait(for: 3, within: .milliseconds(10)) }
            #expect(error?.kind == .timeout)
            #expect(error?.reason.hasPrefix("2 of 3") == true)
        }
    }

    @Test("reset puts all back")
    func reset() throws {
        try run { mock in
            try mock.addStub(#"{"match":{},"response":"x"}"#)
            try mock.setFaults(["reset"])
            try mock.setLatency("1ms")
            _ = ask(mock, "{}")
            mock.reset()
            #expect(mock.status.exchanges == 0)
            #expect(mock.stubs.isEmpty && mock.faults.isEmpty && mock.latency == nil)
            #expect(ask(mock, #"{"image":{"file":"a.jpg","name":"s","focal_length":"1"}}"#) == "O.k.")
            #expect(mock.project.series.map(\.count) == [1])
            #expect(try mock.exchanges().map(\.number) == [1])
            try mock.clearProject()
            #expect(mock.project.series.isEmpty)
        }
    }

    @Test("serves another recording, checked whole first")
    func sessions() throws {
        try run { mock in
            let header = #"{"ipcsh":1,"created":"c","tool":"t","via":"shell","to":"localhost:7000","mode":"one-shot"}"#
            try mock.serve(session: header + "\n" + #"{"n":1,"request":{"a":1},"response":"recorded"}"#)
            #expect(ask(mock, #"{"a":1}"#) == "recorded")
            let error = #expect(throws: MockControlError.self) { try mock.serve(session: header + "\n{\"n\":1}\n") }
            #expect(error?.place == "line 2")
            #expect(ask(mock, #"{"a":1}"#) == "recorded")
            #expect(mock.session.split(separator: "\n").count == 3)
            try mock.serveNothing()
            #expect(ask(mock, #"{"a":1}"#).hasPrefix("Error: Unknown"))
        }
    }

    @Test(
        "the session of the exchanges names the server's success rule",
        arguments: [
            ("tcp", nil, nil), ("tcp", nil, "^ERROR:"), ("ws", nil, "^ERROR:"), ("tcp", "tcp", nil),
            ("tcp", "tcp", "^ERROR:"), ("tcp", "ws", "^ERROR:"),
        ] as [(String, String?, String?)]
    )
    func rule(listen: String, behind: String?, pattern: String?) throws {
        func place(_ kind: String) throws -> Endpoint { try Endpoint("\(kind == "ws" ? "ws://" : "")127.0.0.1:0") }
        let rule = SuccessRule(ok: nil, error: try pattern.map { try RegularExpression($0) })
        let controlled: any ControlledServer
        let end: @Sendable () -> Void
        if let behind {
            let server = try MockServer.start(MockServer.Configuration(listen: place(behind)))
            var configuration = Proxy.Configuration(listen: try place(listen), to: server.endpoint)
            configuration.rule = rule
            let proxy = try Proxy.start(configuration, exchanges: ExchangeLog())
            controlled = proxy.controlled
            end = {
                proxy.stop(within: .zero)
                server.stop()
            }
        } else {
            var configuration = MockServer.Configuration(listen: try place(listen))
            configuration.rule = rule
            let server = try MockServer.start(configuration, exchanges: ExchangeLog())
            controlled = server
            end = { server.stop() }
        }
        defer { end() }
        let control = MockControl(controlled, try #require(controlled.log), end: end)
        let header = try JSONParser.parse(Array(control.sessionBytes().prefix { $0 != UInt8(ascii: "\n") }))
        #expect(header["error_pattern"]?.text == pattern)
    }

    @Test("no more servers are added than there may be, however many are added at once")
    func limited() async throws {
        let main = try MockServer.start(
            MockServer.Configuration(listen: Endpoint("127.0.0.1:0")),
            exchanges: ExchangeLog()
        )
        let servers = MockServers(MockControl(main, ExchangeLog()) { main.stop() }) { _ in }
        defer {
            servers.removeAll()
            main.stop()
        }
        // One that cannot be started takes no place.
        let taken = MockServer.Configuration(listen: main.endpoint)
        #expect(throws: MockServerError.self) { try servers.add(taken) }
        let configuration = MockServer.Configuration(listen: try Endpoint("127.0.0.1:0"))
        let added = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<MockServers.limit + 10 { group.addTask { (try? servers.add(configuration)) != nil } }
            return await group.reduce(into: 0) { if $1 { $0 += 1 } }
        }
        #expect(added == MockServers.limit)
        #expect(servers.all.count == MockServers.limit + 1)
    }

    @Test("the log keeps no more than it may")
    func bounded() throws {
        let log = ExchangeLog(limit: 10, size: 1 << 20)
        for number in 1...35 {
            log.append(RequestFrame(Array("\(number)".utf8)), .init(response: nil), .init(), start: .now)
        }
        #expect(log.count == 10)
        #expect(log.page(after: 0).lost == 25)
        #expect(log.page(after: 0).exchanges.first?.recorded.number == 26)
        #expect(log.exchange(26) != nil && log.exchange(25) == nil && log.exchange(36) == nil)
    }

    @Test(
        "what is too long for an event is cut, and says so",
        arguments: [
            (10, [10], false), (100_000, [10], true), (10, [100_000], true), (10, [40_000, 20_000], false),
            (10, [40_000, 40_000, 40_000], true), (100_000, [], true),
        ]
    )
    func longEvents(request: Int, messages: [Int], isCut: Bool) throws {
        func text(_ count: Int) -> [UInt8] { [UInt8](repeating: UInt8(ascii: "x"), count: count) }
        let log = ExchangeLog()
        var outcome = Delivery.Outcome(response: messages.last.map { ResponseFrame(text($0)) })
        if messages.count != 1 { outcome.messages = messages.map { Delivery.Message(text($0)) } }
        log.append(RequestFrame(text(request)), outcome, .init(), start: .now)
        let logged = try #require(log.exchange(1))
        for isShort in [false, true] {
            var line: [UInt8] = []
            logged.appendJSON(to: &line, isShort: isShort)
            let event = try JSONParser.parse(String(decoding: line, as: UTF8.self))
            #expect((event["cut"] != nil) == (isCut && isShort))
            #expect(event["request"]?.text?.utf8.count == (isCut && isShort ? min(request, 65536) : request))
            #expect(isShort && isCut ? line.count < 2 * 65536 + 1000 : line.count > request + messages.reduce(0, +))
        }
    }
}
