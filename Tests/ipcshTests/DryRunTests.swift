import TestSupport
import Testing
import WireJSON

@Suite struct DryRunTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    @Test func `a dry run shows each request as on the wire, and connects to nobody`() throws {
        let server = try ScriptedServer.answering("O.k.\r\n")
        try sandbox.write("in.bin", "a\tb\u{4}c")
        let script = try sandbox.write(
            "s.ipcsh",
            """
            image 'größe.jpg' b.jpg --series left
            expect error
            if ok; raw @in.bin
            else; fail no; end
            capture name 'x(y)'; elements $name; abort --yes
            connect \(server.endpoint) --keep-alive; sleep 1h; watch 1h raw {}
            !touch made
            """
        )
        let outcome = try sandbox.run(["--dry-run", "--to", server.endpoint, "--record", "r.jsonl", script])
        #expect(
            outcome.lines == [
                #"{"image": {"file": "gr\u00f6\u00dfe.jpg", "name": "left", "focal_length": "50.0"}}\x04"#,
                #"{"image": {"file": "b.jpg", "name": "left", "focal_length": "50.0"}}\x04"#,
                #"a\tb\x04c\x04"#,
                #"{"elements": {"file": "${name}", "import_mode": "clipboard"}}\x04"#,
                #"\x1a"#,
                #"{}\x04"#,
            ]
        )
        #expect(outcome.errorLines == ["ipcsh: not run: !touch made", "ipcsh: 6 requests, not sent"])
        #expect(outcome.termination == .exit(0))
        #expect(server.executions == 0)
        #expect(sandbox.names(in: sandbox.work) == ["in.bin", "s.ipcsh"])
    }

    @Test func `with json it is JSON Lines`() throws {
        let outcome = try sandbox.run(["image", "a.jpg", "b.jpg", "--dry-run", "--json", "-q"])
        let values = try outcome.lines.map { try JSONParser.parse(Array($0.utf8)) }
        #expect(values.map { $0["n"]?.int } == [1, 2])
        #expect(values[1]["request"]?["image"]?["file"]?.text == "b.jpg")
        #expect(values[1]["response"] == nil)
        #expect(outcome.termination == .exit(0))
    }

    @Test func `what is wrong with a script is wrong in a dry run, too`() throws {
        let outcome = try sandbox.run(["--dry-run", "-c", "image a.jpg", "-c", "raw null"])
        #expect(outcome.lines.count == 1)
        #expect(outcome.termination == .exit(2))
    }
}
