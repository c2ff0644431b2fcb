import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct ScriptArgumentTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    @Test func `what stands behind two dashes is for the scripts`() throws {
        let first = try sandbox.write("a.ipcsh", "echo a $# $1 \"$*\"\n")
        let second = try sandbox.write("b.ipcsh", "for f in $*\necho b $f\nend\n")
        let outcome = try sandbox.run([first, second, "--", "--x y", "z"])
        #expect(outcome.lines == ["a 2 --x y --x y z", "b --x y", "b z"])
        #expect(try sandbox.run(["-c", "echo $2", "--", "a", "b"]).text == "b\n")
        #expect(try sandbox.run(["-c", "echo $2 $#"]).text == "$2 $#\n")
        #expect(try sandbox.run(["--", second]).lines == [])
    }

    @Test func `a missing argument is told where it is used`() throws {
        let script = try sandbox.write("a.ipcsh", "echo $#\necho $2\n")
        let outcome = try sandbox.run([script, "--", "x"])
        #expect(outcome.text == "1\n")
        #expect(outcome.error == "\(script):2: argument 2 is missing: 1 given\n")
        #expect(outcome.termination == .exit(2))
    }

    @Test(arguments: [
        (["a", "b c"], "a|b c"),
        (["--", "--mock", "-v"], "--mock|-v"),
        (["a", "--", "--", "b"], "a|--|b"),
        (["-v", "a", "--", "--to"], "a|--to"),
        (["--to", "nowhere:1", "a"], "a"),
        (["--to=nowhere:1", "--json-like", "-5"], "--json-like|-5"),
        (["--series", "left"], "--series|left"),
        (["-Dx=y", "-qv"], ""),
    ])
    func `a script that the system runs takes all words but ipcsh's own options`(
        words: [String],
        expected: String
    ) throws {
        let script = try sandbox.write("a.ipcsh", "#!/usr/bin/env ipcsh\nfor f in $*\necho -n $f\nend\n")
        chmod(script, 0o700)
        let outcome = try sandbox.run([script] + words)
        #expect(outcome.lines.map { $0.dropFirst(3) }.joined(separator: "|") == expected, "\(outcome.error)")
        #expect(outcome.termination == .exit(0))
    }

    @Test func `an option of ipcsh's own never becomes an argument of a script`() throws {
        let server = try ScriptedServer.answering("O.k.\r\n")
        let script = try sandbox.write("a.ipcsh", "#!/usr/bin/env ipcsh\nimage $*\n")
        chmod(script, 0o700)
        let dry = try sandbox.run(["--to", server.endpoint, script, "x.jpg", "--dry-run"])
        #expect(dry.text.contains("x.jpg") && dry.text.hasSuffix("\\x04\n"))
        #expect(try sandbox.run([script, "x.jpg", "--mock", "--to", server.endpoint]).text == "O.k.\n")
        for words in [["--dry"], ["--to"], ["--mock=yes"], ["-qx"], ["--no-reco"], ["--timeout", "soon"]] {
            let outcome = try sandbox.run(["--to", server.endpoint, script, "x.jpg"] + words)
            #expect(outcome.termination == .exit(2), "\(words)")
            #expect(outcome.errorLines.count == 1, "\(words)")
        }
        #expect(server.connections == 0)
    }

    @Test func `a script without a folder before it is one of several`() throws {
        for name in ["a.ipcsh", "b.ipcsh"] {
            chmod(try sandbox.write(name, "#!/usr/bin/env ipcsh\necho \(name) $*\n"), 0o700)
        }
        #expect(try sandbox.run(["a.ipcsh", "b.ipcsh", "--", "x"]).lines == ["a.ipcsh x", "b.ipcsh x"])
        #expect(try sandbox.run(["./a.ipcsh", "b.ipcsh"]).lines == ["a.ipcsh b.ipcsh"])
    }

    @Test func `the system runs a script`() throws {
        let script = try sandbox.write("a.ipcsh", "#!/usr/bin/env ipcsh\necho \"$*\"\n")
        let other = try sandbox.write("b.ipcsh", "#!/usr/bin/env ipcsh\necho other\n")
        // Not executable, it is one of several scripts.
        #expect(try sandbox.run([script, other]).text == "\nother\n")
        chmod(script, 0o700)
        #expect(try sandbox.run(["-q", "--mock", script, "image"]).text == "image\n")
        let folder = sandbox.program.dropLast("/ipcsh".count)
        var environment = sandbox.environment
        environment["PATH"] = "\(folder):/usr/bin:/bin"
        let outcome = try Subprocess.run(script, ["a", "b c"], environment: environment, directory: sandbox.work)
        #expect(outcome.text == "a b c\n", "\(outcome.error)")
    }

    @Test func `a sourced script has arguments of its own`() throws {
        try sandbox.write("sub/inner.ipcsh", "echo $# $*\n")
        let script = try sandbox.write(
            "sub/outer.ipcsh",
            "source inner.ipcsh x \"$1\" --y\nsource inner.ipcsh\necho $1\n"
        )
        #expect(try sandbox.run([script, "--", "a b"]).lines == ["3 x a b --y", "0", "a b"])
        #expect(try sandbox.run(["-c", "source sub/inner.ipcsh 1; echo $1"]).lines == ["1 1", "$1"])
    }

    @Test func `aliases work in scripts, in what is typed and from one to the next`() throws {
        let script = try sandbox.write(
            "s.ipcsh",
            "alias left='image $* --series Left'\nleft a.jpg 'b c.jpg'\nalias\nunalias left\nalias\n"
        )
        let outcome = try sandbox.run(["--dry-run", "-q", script])
        #expect(
            outcome.lines == [
                #"{"image": {"file": "a.jpg", "name": "Left", "focal_length": "50.0"}}\x04"#,
                #"{"image": {"file": "b c.jpg", "name": "Left", "focal_length": "50.0"}}\x04"#,
                "alias left='image $* --series Left'",
            ]
        )
        #expect(try sandbox.run([], typing: "alias e='echo \"<$*>\"'\ne 'a  b' c\n").lines == ["<a  b c>"])
        let circle = try sandbox.run(["-c", "alias a=b; alias b=a; a"])
        #expect(circle.error == "ipcsh: alias 'a' runs itself: a -> b -> a\n")
        try sandbox.write("rc", "alias hi='echo hello'\n")
        sandbox.environment["IPCSH_RC"] = sandbox.file("rc")
        let terminal = try sandbox.startOnTerminal()
        try terminal.expect("> ")
        try terminal.send("hi you\n")
        try terminal.expect("hello you\r\n")
        try terminal.send("quit\n")
        #expect(try terminal.waitForExit() == 0)
    }
}
