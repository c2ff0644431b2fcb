import IPCClient
import IPCFraming
import MockCore
import MockServer
import Testing

@Suite("Hand-written stubs")
struct StubTests {
    @Test(
        "match by patterns, and by what else must be equal",
        arguments: [
            (#"{"image":{"file":"*.tif"}}"#, #"{"image":{"file":"C:/a/b.tif","name":"x"}}"#, true),
            (#"{"image":{"file":"*.tif"}}"#, #"{"image":{"file":"b.tiff"}}"#, false),
            (#"{"image":{"file":"*.tif"}}"#, #"{"image":{"name":"b.tif"}}"#, false),
            (#"{"image":{"file":"*a*b?"}}"#, #"{"image":{"file":"xaabbc"}}"#, true),
            (#"{"image":{"file":"*a*b?"}}"#, #"{"image":{"file":"xaabb"}}"#, true),
            (#"{"image":{"file":"*a*b?"}}"#, #"{"image":{"file":"xaab"}}"#, false),
            (#"{"image":{"file":"?"}}"#, #"{"image":{"file":"é"}}"#, true),
            (#"{"image":{"file":""}}"#, #"{"image":{"file":""}}"#, true),
            (#"{"image":{"file":"~^[0-9]+$"}}"#, #"{"image":{"file":"123"}}"#, true),
            (#"{"image":{"file":"~^[0-9]+$"}}"#, #"{"image":{"file":"12a"}}"#, false),
            (#"{"image":{"n":1,"b":true,"z":null}}"#, #"{"image":{"z":null,"b":true,"n":1}}"#, true),
            (#"{"image":{"n":1}}"#, #"{"image":{"n":1.0}}"#, false),
            (#"{"image":{"z":null}}"#, #"{"image":{}}"#, false),
            (#"{"image":["a*",1]}"#, #"{"image":["ab",1]}"#, true),
            (#"{"image":["a*"]}"#, #"{"image":["ab",1]}"#, false),
            ("{}", #"{"anything":1}"#, true),
            ("{}", "not JSON", false),
        ]
    )
    func matching(_ match: String, _ request: String, _ matches: Bool) throws {
        try Served.run([#"{"match":\#(match),"response":"stub"}"#], Mock.with { $0.policy.onMiss = .error }) {
            (server, _) throws in
            #expect(Served.ask(server, request) == (matches ? "stub" : "Error: No recorded response to this."))
        }
    }

    @Test("fill in what the request holds; recordings come first")
    func template() throws {
        let lines = [
            #"{"match":{"image":{}},"response":"Got ${request.image.file} ${request.image.n}${request.none}, ${n}th $"}"#,
            #"{"match":{},"response":"${request}"}"#,
            #"{"n":1,"request":{"image":{"file":"b"}},"response":"recorded"}"#,
        ]
        try Served.run(lines) { (server, log) throws in
            #expect(Served.ask(server, #"{"image":{"file":"C:\\é","n":[1,2]}}"#) == #"Got C:\é [1, 2], 1th $"#)
            #expect(Served.ask(server, #"{"image":{"file":"b"}}"#) == "recorded")
            #expect(Served.ask(server, #"{"x":1}"#) == #"{"x": 1}"#)
            #expect(log.misses.isEmpty)
        }
    }

    @Test("a response that would be too large is an error")
    func tooLarge() throws {
        let parts = String(repeating: "${request}", count: 200)
        try Served.run([#"{"match":[],"response":"x"}"#, #"{"match":["*"],"response":"\#(parts)"}"#]) {
            (server, _) throws in
            let request = "[\"" + String(repeating: "x", count: 100_000) + "\"]"
            #expect(Served.ask(server, request) == "Error: The stub's response would be too large.")
        }
    }

    @Test("can fail")
    func failing() throws {
        let lines = [#"{"match":{"a":1},"error":"reset"}"#, #"{"match":{"a":2},"fault":"close"}"#]
        try Served.run(lines) { (server, _) throws in
            #expect(Served.exchange(server, #"{"a":1}"#).failure?.code == .reset)
            #expect(Served.exchange(server, #"{"a":2}"#).failure?.code == .closedWithoutResponse)
        }
    }
}
