import TestSupport
import Testing

@Suite struct BlockTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    /// What a script prints against the mock server, whose responses are left out.
    private func echoes(_ script: String, _ options: [String] = [], status: Int32 = 0) throws -> [String] {
        let path = try sandbox.write("s.ipcsh", script)
        let outcome = try sandbox.run(["--mock", "--no-record", "-q"] + options + [path])
        #expect(outcome.termination == .exit(status), "\(outcome.error)")
        return outcome.lines.filter { $0 != "O.k." && !$0.hasPrefix("Error") && !$0.hasPrefix("{'") }
    }

    @Test(arguments: [
        ("image a.jpg", "ok", "yes"),
        ("image a.jpg", "error", "no"),
        ("image a.jpg", "not error", "yes"),
        ("image ''", "ok", "no"),
        ("image ''", "error", "yes"),
        ("image ''", "failed", "yes"),
        ("image a.jpg", "failed", "no"),
        ("image ''", "~ 'could not .* read'", "yes"),
        ("image ''", "not ~ x", "yes"),
        ("image a.jpg", "time < 1h", "yes"),
        ("image a.jpg", "time < 0.001ms", "no"),
        ("set a 'b c'", "$a = 'b c'", "yes"),
        ("set a 'b c'", "$a != 'b c'", "no"),
        ("set a not", "$a = not", "yes"),
        ("status", "exists /tmp", "yes"),
        ("status", "exists /nowhere", "no"),
        ("status", "not not exists /tmp", "yes"),
    ])
    func `a condition chooses a branch, and judges what the server answered`(
        command: String,
        condition: String,
        expected: String
    ) throws {
        let script = "\(command)\nif \(condition)\necho yes\nelse\necho no\nend\n"
        #expect(try echoes(script).last == expected)
    }

    @Test(arguments: [
        ("if ok; echo 1; else if error; echo 2; else; echo 3; end", ["1"], 0),
        ("if error; echo 1; else if ok; echo 2; else; echo 3; end", ["2"], 0),
        ("if error; echo 1; else if ~ x; echo 2; else; echo 3; end", ["3"], 0),
        ("if error; echo 1; else if ~ x; echo 2; end; echo 4", ["4"], 0),
        ("if ok; if error; echo 1; else; echo 2; end; end", ["2"], 0),
        ("for f in 'a b' c; echo $f; end; echo $f", ["a b", "c", "c"], 0),
        ("for f in a b c; if $f = b; continue; end; echo $f; end", ["a", "c"], 0),
        ("for f in a b c; if $f = b; break; end; echo $f; end; echo end", ["a", "end"], 0),
        ("repeat 3 echo a", ["a", "a", "a"], 0),
        ("repeat 0 echo a", [], 0),
        ("repeat 2; echo a; repeat 2 echo b; end", ["a", "b", "b", "a", "b", "b"], 0),
        ("set n 2; repeat $n echo a", ["a", "a"], 0),
        ("set n x; repeat $n echo a", [], 2),
        ("repeat 2; for f in a b; break; end; echo c; end", ["c", "c"], 0),
        ("watch --count 3 1ms echo w", ["w", "w", "w"], 0),
        ("for f in /nowhere/*.jpg; echo $f; end; echo on", [], 2),
        ("repeat 2; image ''; end", [], 1),
        ("repeat 2; image ''; expect ok; end", [], 4),
        ("image ''; if exists /tmp; echo a; end", [], 1),
        ("!exit 3; echo on", [], 3),
        ("!exit 3\nif failed; echo failed $?; end", ["failed 3"], 0),
        ("!exit 3\nif not failed; echo a; end; echo b", ["b"], 0),
        ("repeat 2; !exit 3\nif failed; continue; end; end; echo end", ["end"], 0),
        ("exit 5; echo on", [], 5),
        ("quit 0; echo on", [], 0),
        ("exit", [], 0),
        ("exit 256", [], 2),
        ("fail the scan is empty", [], 4),
        ("image ''; capture what 'could (?:not )?(.*) read'; echo $what", ["be"], 0),
        ("image ''; capture what 'could not'; echo $what", ["could not"], 0),
        ("raw {\"a\": 1}\ncapture what '^.(.)a'; echo $what", ["'"], 0),
        ("image a.jpg; capture what x; echo on", [], 4),
    ])
    func `blocks and loops run as written`(script: String, expected: [String], status: Int32) throws {
        let script = "image a.jpg\n\(script)\n"
        #expect(try echoes(script, status: status) == expected)
    }

    @Test func `with keep-going an explicit status wins, else the first failure's`() throws {
        #expect(try echoes("image ''\nexit 0\n", ["--keep-going"]) == [])
        #expect(try echoes("image ''\nexit\n", ["--keep-going"], status: 1) == [])
        #expect(try echoes("fail a\nimage ''\necho on\n", ["--keep-going"], status: 4) == ["on"])
        #expect(try echoes("if ok\necho a\nelse\necho b\nend\necho c\n", ["--keep-going"], status: 2) == ["c"])
    }

    @Test func `a failure of one's own says where`() throws {
        let path = try sandbox.write("s.ipcsh", "\n  fail the scan \"of $1\" is empty -x\n")
        let outcome = try sandbox.run([path, "--", "today"])
        #expect(outcome.error == "\(path):2: the scan of today is empty -x\n")
    }

    @Test func `for takes local files in the order of their bytes`() throws {
        for name in ["b.jpg", "a10.jpg", "a9.jpg", "B.jpg", "c d.jpg"] { try sandbox.write("scans/\(name)", "") }
        let lines = try echoes("for f in scans/*.jpg\necho $f\nend\n")
        #expect(lines == ["scans/B.jpg", "scans/a10.jpg", "scans/a9.jpg", "scans/b.jpg", "scans/c d.jpg"])
    }

    @Test func `nothing runs when anything is wrong, and all of it is told`() throws {
        let path = try sandbox.write("s.ipcsh", "image a.jpg\nif ok\nimgae\nfor f in $x\nsleep never\nend\n")
        let outcome = try sandbox.run(["--mock", path])
        #expect(
            outcome.errorLines == [
                "\(path):3:1: unknown command 'imgae'; did you mean 'image'?",
                "\(path):4:10: unknown variable 'x' ('set x VALUE' makes it)",
                "\(path):5:1: sleep: 'never' is not a time: 5s, 250ms, 2m",
                "\(path):2:1: 'if' has no 'end'",
            ]
        )
        #expect(outcome.output.isEmpty)
        #expect(outcome.termination == .exit(2))
    }

    @Test func `blocks come over several lines of a pipe`() throws {
        let text = "image ''\nif error\nfor f in a b\necho $f\nend\nelse\necho no\nend\necho $later\n"
        let outcome = try sandbox.run(["--mock", "--no-record"], typing: text)
        #expect(outcome.lines == ["Error: Image file  could not be read.", "a", "b"])
        #expect(outcome.error == "ipcsh: unknown variable 'later' ('set later VALUE' makes it)\n")
        let open = try sandbox.run(["--no-record"], typing: "echo a\nrepeat 2\necho b\n")
        #expect(open.lines == ["a"])
        #expect(open.error == "ipcsh: 'repeat' has no 'end'\n")
        #expect(open.termination == .exit(2))
    }

    @Test func `blocks are typed over several lines, and an interrupt ends a loop`() throws {
        let terminal = try sandbox.startOnTerminal(["--mock", "--no-record"])
        try terminal.expect("> ")
        try terminal.send("repeat 2\n")
        try terminal.expect("...> ")
        try terminal.send("echo a$?b\n")
        try terminal.expect("...> ")
        try terminal.send("end\n")
        try terminal.expect("a0b\r\na0b\r\n")
        // What is put out by the shell itself is followed by the pause, or the interrupt comes before it: both end it.
        try terminal.send("watch 1h echo one$?two\n")
        try terminal.expect("one0two\r\n")
        try terminal.send("\u{3}")
        try terminal.expect("> ")
        try terminal.send("echo status $?\n")
        try terminal.expect("status 130\r\n")
        try terminal.send("exit 7\n")
        #expect(try terminal.waitForExit() == 7)
    }

    @Test func `loops work straight from the system's shell`() throws {
        let outcome = try sandbox.run(["repeat", "2", "echo", "a b", "$c"])
        #expect(outcome.lines == ["a b $c", "a b $c"])
        let mistaken = try sandbox.run(["repeat", "2", "imgae"])
        #expect(mistaken.error == "ipcsh: unknown command 'imgae'; did you mean 'image'?\n")
        #expect(mistaken.termination == .exit(2))
        #expect(try sandbox.run(["if", "ok"]).error == "ipcsh: 'if' has no 'end'\n")
    }

    @Test(arguments: [
        "if", "else", "end", "for", "repeat", "watch", "break", "continue", "capture", "fail", "!", "alias",
    ])
    func `help explains every word`(name: String) throws {
        let outcome = try sandbox.run(["help", name])
        #expect(outcome.text.hasPrefix("usage: "))
        #expect(outcome.text.contains("Example"))
        #expect(try sandbox.run(["help"]).text.contains("\n  \(name) "))
    }
}
