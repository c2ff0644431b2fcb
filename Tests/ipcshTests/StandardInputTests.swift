import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct StandardInputTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    @Test func `a program on the pipe can wait for each answer`() throws {
        let shell = try sandbox.start(["--mock"], input: .pipe)
        for name in ["a", "b", "c"] {
            try shell.write("image \(name).jpg\n")
            #expect(try shell.readLine() == "O.k.")
        }
        try shell.write("raw {\"a\":\n\n1}\n")
        #expect(try shell.readLine() == "Error: Unknown request:")
        #expect(try shell.readLine() == "{'a': 1}")
        try shell.write("expect error\necho one \\\n two; echo 'three\nfour'\n")
        #expect(try shell.readLine() == "one two")
        #expect(try shell.readLine() == "three")
        #expect(try shell.readLine() == "four")
        shell.closeInput()
        let outcome = try shell.wait()
        #expect(outcome.error.isEmpty)
        #expect(outcome.termination == .exit(0))
    }

    @Test func `'-' stands for it`() throws {
        let commands = try sandbox.run(["--mock", "-", "--", "b"], typing: "image a.jpg\necho $1\n")
        #expect(commands.text == "O.k.\nb\n")
        let request = try sandbox.run(["--mock", "raw", "@-"], typing: #"{"a": 1}"#)
        #expect(request.text == "Error: Unknown request:\n{'a': 1}\n")
        let both = try sandbox.run(["--mock"], typing: "raw @-\n{}\n")
        #expect(both.errorLines.first == "ipcsh: '-' means stdin, where the commands come from")
        #expect(both.termination == .exit(2))
    }

    @Test func `an interrupt ends the wait for a request from it`() throws {
        let shell = try sandbox.start(["--mock", "-c", "echo on; raw @-"], input: .pipe)
        #expect(try shell.readLine() == "on")
        shell.send(SIGINT)
        #expect(try shell.wait().termination == .exit(130))
    }

    @Test func `there is no prompt and no banner`() throws {
        let outcome = try sandbox.run([], typing: "echo a\r\n\n# comment\necho b")
        #expect(outcome.text == "a\nb\n")
        #expect(outcome.error.isEmpty)
    }

    @Test func `what was piped in runs up to a mistake`() throws {
        let outcome = try sandbox.run(["--mock"], typing: "image a.jpg\nimgae\nimage b.jpg\n")
        #expect(outcome.text == "O.k.\n")
        #expect(outcome.error == "ipcsh: unknown command 'imgae'; did you mean 'image'?\n")
        #expect(outcome.termination == .exit(2))
    }

    @Test(arguments: [
        ("image ''\nimage b.jpg\n", ["Error: Image file  could not be read."], 1),
        ("image ''\n\n# judged\nexpect error\nimage b.jpg\n", ["Error: Image file  could not be read.", "O.k."], 0),
        ("image ''\n", ["Error: Image file  could not be read."], 1),
        ("image a.jpg\nexpect error\necho no\n", ["O.k."], 4),
        ("quit\necho no\n", [], 0),
        ("echo a \\\n", ["a"], 0),
        ("echo a \\\r\nb\r\n", ["a b"], 0),
        ("raw {\n", [], 2),
    ])
    func `a pipe ends like a script`(text: String, lines: [String], status: Int32) throws {
        let outcome = try sandbox.run(["--mock"], typing: text)
        #expect(outcome.lines == lines)
        #expect(outcome.termination == .exit(status))
    }

    @Test func `a file is read whole before anything is sent`() throws {
        let server = try ScriptedServer.answering("O.k.\r\n")
        let bad = try sandbox.write("bad.txt", "image a.jpg\nimgae\n")
        let outcome = try sandbox.run(["--to", server.endpoint], input: .file(bad))
        #expect(outcome.termination == .exit(2))
        #expect(outcome.output.isEmpty)
        #expect(server.connections == 0)
        let good = try sandbox.write("good.txt", "image a.jpg\nexpect ok\n")
        #expect(try sandbox.run(["--to", server.endpoint], input: .file(good)).termination == .exit(0))
        #expect(server.executions == 1)
    }

    @Test func `an explicit command beats standard input`() throws {
        #expect(try sandbox.run(["-c", "echo a"], typing: "echo b\n").text == "a\n")
        #expect(try sandbox.run(["echo", "a"], typing: "echo b\n").text == "a\n")
    }

    @Test func `nothing to do is no failure`() throws {
        let outcome = try sandbox.run([])
        #expect(outcome.termination == .exit(0))
        #expect(outcome.output.isEmpty && outcome.error.isEmpty)
    }

    @Test func `a reader that leaves ends the program quietly`() throws {
        let shell = try sandbox.start(["--mock", "--no-record"], input: .pipe)
        try shell.write("image a.jpg\n")
        #expect(try shell.readLine() == "O.k.")
        shell.closeOutput()
        try shell.write("image b.jpg\nimage c.jpg\n")
        let outcome = try shell.wait()
        #expect(outcome.error.isEmpty)
        #expect(outcome.termination == .signal(13))
    }

    @Test func `head takes one line`() throws {
        // More than a pipe holds.
        let line = String(repeating: "x", count: 1000)
        let script = try sandbox.write("s.ipcsh", String(repeating: "echo \(line)\n", count: 300))
        let command = #"{ "$0" -q "$1"; echo "status $?" >&2; } | head -1"#
        let outcome = try Subprocess.run(
            "/bin/bash",
            ["-c", command, sandbox.program, script],
            environment: sandbox.environment,
            directory: sandbox.work
        )
        #expect(outcome.text == "\(line)\n")
        #expect(outcome.error == "status 141\n")
    }
}
