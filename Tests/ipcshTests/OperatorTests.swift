import Glibc
import TestSupport
import Testing

@Suite struct OperatorTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    private static let scripts: [(script: String, lines: [String], status: Int32)] = [
        ("image a.jpg && echo ok", ["O.k.", "ok"], 0),
        ("image a.jpg || echo no; echo on", ["O.k.", "on"], 0),
        ("image '' || echo $?; echo on", ["Error: Image file  could not be read.", "1", "on"], 0),
        ("image '' && echo no; echo on", ["Error: Image file  could not be read."], 1),
        ("image '' && echo no\nexpect error && echo judged", ["Error: Image file  could not be read.", "judged"], 0),
        ("image '' && echo a || echo b", ["Error: Image file  could not be read.", "b"], 0),
        ("fail x && echo no\nif failed; echo failed; end", ["failed"], 0),
        ("fail x || fail y || echo z; echo $?", ["z", "0"], 0),
        ("fail x || fail y; echo on", [], 4),
        ("for f in a b; image $f && echo $f; end", ["O.k.", "a", "O.k.", "b"], 0),
        (
            "for f in '' b; image $f || continue; echo $f; end",
            ["Error: Image file  could not be read.", "O.k.", "b"], 0
        ),
        ("for f in a ''; image $f || break; echo $f; end", ["O.k.", "a", "Error: Image file  could not be read."], 0),
        ("repeat 2 image '' || echo once", ["Error: Image file  could not be read.", "once"], 0),
        ("repeat 2 echo a && echo b", ["a", "a", "b"], 0),
        ("alias left='image $* --series Left && echo left'; left a.jpg || echo no", ["O.k.", "left"], 0),
        ("echo a | tr a b", ["b"], 0),
        ("repeat 3 echo a | grep -c .; echo on", ["3", "on"], 0),
        ("watch --count 2 1ms echo a | tr a b", ["b", "b"], 0),
        ("image a b c | head -n 1; echo on", ["O.k.", "on"], 0),
        ("image '' | tr E e; echo on", ["error: Image file  could not be read."], 1),
        ("image '' | cat\nexpect error", ["Error: Image file  could not be read."], 0),
        // What is behind a '|' is all for the other shell.
        ("image '' | cat || echo no", ["Error: Image file  could not be read."], 1),
        ("echo a | exit 5; echo on", [], 3),
        ("echo a | exit 5\nif failed; echo $?; end", ["3"], 0),
        ("quit 7 | cat", [], 7),
        ("echo a > f; echo b >> f; echo c >> 'f'; !cat f", ["a", "b", "c"], 0),
        ("repeat 2 echo a > f; !cat f", ["a", "a"], 0),
        ("echo a > f || echo no && echo yes; !cat f", ["yes", "a"], 0),
        ("set n x; echo a > $n.txt; !cat x.txt", ["a"], 0),
        ("echo a > ~/f; !cat ~/f", ["a"], 0),
        ("echo a > /nowhere/f || echo $?", ["3"], 0),
        ("echo a > /dev/full; echo on", [], 3),
        ("echo '&&' \"|\" '>' e|f a&b", ["&& | > e|f a&b"], 0),
        ("raw {\"a\": \"x && y | z > w\"}\nexpect error", ["Error: Unknown request:", "{'a': 'x && y | z > w'}"], 0),
    ]

    @Test(arguments: scripts)
    func `they work in a script`(script: String, lines: [String], status: Int32) throws {
        let path = try sandbox.write("s.ipcsh", script + "\n")
        let outcome = try sandbox.run(["--mock", "--no-record", path])
        #expect(outcome.lines == lines, "\(outcome.error)")
        #expect(outcome.termination == .exit(status), "\(outcome.error)")
    }

    /// Of a pipe each line runs as it comes: the next one cannot judge it.
    @Test(arguments: scripts.filter { !$0.script.contains("\nif failed") })
    func `they work in what is piped`(script: String, lines: [String], status: Int32) throws {
        let outcome = try sandbox.run(["--mock", "--no-record"], typing: script + "\n")
        #expect(outcome.lines == lines, "\(outcome.error)")
        #expect(outcome.termination == .exit(status), "\(outcome.error)")
    }

    @Test func `what a sourced script starts prints there, too`() throws {
        try sandbox.write("inner.ipcsh", "echo a\n!echo b\necho c | cat\n")
        let outcome = try sandbox.run(["--no-record", "-c", "source inner.ipcsh > f; echo on"])
        #expect(outcome.lines == ["on"])
        #expect(try sandbox.lines(of: sandbox.file("f")) == ["a", "b", "c"])
    }

    @Test func `a dry run shows them, and writes nothing`() throws {
        let outcome = try sandbox.run(["--dry-run", "-c", "image a.jpg | exit 1; echo a > f"])
        #expect(outcome.lines.count == 2)
        #expect(outcome.errorLines.prefix(2) == ["ipcsh: not run: | exit 1", "ipcsh: not written: > f"])
        #expect(sandbox.names(in: sandbox.work) == [])
        #expect(outcome.termination == .exit(0))
    }

    @Test func `they work at the prompt, and the shell goes on printing`() throws {
        let terminal = try sandbox.startOnTerminal(["--mock", "--no-record"])
        try terminal.expect("> ")
        try terminal.send("image a.jpg | tr k K && echo a$?b\n")
        try terminal.expect("O.K.\r\n")
        try terminal.send("image '' || echo c$?d\n")
        try terminal.expect("c1d\r\n")
        try terminal.send("repeat 2 echo x > f; echo e$?f\n")
        try terminal.expect("e0f\r\n")
        try terminal.send("quit\n")
        #expect(try terminal.waitForExit() == 0)
        #expect(try sandbox.lines(of: sandbox.file("f")) == ["x", "x"])
    }

    @Test func `an interrupt ends both ends of a pipe`() throws {
        let shell = try sandbox.start(["--no-record", "-c", "watch 1h echo a | cat; echo on"])
        #expect(try shell.readLine() == "a")
        shell.send(SIGINT)
        let outcome = try shell.wait()
        #expect(outcome.text == "a\n")
        #expect(outcome.termination == .exit(130))
    }
}
