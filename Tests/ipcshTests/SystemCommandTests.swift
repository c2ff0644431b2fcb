import TestSupport
import Testing

@Suite struct SystemCommandTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    @Test(arguments: [
        ("!echo a; echo b # c", ["a", "b"], 0),
        ("!  printf '%s\\n' \"$0\" '$x'", ["sh", "$x"], 0),
        ("!true\necho $?", ["0"], 0),
        ("!exit 5\necho on", [], 3),
        ("repeat 2 !echo a", ["a", "a"], 0),
        ("!kill -TERM $$\nif failed; echo $?; end", ["143"], 0),
    ])
    func `the rest of a line is for the system's shell`(script: String, lines: [String], status: Int32) throws {
        let outcome = try sandbox.run([try sandbox.write("s.ipcsh", script)])
        #expect(outcome.lines == lines)
        #expect(outcome.termination == .exit(status), "\(outcome.error)")
    }

    @Test func `a failure is told with its place`() throws {
        let script = try sandbox.write("s.ipcsh", "\n!exit 5\n")
        #expect(try sandbox.run([script]).error == "\(script):2: !exit 5 ended with status 5\n")
    }

    @Test func `it has the standard input, unless the commands come from there`() throws {
        let script = try sandbox.write("s.ipcsh", "!cat\n")
        #expect(try sandbox.run([script], typing: "input").text == "input")
        #expect(try sandbox.run([], typing: "!cat\necho b\n").text == "b\n")
    }

    @Test func `no signal is ignored in it`() throws {
        let outcome = try sandbox.run(["-c", "!kill -PIPE $$; echo not reached"])
        #expect(outcome.text.isEmpty)
        #expect(outcome.error == "ipcsh: !kill -PIPE $$; echo not reached ended with status 141\n")
    }

    @Test func `an interrupt that ends it ends the script`() throws {
        let outcome = try sandbox.run(["--keep-going", "-c", "!kill -INT $$\necho not reached"])
        #expect(outcome.text.isEmpty)
        #expect(outcome.termination == .exit(130))
    }

    @Test func `Ctrl-C on the terminal is for it alone`() throws {
        let terminal = try sandbox.startOnTerminal(["--no-record"])
        try terminal.expect("> ")
        try terminal.send("!echo begun; cat\n")
        try terminal.expect("begun\r\n")
        try terminal.send("line\n")
        try terminal.expect("line\r\nline\r\n")
        try terminal.send("\u{3}")
        try terminal.expect("> ")
        try terminal.send("echo alive $?\n")
        try terminal.expect("alive 130\r\n")
        try terminal.send("exit 0\n")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func `times are shown when asked for`() throws {
        let outcome = try sandbox.run(["--mock", "-c", "image a.jpg; timing on; image b.jpg; timing"])
        #expect(outcome.lines == ["O.k.", "O.k.", "on"])
        #expect(outcome.error.wholeMatch(of: /ipcsh: [\d.]+m?s\n/) != nil)
        #expect(try sandbox.run(["-c", "timing maybe"]).termination == .exit(2))
    }
}
