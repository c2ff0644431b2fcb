import Glibc
import TestSupport
import Testing

/// What would go on for ever, or take all of the memory, comes to an end.
@Suite struct LimitTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    private static let circles = [
        "alias a='repeat 2 a'\na\n", "alias a='watch 1s a'\na\n", "alias a='repeat 2 b'; alias b='watch 1s a x'\na\n",
        "alias a='echo x && b'; alias b='repeat 2 a'\nb\n", "alias a='repeat 2 watch 1s repeat 3 a'\na\n",
    ]

    @Test(arguments: circles)
    func `an alias that leads back to itself is an error with its place`(text: String) throws {
        let path = try sandbox.write("s.ipcsh", text)
        let script = try sandbox.run([path])
        #expect(script.error.hasPrefix("\(path):2:1: alias '"), "\(script.error)")
        #expect(script.error.contains("' runs itself: "))
        #expect(script.errorLines.count == 1)
        #expect(script.termination == .exit(2))
        let piped = try sandbox.run(["--keep-going"], typing: text + "echo on\n")
        #expect(piped.text == "on\n")
        #expect(piped.termination == .exit(2))
        let test = try sandbox.run(["test", path, "--mock"])
        #expect(test.lines.first?.hasPrefix("FAIL") == true)
        #expect(test.text.contains("' runs itself: "))
        #expect(test.termination == .exit(2))
    }

    @Test func `in the rc file it keeps nobody out`() throws {
        sandbox.environment["IPCSH_RC"] = try sandbox.write("rc", "alias a='repeat 2 a'\na\n")
        let terminal = try sandbox.startOnTerminal(["--mock", "--no-record"])
        try terminal.expect("' runs itself: a -> a")
        try terminal.send("quit\n")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func `a variable that doubles itself is told`() throws {
        let outcome = try sandbox.run(["-c", "set x 0123456789abcdef; repeat 40 set x $x$x; echo on"])
        #expect(outcome.error == "ipcsh: $x: what variables add to a command is limited to 16 MiB\n")
        #expect(outcome.termination == .exit(2))
    }

    @Test(arguments: [
        ("watch --count 0 1s echo a", "watch: --count 0 would run nothing (1 or more, or no --count)"),
        ("set n 0; watch --count $n 1s echo a", "watch: --count 0 would run nothing (1 or more, or no --count)"),
        ("watch --count", "watch: the number behind --count is missing"),
        ("repeat 9223372036854775808 echo a", "repeat: '9223372036854775808' is not a number of times"),
        ("watch 99999999999h echo a", "watch: '99999999999h' is not a time: 5s, 250ms"),
    ])
    func `a number is told as what it is`(script: String, message: String) throws {
        let outcome = try sandbox.run(["-c", script])
        #expect(outcome.error == "ipcsh: \(message)\n")
        #expect(outcome.termination == .exit(2))
    }

    @Test(arguments: [(SIGINT, Subprocess.Termination.exit(130)), (SIGTERM, .signal(SIGTERM))])
    func `a signal ends a pattern over a large tree`(signal: Int32, termination: Subprocess.Termination) throws {
        // Each level has three names that lead back to it: 3 to the 30th paths.
        for name in ["a", "b", "c"] { symlink(".", sandbox.file(name)) }
        let pattern = String(repeating: "*/", count: 30) + "none"
        let shell = try sandbox.start(["--no-record", "-c", "echo begun; image \(pattern)"])
        #expect(try shell.readLine() == "begun")
        shell.send(signal)
        #expect(try shell.wait().termination == termination)
    }

    @Test func `a name that is not UTF-8 is refused`() throws {
        let folder = sandbox.file("scans")
        _ = try Subprocess.run(
            "/bin/sh",
            ["-c", #"mkdir "$0" && cd "$0" && touch a.jpg "$(printf 'caf\351.jpg')""#, folder]
        )
        for command in ["image scans/*", "for f in scans/*; image $f; end", "source scans/*"] {
            let outcome = try sandbox.run(["--dry-run", "-c", command])
            #expect(
                outcome.error
                    == "ipcsh: the name of the file 'scans/caf\\xE9.jpg' is not UTF-8 and cannot be sent: rename it\n"
            )
            #expect(outcome.output.isEmpty)
            #expect(outcome.termination == .exit(2))
        }
        #expect(try sandbox.run(["--dry-run", "-c", "image scans/a*"]).termination == .exit(0))
    }
}
