import TestSupport
import Testing
import WireJSON

@Suite struct JSONLinesTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    @Test func `with json every line of standard output is JSON, whatever the commands`() throws {
        let inner = try sandbox.write("inner.ipcsh", "echo inner \"$*\"\n")
        let script = try sandbox.write(
            "s.ipcsh",
            """
            status; help; help image; if --help
            set; set series left; set series; set x 'a "b" \u{7}'; set x; set; echo $x "größe"; echo
            alias left='image $* --series Left'; alias; left a.jpg b.jpg; unalias left
            image ''
            if error; last; end
            capture part 'could (.*) be'; echo $part
            raw {"a": ["\\u0000"]}
            expect error
            mock status; mock stop; mock status; mock start; connect localhost:1; disconnect; status; mock start
            record off; record; record on; record; record note hello; timing on; timing; timing off
            for f in a b; image $f; end; repeat 2 echo hi; watch --count 2 1ms status
            !echo from the system; echo $HOME
            source \(inner) x; history; sleep 1ms
            elements p.gxml; expect ok; expect time < 1h
            raw --force null
            if failed; last; end
            fail at last
            """
        )
        let outcome = try sandbox.run(["--mock", "--json", "--no-record", "--keep-going", script])
        for line in outcome.lines {
            #expect((try? JSONParser.parse(Array(line.utf8)).object) != nil, "\(line)")
        }
        let values = outcome.lines.compactMap { try? JSONParser.parse(Array($0.utf8)) }
        #expect(values.contains { $0["echo"]?.text == "a \"b\" \u{7} größe" })
        #expect(values.contains { $0["system"]?.text == "echo from the system; echo $HOME" })
        #expect(values.contains { $0["variables"]?["x"]?.text == "a \"b\" \u{7}" })
        #expect(values.contains { $0["server"]?.isNull == true })
        #expect(outcome.errorLines.contains("from the system"))
        #expect(outcome.errorLines.contains("\(script):17: at last"))
        #expect(outcome.termination == .exit(4))
    }
}
