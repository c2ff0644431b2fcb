import IPCClient
import IPCFraming
import MockCore
import MockServer
import Sessions
import TestSupport
import Testing
import WireJSON

@Suite("Recorded answers")
struct RecordedAnswerTests {
    private static func line(_ number: Int, _ request: String, _ response: String, _ more: String = "") -> String {
        #"{"n":\#(number),"request":\#(request),"response":"\#(response)"\#(more),"gap":0,"ms":0}"#
    }

    @Test("are found by the same bytes, else by equal JSON; the rest is the simulated project's")
    func matching() throws {
        let lines = [Self.line(1, #"{"a":1,"b":{"c":2,"d":[3]}}"#, "one"), Self.line(2, #""{\"a\":1 }""#, "two")]
        try Served.run(lines) { (server, log) throws in
            #expect(Served.ask(server, #"{"a": 1, "b": {"c": 2, "d": [3]}}"#) == "one")
            #expect(Served.ask(server, #" {"b":{"d":[3],"c":2},"a":1}"#) == "one")
            #expect(Served.ask(server, #"{"a":1 }"#) == "two")
            #expect(Served.ask(server, #"{"a":1.0}"#) == "Error: Unknown request:\n{'a': 1.0}")
            #expect(log.misses == [.unknown(closest: 2, difference: "/a is 1.0, not 1")])
            #expect(server.status.misses == 1)
        }
    }

    @Test("by exact bytes only, or by chosen values")
    func chosenMatching() throws {
        let line = Self.line(1, #"{"image":{"file":"a","name":"x"}}"#, "one")
        try Served.run([line], Mock.with { $0.policy.matching = .exact }) { (server, log) throws in
            #expect(Served.ask(server, #"{"image":{"file":"a","name":"x"}}"#) != "one")
            #expect(log.misses == [.unknown(closest: 1, difference: "equal as JSON, not in its bytes")])
            #expect(Served.ask(server, #"{"image": {"file": "a", "name": "x"}}"#) == "one")
        }
        let pointer = try #require(JSONPointer("/image/file"))
        try Served.run([line], Mock.with { $0.policy.matching = .pointers([pointer]) }) { (server, _) throws in
            #expect(Served.ask(server, #"{"image":{"name":"y","file":"a"}}"#) == "one")
            #expect(Served.ask(server, #"{"image":{"name":"x","file":"b"}}"#) != "one")
            #expect(Served.ask(server, #"{"image":{"name":"x"}}"#) != "one")
        }
    }

    @Test(
        "of the same request come in their order, and then",
        arguments: [
            (SessionPolicy.Exhausted.last, "three"), (.cycle, "one"),
            (.error, "Error: All recorded responses to this are used up."),
        ]
    )
    func repeated(_ exhausted: SessionPolicy.Exhausted, _ fourth: String) throws {
        // Equal JSON shares the turns of equal bytes.
        let lines = ["one", "two", "three"].enumerated().map { Self.line($0 + 1, "[1,2]", $1) }
        try Served.run(lines, Mock.with { $0.policy.exhausted = exhausted }) { (server, log) throws in
            #expect(
                ["[1, 2]", "[1,2]", "[1, 2]", "[1,2]"].map { Served.ask(server, $0) } == [
                    "one", "two", "three", fourth,
                ]
            )
            #expect(log.misses == (exhausted == .error ? [.usedUp(3)] : []))
        }
    }

    @Test("in strict order: what is not next is told what is")
    func strict() throws {
        let lines = [Self.line(4, "[1]", "one"), Self.line(7, "[2]", "two")]
        try Served.run(lines, Mock.with { $0.policy.isStrict = true }) { (server, log) throws in
            #expect(Served.ask(server, "[2]") == "Error: Exchange 4 is next: '[1]'")
            #expect(Served.ask(server, "[1]") == "one")
            #expect(Served.ask(server, "[1]") == "Error: Exchange 7 is next: '[2]'")
            #expect(Served.ask(server, "[2]") == "two")
            #expect(Served.ask(server, "[2]") == "Error: All recorded exchanges were served.")
            #expect(log.misses == [.outOfOrder(next: 4), .outOfOrder(next: 7), .outOfOrder(next: nil)])
            #expect(server.unused.isEmpty)
        }
    }

    @Test("that nobody asked for are known")
    func unused() throws {
        try Served.run([Self.line(1, "[1]", "one"), Self.line(2, "[2]", "two")]) { (server, _) throws in
            #expect(Served.ask(server, "[2]") == "two")
            #expect(server.unused.map(\.number) == [1])
        }
    }

    @Test("a miss is answered by an error, or not at all")
    func missActions() throws {
        let line = Self.line(1, "[1]", "one")
        try Served.run([line], Mock.with { $0.policy.onMiss = .error }) { (server, _) throws in
            #expect(Served.ask(server, "[2]") == "Error: No recorded response to this.")
        }
        try Served.run([line], Mock.with { $0.policy.onMiss = .close }) { (server, _) throws in
            #expect(Served.exchange(server, "[2]").failure?.code == .closedWithoutResponse)
        }
    }

    @Test("a miss is asked of another server, and recorded", arguments: [false, true])
    func forwarding(_ records: Bool) throws {
        try Mock.run { (real, _) throws in
            try TemporaryDirectory.with { directory in
                let path = directory.file("session.jsonl")
                try Served.write([Self.line(1, "[1]", "one")], to: path)
                let configuration = Mock.with {
                    $0.sessions = [path]
                    $0.policy.onMiss = .ask(real.endpoint, records: records)
                }
                try Mock.run(configuration) { (server, _) throws in
                    #expect(Served.ask(server, "[1]") == "one")
                    for _ in 0..<3 { #expect(Served.ask(server, "[2]") == "Error: Unknown request:\n[2]") }
                    #expect(real.exchanges == (records ? 1 : 3))
                    #expect(Served.exchange(server, "null").failure?.code == .closedWithoutResponse)
                }
                var reader = try SessionReader(path: path)
                var requests: [[UInt8]] = []
                while let exchange = try reader.nextExchange() { requests.append(exchange.request.bytes) }
                #expect(requests == (records ? ["[1]", "[2]", "null"] : ["[1]"]).map { Array($0.utf8) })
            }
        }
    }

    @Test(
        "failures are served as they were recorded",
        arguments: [
            (#""error":"reset""#, FailureCode.reset, ""),
            (#""response":"par","response_end":"no-crlf","error":"reset""#, .reset, "par"),
            (#""error":"refused""#, .reset, ""),
            (#""error":"closed-without-response""#, .closedWithoutResponse, ""),
            (#""response":"par","response_end":"no-crlf","error":"truncated""#, .truncated, "par"),
            (#""response":"par","response_end":"no-crlf""#, .truncated, "par"),
            (#""error":"timeout""#, .timeout, ""),
            (#""response":"par","response_end":"no-crlf","error":"timeout""#, .timeout, "par"),
        ]
    )
    func failures(_ recorded: String, _ code: FailureCode, _ partial: String) throws {
        try Served.run([#"{"n":1,"request":[1],\#(recorded)}"#]) { (server, _) throws in
            let exchange =
                switch (code, partial) {
                case (.timeout, ""): Served.exchange(server, "[1]", timeout: .milliseconds(100))
                case (.timeout, _): Served.unfinishedExchange(server, "[1]")
                default: Served.exchange(server, "[1]")
                }
            #expect(exchange.failure?.code == code)
            #expect(String(decoding: exchange.response?.bytes ?? [], as: UTF8.self) == partial)
            #expect(Served.ask(server, "[2]") == "Error: Unknown request:\n[2]")
        }
    }

    @Test("a connection that was not closed is not closed")
    func noClose() throws {
        try Served.run([#"{"n":1,"request":[1],"response":"late","response_end":"no-close"}"#]) { (server, _) throws in
            let exchange = Served.unfinishedExchange(server, "[1]")
            #expect(exchange.response == ResponseFrame(Array("late".utf8), ending: .noClose))
        }
    }

    @Test("are served in keep-alive mode")
    func keepAlive() throws {
        let lines = [Self.line(1, "[1]", "one"), Self.line(2, "[1]", "two")]
        try Served.run(lines, Mock.with { $0.mode = .keepAlive }) { (server, _) throws in
            let peer = try Peer(server.endpoint)
            try peer.send("[1]\u{4}")
            #expect(try peer.receive(5) == "one\r\n")
            try peer.send("[1]\u{4}")
            #expect(try peer.receive(5) == "two\r\n")
        }
    }

    @Test("a file that has changed is read again; a bad one is not used")
    func reload() throws {
        try TemporaryDirectory.with { directory in
            let path = directory.file("session.jsonl")
            try Served.write([Self.line(1, "[1]", "old")], to: path)
            let configuration = Mock.with {
                $0.sessions = [path]
                $0.policy.watchesFiles = true
            }
            try Mock.run(configuration) { (server, log) throws in
                #expect(Served.ask(server, "[1]") == "old")
                try Served.write([Self.line(1, "[1]", "changed")], to: path)
                #expect(log.waitForNotice("reloaded") == "reloaded: 1 recorded exchanges")
                #expect(Served.ask(server, "[1]") == "changed")
                try TestFile.write(Served.header + "\n{\"n\":1\n", to: path)
                server.reload()
                let words = log.waitForNotice("not reloaded")
                #expect(words?.contains("session.jsonl:2:7: ") == true, "\(words ?? "")")
                #expect(Served.ask(server, "[1]") == "changed")
            }
        }
    }

    @Test(
        "a session that cannot be served is refused with the place",
        arguments: [
            (#"{"n":1,"request":[1],"response":"x","fault":"rest"}"#, ":2: 'rest' is no fault: "),
            (#"{"match":{"a":"~("},"response":"x"}"#, ":2: '(' is no regular expression"),
            (#"{"match":{},"response":"${request"}"#, ":2: 'response': a '${' has no '}'"),
            (#"{"match":{},"response":"${file}"}"#, ":2: 'response': ${file} is not ${request.KEY}"),
            (#"{"match":{},"request":[],"response":"x"}"#, ":2:1: a line has a 'match' or a 'request', not both"),
            (#"{"match":{}}"#, ":2:1: a line with a 'match' has a 'response', an 'error' or a 'fault'"),
        ]
    )
    func badSession(_ line: String, _ words: String) throws {
        let error = #expect(throws: MockServerError.self) { try Served.run([line]) { _, _ in } }
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }

    @Test("say what would answer, and why")
    func explain() throws {
        try TemporaryDirectory.with { directory in
            let path = directory.file("session.jsonl")
            try Served.write([Self.line(3, "[1,2]", "one"), #"{"match":["*"],"response":"stub"}"#], to: path)
            var configuration = Mock.with { $0.sessions = [path] }
            func reason(_ request: String) throws -> String {
                try MockServer.explain(RequestFrame(Array(request.utf8)), configuration).reason
            }
            #expect(try reason("[1, 2]") == "exchange 3: the same bytes")
            #expect(try reason("[1,2]") == "exchange 3: equal JSON")
            #expect(try reason(#"["a"]"#) == "stub 1: it matches")
            #expect(
                try reason("[1,3]")
                    == "not recorded; the closest is exchange 3: /1 is 3, not 2; the simulated project answers"
            )
            configuration.policy.isStrict = true
            #expect(try reason("[3]") == "out of order: exchange 3 is next")
        }
    }

    @Test("a request of 16 MiB is matched as well, and delays nobody", arguments: [Matching.exact, .json])
    func large(_ matching: Matching) throws {
        let text = "[\"" + String(repeating: "x", count: 1_000_000) + "\"]"
        try Served.run([Self.line(1, text, "large")], Mock.with { $0.policy.matching = matching }) {
            (server, _) throws in
            #expect(Served.ask(server, text) == "large")
            #expect(Served.ask(server, "[1]") == "Error: Unknown request:\n[1]")
        }
    }

    @Test(
        "do not depend on what is redacted in them",
        arguments: [
            Matching.standard, .exact, .json,
            .pointers([JSONPointer("/image/file"), JSONPointer("/image/name")].compactMap(\.self)),
        ],
        [false, true]
    )
    func redacted(matching: Matching, isStrict: Bool) throws {
        let line = Self.line(1, #"{"image":{"file":"[redacted]","name":"a"}}"#, "one")
        let header = Served.header.replacing("}", with: #","redacted":["/image/file"]}"#)
        try TemporaryDirectory.with { directory in
            let path = directory.file("session.jsonl")
            try TestFile.write("\(header)\n\(line)\n", to: path)
            var configuration = Mock.with {
                $0.policy.matching = matching
                $0.policy.isStrict = isStrict
            }
            configuration.sessions = [path]
            try Mock.run(configuration) { (server, _) throws in
                #expect(Served.ask(server, #"{"image": {"file": "b.jpg", "name": "b"}}"#) != "one")
                #expect(Served.ask(server, #"{"image": {"file": "secret.jpg", "name": "a"}}"#) == "one")
            }
        }
    }
}
