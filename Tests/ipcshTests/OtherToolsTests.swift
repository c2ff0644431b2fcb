import Glibc
import TestSupport
import Testing

/// What the manual's chapter on other tools shows for jq is what these tests run, where there is a jq.
@Suite struct OtherToolsTests {
    private static let jq = (["/usr/bin/jq", "/usr/local/bin/jq", "/opt/homebrew/bin/jq"] as [String]).first {
        access($0, X_OK) == 0
    }

    @Test(.enabled(if: jq != nil)) func `jq reads sessions and reports as the help says`() throws {
        let sandbox = try Sandbox()
        let header = #"{"ipcsh":1,"created":"c","tool":"t","via":"shell","to":"localhost:7000","mode":"one-shot"}"#
        try sandbox.write(
            "tour.jsonl",
            """
            \(header)
            {"n":1,"request":{"image":{"file":"a.jpg","name":"l","focal_length":"5"}},"response":"O.k.","ms":4}
            {"n":2,"request":"not JSON","response":"Error: Malformed JSON message.","ms":2}
            {"n":3,"request":{"image":{"file":"b.jpg","name":"l","focal_length":"5"}},"response":"{\\"a\\":1}","ms":3}
            {"n":4,"request":{"hello":null},"error":"timeout"}

            """
        )
        let server = try ScriptedServer.answering("{\"a\":2}\r\n")
        let arguments = [
            "replay", "tour.jsonl", "--to", server.endpoint, "--keep-going", "--report", "json:report.json",
        ]
        #expect(try sandbox.run(arguments).termination == .exit(4))
        let chapter = try Sandbox.text(of: "\(Sandbox.repository)/Sources/Manual/Chapters/tools.md")
        let commands = chapter.split(separator: "\n").filter { $0.hasPrefix("jq ") }
        let expected = [
            "1\t4\ta.jpg\tO.k.\n2\t2\t\tError: Malformed JSON message.\n3\t3\tb.jpg\t{\"a\":1}\n4\t\t\t\n",
            "\"n\":2", "{\"count\":3,\"mean\":3,\"max\":4}", "4\t1\n3\t3\n2\t2\n",
            "tour.jsonl\t1 image a.jpg\texchange 1 differs",
            "1 /a",
        ]
        #expect(commands.count == expected.count)
        for (command, text) in zip(commands, expected) {
            let outcome = try Subprocess.run(
                "/bin/sh",
                ["-c", String(command)],
                environment: sandbox.environment,
                directory: sandbox.work
            )
            #expect(outcome.termination == .exit(0), "\(command): \(outcome.text)")
            let output = outcome.text.replacing(/\ +/, with: command.contains("-s 'map(.ms") ? "" : " ")
            let shown = command.contains("-s 'map(.ms") ? output.replacing("\n", with: "") : output
            #expect(shown.contains(text), "\(command): \(outcome.text)")
        }
    }
}
