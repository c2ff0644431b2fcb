import Glibc
import TestSupport
import Testing

@Suite struct TestCommandTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
        let header = #"{"ipcsh":1,"created":"c","tool":"t","via":"shell","to":"localhost:7000","mode":"one-shot"}"#
        let image = #"{"n":1,"request":{"image":{"file":"a.jpg","name":"Default","focal_length":"50.0"}},"#
        try sandbox.write("t/good.ipcsh", "image a.jpg\nexpect ok\nelements b.gxml\n")
        try sandbox.write("t/good.jsonl", "\(header)\n\(image)\"response\":\"O.k.\"}\n")
        try sandbox.write("t/sub/bad.ipcsh", "image ''\n")
        try sandbox.write("t/sub/bad.jsonl", "\(header)\n\(image)\"response\":\"No.\"}\n")
        try sandbox.write("t/sub/data.jsonl", "{\"some\":\"thing\"}\n")
        try sandbox.write("t/sub/old.received.jsonl", "\(header)\n")
        try sandbox.write("t/notes.txt", "image\n")
    }

    /// A line without the time that it ends with.
    private static func untimed(_ line: String) -> String {
        line.replacing(/(  | in )[0-9.]+ s$/, with: "")
    }

    @Test(arguments: [[], ["--color", "always"]])
    func `on a terminal, words are coloured, and nothing shows as an escape`(options: [String]) throws {
        let terminal = try sandbox.startOnTerminal(["test", "t", "--mock"] + options)
        #expect(try terminal.waitForExit() == 1)
        #expect(terminal.output.contains("\u{1B}[32mok  \u{1B}[0m  t/good.ipcsh  2 exchanges"))
        #expect(terminal.output.contains("\u{1B}[31mFAIL\u{1B}[0m  t/sub/bad.ipcsh"))
        #expect(!terminal.output.contains("\\x1b"), "\(terminal.output)")
    }

    @Test func `every script and session is run, one line each`() throws {
        let outcome = try sandbox.run(["test", "t", "--mock"])
        #expect(
            outcome.lines.map(Self.untimed) == [
                "ok    t/good.ipcsh  2 exchanges", "ok    t/good.jsonl  1 exchange",
                "FAIL  t/sub/bad.ipcsh  1 exchange",
                "      Error: Image file  could not be read.",
                "      t/sub/bad.ipcsh:1: the server answered with an error ('expect error' expects it, --keep-going goes on)",
                "FAIL  t/sub/bad.jsonl  1 exchange", "      exchange 1 differs",
                #"        request:  {"image": {"file": "a.jpg", "name": "Default", "focal_length": "50.0"}}"#,
                "        expected: No.", "        actual:   O.k.",
                "      ipcsh: what came is in t/sub/bad.received.jsonl (--update takes it over)",
                "2 of 4 passed, 2 failed",
            ]
        )
        #expect(outcome.error.isEmpty, "\(outcome.error)")
        // That of the first that failed: the server answered with an error.
        #expect(outcome.termination == .exit(1))
    }

    @Test func `what passes is quiet, and exits with 0`() throws {
        let outcome = try sandbox.run(["test", "t/good.jsonl", "t/good.ipcsh", "--mock"])
        #expect(
            outcome.lines.map(Self.untimed) == [
                "ok    t/good.jsonl  1 exchange", "ok    t/good.ipcsh  2 exchanges", "2 of 2 passed",
            ]
        )
        #expect(outcome.termination == .exit(0))
    }

    @Test func `shards take every file, each once`() throws {
        var files: [String] = []
        for number in 1...3 {
            let outcome = try sandbox.run(["test", "t", "--mock", "--shard", "\(number)/3"])
            files += outcome.lines.filter { $0.hasPrefix("ok") || $0.hasPrefix("FAIL") }.map {
                String($0.split(separator: " ")[1])
            }
        }
        #expect(files.sorted() == ["t/good.ipcsh", "t/good.jsonl", "t/sub/bad.ipcsh", "t/sub/bad.jsonl"])
        // A machine too many has nothing to do, and that is no failure.
        let outcome = try sandbox.run(["test", "t", "--mock", "--shard", "9/9"])
        #expect(outcome.termination == .exit(0))
        #expect(outcome.lines.map(Self.untimed) == ["0 of 0 passed"])
    }

    @Test(arguments: [
        (["test"], "missing"), (["test", "nowhere", "--mock"], "nowhere cannot be read: no such file"),
        (["test", "t", "--shard", "0/3"], "N/COUNT"), (["test", "t", "--shard", "4/3"], "N/COUNT"),
        (["test", "t", "--shard", "x"], "N/COUNT"), (["test", "t", "--shard", "+1/3"], "N/COUNT"),
        (["test", "empty"], "no scripts"),
    ])
    func `what makes no sense is refused`(arguments: [String], reason: String) throws {
        mkdir(sandbox.file("empty"), 0o700)
        let outcome = try sandbox.run(arguments)
        #expect(outcome.termination == .exit(2))
        #expect(outcome.error.contains(reason), "\(outcome.error)")
        #expect(outcome.output.isEmpty)
    }

    @Test func `each file has a mock server and variables of its own, and nothing is recorded`() throws {
        try sandbox.write("two/a.ipcsh", "set dir x\nimage a.jpg --series s\n")
        try sandbox.write("two/b.ipcsh", "mock status\nimage a.jpg --series s --focal-length 12\nexpect ok\n")
        mkdir(sandbox.file("sessions"), 0o700)
        #expect(try sandbox.run(["test", "two", "--mock"]).termination == .exit(0))
        #expect(sandbox.names(in: sandbox.file("sessions")).isEmpty)
    }

    @Test func `as JSON it is one object a line`() throws {
        let outcome = try sandbox.run(["test", "t", "--mock", "--json"])
        try #require(outcome.lines.count == 5)
        #expect(
            outcome.lines[0].hasPrefix(#"{"file":"t/good.ipcsh","passed":true,"status":0,"exchanges":2,"seconds":"#)
        )
        #expect(outcome.lines[3].contains(#""output":"exchange 1 differs\n"#))
        #expect(outcome.lines[4].hasPrefix(#"{"summary":{"files":4,"passed":2,"failed":2,"#))
    }

    @Test func `links to folders are not followed, links to files are`() throws {
        symlink(".", sandbox.file("t/loop"))
        symlink("good.ipcsh", sandbox.file("t/link.ipcsh"))
        let outcome = try sandbox.run(["test", "t", "--mock"])
        #expect(outcome.lines.last.map(Self.untimed) == "3 of 5 passed, 2 failed")
    }

    @Test(arguments: [
        ("image a.jpg\nexpect error\nimage b.jpg\n", "failure", "mismatch", "s.ipcsh:2: "),
        (
            "image a.jpg\nimage ''\nimage b.jpg\n", "failure", "server-error",
            "s.ipcsh:2: the server answered with an error"
        ),
        ("image a.jpg\nimage b.jpg --series\n", "error", "syntax-error", "s.ipcsh:2:"),
        ("image a.jpg\nif ok\n", "error", "syntax-error", "s.ipcsh:2"),
        ("image a.jpg\nsource none.ipcsh\n", "error", "", "none.ipcsh"),
    ])
    func `a report's message is the line that failed`(text: String, element: String, type: String, message: String)
        throws
    {
        try sandbox.write("s.ipcsh", "echo first of the output\n" + text)
        let text = message.replacing("s.ipcsh:2", with: "s.ipcsh:3")
        _ = try sandbox.run(["test", "s.ipcsh", "--mock", "--report", "junit:r.xml", "--report", "tap:r.tap"])
        let xml = try Sandbox.text(of: sandbox.file("r.xml"))
        let line = try #require(xml.split(separator: "\n").first { $0.hasPrefix("<\(element) ") }, "\(xml)")
        #expect(line.hasPrefix("<\(element) message=\"") && line.prefix { $0 != ">" }.contains(text), "\(line)")
        if !type.isEmpty { #expect(line.contains(" type=\"\(type)\">"), "\(line)") }
        let tap = try sandbox.lines(of: sandbox.file("r.tap"))
        let told = try #require(tap.first { $0.hasPrefix("  message: ") })
        #expect(told.contains(text) && !told.contains("first of the output"), "\(told)")
    }

    @Test func `a report has a case for each exchange, and one for each script`() throws {
        try sandbox.write("t/broken.jsonl", "{\"ipcsh\":1}\n{}\n")
        let outcome = try sandbox.run(["test", "t", "--mock", "--report", "tap:r.tap"])
        #expect(outcome.lines.last.map(Self.untimed) == "2 of 5 passed, 3 failed")
        let tap = try sandbox.lines(of: sandbox.file("r.tap")).filter { $0.hasPrefix("ok ") || $0.hasPrefix("not ok ") }
        try #require(tap.count == 5)
        #expect(tap[0].hasPrefix("not ok 1 ") && tap[0].contains("t/broken.jsonl"), "\(tap)")
        #expect(tap[1].hasPrefix("ok 2 ") && tap[1].contains("t/good.ipcsh") && tap[1].contains("script"))
        #expect(tap[2].hasPrefix("ok 3 ") && tap[2].contains("1 image a.jpg"))
        #expect(tap[3].hasPrefix("not ok 4 ") && tap[4].hasPrefix("not ok 5 "))
    }
}
