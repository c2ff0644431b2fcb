import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Commands of the user's, in the program.
@Suite struct DefineTests {
    private let sandbox: Sandbox

    private static let circle = """
        # Creates a circle.
        define circle NAME [--radius NUMBER:0..=10] [--mode clipboard|new_stage] [--visible]
            request {"element": "circle", "name": $name, "radius": $radius, "mode": $mode, "visible": $visible}
            answer when $radius > 100 "ERROR:TOO_LARGE"
            answer {"status": "done", "name": $name}
        end
        define robot move X:NUMBER Y:NUMBER
            request {"robot": {"move": [$x, $y]}}
            answer "Ok"
        end
        define robot stop
            request {"robot": {"stop": true}}
            answer "Ok"
        end
        """

    init() throws {
        sandbox = try Sandbox()
        sandbox.environment["NO_COLOR"] = "1"
    }

    /// The requests that commands would send.
    private func requests(_ arguments: [String]) throws -> [String] {
        try sandbox.run(arguments + ["--dry-run"]).lines
    }

    // MARK: Example

    private static let example = "\(Sandbox.examples)/own-commands.ipcsh"

    @Test func `the example sends its requests, and its own mock server answers them`() throws {
        let outcome = try sandbox.run([
            "--commands", Self.example, "--mock", "--no-record", "-q", "-c",
            "circle left --center 1.0,-2.0,3.0 -r 2.50 --mode new_stage --visible --file /a.jpg\nlast",
        ])
        #expect(
            outcome.lines == [
                "Ok",
                #"{"element": "circle", "name": "left", "center": [1.0, -2.0, 3.0], "radius": 2.50, "#
                    + #""mode": "new_stage", "visible": true, "file": "/a.jpg"}"#,
                "Ok",
            ]
        )
        #expect(outcome.termination == .exit(0), "\(outcome.error)")
        #expect(
            try sandbox.run(["--commands", Self.example, "--mock", "robot", "move", "1", "-2.5"]).text == "Ok\n"
        )
        let row = try sandbox.run(["--commands", Self.example, "--mock", "row", "a", "b"])
        #expect(row.lines == ["Ok", "Ok", "Ok", "the robot stands"])
        let large = try sandbox.run(["--commands", Self.example, "--mock", "circle", "a", "--radius", "101"])
        #expect(large.termination == .exit(4))
    }

    @Test(arguments: ["--profile basics", "--commands \(Self.example)", "--profile basics --commands \(Self.example)"])
    func `the example works over a WebSocket, with the template's mock server and with its own`(options: String) throws
    {
        let outcome = try sandbox.run([
            "--commands", Self.example, "-c",
            "mock start --listen ws://127.0.0.1:0 \(options)\ncircle a\nrow b c --radius 3",
        ])
        #expect(outcome.lines.dropFirst() == ["Ok", "Ok", "Ok", "Ok", "the robot stands"])
        #expect(outcome.termination == .exit(0), "\(outcome.error)")
    }

    @Test func `a mock server in a process of its own answers by the file, and all else as before`() throws {
        let file = try sandbox.write("c.ipcsh", Self.circle)
        let (server, endpoint) = try sandbox.startServer(["mock", "--commands", file])
        let outcome = try sandbox.run([
            "--commands", file, "--to", endpoint, "--keep-going", "-c",
            "circle 'ä \"'; circle b --radius 101; robot stop; image a.jpg; raw {\"x\": 1}",
        ])
        #expect(
            outcome.lines == [
                #"{"status": "done", "name": "\u00e4 \""}"#, "ERROR:TOO_LARGE", "Ok", "O.k.", "Error: Unknown request:",
                "{'x': 1}",
            ]
        )
        server.send(SIGTERM)
        _ = try server.wait()
    }

    // MARK: The program's own commands

    private static let standard = """
        define --override image FILE:.jpg,.tif ... [-s|--series TEXT=Default] [-f|--focal-length NUMBER=50.0]
            for f in $file
                request {"image": {"file": $f, "name": $series, "focal_length": "${focal_length}"}}
            end
        end
        define --override elements FILE:.gxml ... [-i|--import-mode clipboard|new_stage=clipboard]
            for f in $file; request {"elements": {"file": $f, "import_mode": $import_mode}}; end
        end
        """

    @Test(arguments: [
        ["image", "a.jpg"], ["image", "a.jpg", "b.jpg", "--series", "l\u{4}\"ä😀", "-f", "12.35"],
        ["image", "--map", "/mnt/=C:/", "/mnt/x y.jpg"], ["image", "./-a.jpg"], ["image", "", "-s="],
        ["elements", "a.gxml"], ["elements", "a.gxml", "b.gxml", "-i", "new_stage"],
    ])
    func `image and elements, written as definitions, send the same bytes`(arguments: [String]) throws {
        let file = try sandbox.write("standard.ipcsh", Self.standard)
        let expected = try requests(arguments)
        #expect(expected.count > 0)
        #expect(try requests(["--commands", file] + arguments) == expected)
    }

    // MARK: Bodies

    @Test(arguments: [
        ("define a; set x 1; echo $x; end\na; set x 2; a; echo $x", "1\n1\n2\n", 0),
        ("define a X; echo <$x>; end\na 'b c'; a \"\"", "", 2),
        ("define a X; echo [$x]; end\na 'b  c'; a ''", "[b  c]\n[]\n", 0),
        ("define a [X]; echo [$x]; end\na", "[]\n", 0),
        ("define a X ...; for x in $x; echo [$x]; end; end\na 1 '2 3'", "[1]\n[2 3]\n", 0),
        ("define a X ...; echo $x; end\na 1 '2 3'", "1 2 3\n", 0),
        (
            "define b Y ...; for y in $y; echo [$y]; end; end\ndefine a X ...; b $x 4; end\na 1 '2 3'",
            "[1]\n[2 3]\n[4]\n", 0
        ),
        ("define a; return; echo no; end\na; echo $?", "0\n", 0),
        (
            "define a N:INTEGER; for i in 1 2 3; if $i = $n; return 7; end; echo $i; end; end\na 2 || echo $?",
            "1\n7\n", 0
        ),
        ("define a; return 5; end\na; echo no", "", 5),
        ("define a [--x]; echo $x; end\na; a --x", "false\ntrue\n", 0),
        ("define a; request {\"x\": 1}; end\na; expect error", "Error: Unknown request:\n{'x': 1}\n", 0),
        ("define a; request {\"x\": 1}; end\na; echo no", "Error: Unknown request:\n{'x': 1}\n", 1),
        ("define a; request {\"x\": 1}; echo no; end\na; expect error", "Error: Unknown request:\n{'x': 1}\n", 0),
        (
            "define a; request {\"x\": 1}; expect error; echo on; end\na; echo end",
            "Error: Unknown request:\n{'x': 1}\non\nend\n", 0
        ),
        ("define a; fail no; end\nif failed; end; a || echo $?", "4\n", 0),
        ("define a; a; end\na", "", 2),
        ("define a; a || a || a; end\na", "", 2),
        ("define a X; echo $x; end\nset x 1; a 2 > f; echo $x", "1\n", 0),
        ("set g 1\ndefine a; echo $g; set g 2; echo $g; end\na; echo $g", "1\n2\n1\n", 0),
        ("request {\"x\": 1} || echo told; expect error", "Error: Unknown request:\n{'x': 1}\ntold\n", 0),
        ("set v 'a\"b'; request [$v, \"<${v}>\"]; expect error", "Error: Unknown request:\n['a\"b', '<a\"b>']\n", 0),
    ])
    func `a body runs with variables of its own`(commands: String, output: String, status: Int32) throws {
        let outcome = try sandbox.run(["--mock", "-c", commands])
        #expect(outcome.text == output, "\(outcome.error)")
        #expect(outcome.termination == .exit(status), "\(outcome.error)")
    }

    @Test func `what runs itself ends, also where failures do not count`() throws {
        for options in [[], ["--keep-going"]] {
            let outcome = try sandbox.run(options + ["-c", "define a; a; a; a; end\na"])
            #expect(outcome.errorLines == ["ipcsh: 'a' and what it runs call each other more than 64 deep"])
            #expect(outcome.termination == .exit(2))
        }
    }

    // MARK: Mistakes

    @Test func `all that is wrong with a file is told with its place, and what is right works`() throws {
        let file = try sandbox.write(
            "x.ipcsh",
            "define a X\n  request {\"x\": $y}\nend\ndefine b --quiet TEXT\nend\ndefine c\n  answer \"x\"\n"
                + "  request {\"a\": 1}\n  answer when $z \"x\"\n  after x\nend\necho\n\(Self.circle)\n"
        )
        let outcome = try sandbox.run(["--commands", file, "--mock", "circle", "x"])
        #expect(
            outcome.errorLines == [
                "\(file):2:17: request: unknown name 'y'",
                "\(file):4:10: --quiet is an option of all commands: Say less.",
                "\(file):7:3: 'answer' stands behind the 'request' that it answers",
                "\(file):9:15: answer: unknown name 'z'",
                "\(file):10:3: after: a time is expected: 'after 2s'",
                "\(file):12:1: only definitions stand in a file of commands ('source' runs a script): 'echo'",
            ]
        )
        #expect(outcome.text == "{\"status\": \"done\", \"name\": \"x\"}\n")
        #expect(outcome.termination == .exit(0))
        let faulty = try sandbox.run(["--commands", file, "a", "1"])
        #expect(faulty.errorLines.last == "ipcsh: 'a' is not right: see what was told of \(file):1")
        #expect(faulty.termination == .exit(2))
    }

    @Test func `a large file is looked at anew when it has changed, and tells all that is wrong each time`() throws {
        func definition(_ number: Int) -> String {
            """
            # Makes circle \(number).
            define circle\(number) NAME [--radius NUMBER:0..=10]
                request {"element": "circle\(number)", "name": $name, "radius": $radius}
            end

            """
        }
        let right = (1...100).map(definition).joined()
        let file = try sandbox.write("large.ipcsh", right)
        func request(_ words: String...) throws -> Subprocess.Outcome {
            try sandbox.run(["--commands", file, "--dry-run", "-q"] + words)
        }
        // Read, and then known.
        for _ in 1...2 {
            let outcome = try request("circle100", "a", "--radius", "2")
            #expect(outcome.lines == [#"{"element": "circle100", "name": "a", "radius": 2}\x04"#])
            #expect(outcome.error == "")
            #expect(try request("circle7", "a", "--radius", "x").error.contains("large.ipcsh:26 says so"))
            #expect(try request("circle101", "a").termination == .exit(2))
            #expect(try sandbox.run(["--commands", file, "commands"]).lines.count { $0.contains("circle") } >= 100)
        }
        _ = try sandbox.write("large.ipcsh", right + "define wrong (\nend\n" + definition(101))
        for _ in 1...2 {
            let outcome = try request("circle101", "a")
            #expect(outcome.text.hasPrefix("{\"element\": \"circle101\""))
            #expect(outcome.error.contains("large.ipcsh:401:"))
        }
        _ = try sandbox.write("large.ipcsh", right.replacing("circle100\"", with: "sphere\""))
        for _ in 1...2 {
            let outcome = try request("circle100", "a")
            #expect(outcome.lines == [#"{"element": "sphere", "name": "a", "radius": 10}\x04"#])
            #expect(outcome.error == "")
        }
    }

    @Test(arguments: [
        ("circle", "circle: NAME is missing"),
        ("circle a b", "circle: 'b' is one word too many"),
        ("circle a --radius x", "circle.ipcsh:2 says so)"),
        ("circle a --radius -1", "--radius: -1 is not in 0.."),
        ("circle a --mode x", "--mode: 'x' is not clipboard or new_stage"),
        ("circle a --raduis 1", "unknown option '--raduis'; did you mean '--radius'?"),
        ("circel a", "unknown command 'circel'; did you mean 'circle'?"),
        ("robot", "robot"),
        ("robot mov 1 2", "robot: unknown sub-command 'mov'; did you mean 'move'?"),
        ("robot move 1 x", "robot move: 'x' is not a number"),
    ])
    func `a script that calls it wrongly is refused before anything is sent`(call: String, message: String) throws {
        let file = try sandbox.write("circle.ipcsh", Self.circle)
        let script = try sandbox.write("s.ipcsh", "echo sent\n\(call)\n")
        let outcome = try sandbox.run(["--commands", file, script])
        if call == "robot" { return }
        #expect(outcome.text == "")
        #expect(outcome.error.contains("s.ipcsh:2:1: "), "\(outcome.error)")
        #expect(outcome.error.contains(message), "\(outcome.error)")
        #expect(outcome.termination == .exit(2))
    }

    // MARK: Files

    @Test func `files are found where they are named, and never in the current folder`() throws {
        let one = try sandbox.write("one.ipcsh", "define a; echo one; end\n")
        let two = try sandbox.write("two.ipcsh", "define a; echo two; end\ndefine b; echo b; end\n")
        try sandbox.write("a.ipcsh", "define a; echo here; end\n")
        func run(_ arguments: [String], _ environment: [String: String] = [:]) throws -> String {
            let outcome = try sandbox.run(arguments, environment: environment)
            return outcome.text + (outcome.termination == .exit(0) ? "" : outcome.error)
        }
        #expect(try run(["a"]).contains("neither a command nor a readable script"))
        try sandbox.write(
            "../home/.config/ipcsh/commands/one.ipcsh",
            "define a; echo folder; end\ndefine f; echo f; end\n"
        )
        try sandbox.write("../home/.config/ipcsh/commands/.hidden.ipcsh", "define\n")
        #expect(try run(["a"]) == "folder\n")
        try sandbox.write("../home/.config/ipcsh/config", "commands = \(two)\n")
        #expect(try run(["a"]) == "two\n")
        #expect(try run(["f"]) == "f\n")
        #expect(try run(["a"], ["IPCSH_COMMANDS": "\(one); \(two)"]) == "two\n")
        #expect(try run(["a"], ["IPCSH_COMMANDS": one]) == "one\n")
        #expect(try run(["b"], ["IPCSH_COMMANDS": one]).contains("neither a command"))
        #expect(try run(["--commands", "one.ipcsh", "a"]) == "one\n")
        #expect(try run(["--commands", two, "-c", "a; b"], ["IPCSH_COMMANDS": one]) == "two\nb\n")
        #expect(
            try run(["a"], ["IPCSH_COMMANDS": "a.ipcsh"])
                == "ipcsh: IPCSH_COMMANDS: commands: 'a.ipcsh' is no path from / or ~/ on "
                + "('--commands a.ipcsh' takes it this once)\n"
        )
        #expect(
            try run(["--commands", "none.ipcsh", "a"])
                == "ipcsh: none.ipcsh cannot be read: no such file or directory\n"
        )
        #expect(try run(["-c", "set commands x"]).contains("is chosen at the start"))
    }

    @Test func `help, the manual page and completion know it`() throws {
        sandbox.environment["IPCSH_COMMANDS"] = try sandbox.write("circle.ipcsh", Self.circle)
        let help = try sandbox.run(["circle", "--help"])
        for text in [
            "usage: circle NAME [--radius NUMBER] [--mode clipboard|new_stage] [--visible] [options]",
            "Creates a circle.", "A number in 0..; default: 10.", "--mode MODE", "circle.ipcsh:2",
        ] {
            #expect(help.text.contains(text), "\(text)")
        }
        #expect(try sandbox.run(["help", "circle"]).text == help.text)
        #expect(
            try sandbox.run(["robot", "--help"]).lines.contains("  stop                    A command of your own.")
        )
        #expect(try sandbox.run(["help"]).text.contains("Your own:\n  circle"))
        #expect(try sandbox.run(["man"]).text.contains("circle NAME"))
        let list = try sandbox.run(["commands"])
        #expect(list.lines.count == 3 && list.lines[0].hasSuffix("circle.ipcsh:2"))
        for (line, expected) in [
            ("ipcsh ci", ["circle"]), ("ipcsh circle a --mod", ["--mode"]),
            ("ipcsh circle a --mode ", ["clipboard", "new_stage"]), ("ipcsh robot ", ["move", "stop"]),
            ("ipcsh help rob", ["robot"]), ("ipcsh -c 'circle a --ra", ["circle a --radius"]),
        ] {
            let candidates = try sandbox.run(["completions", "fish", "--line", line]).lines
            #expect(candidates.filter { expected.contains($0) } == expected, "\(line)")
        }
    }

    @Test func `it is defined, called and completed at the prompt`() throws {
        let terminal = try sandbox.startOnTerminal(["--mock", "--no-record"])
        try terminal.expect("> ")
        let lines = [
            "define names; echo left; echo 'my right'; end", "# Shows it.", "define show NAME@names [--loud]",
            "echo \"[$name $loud]\"", "end",
        ]
        for line in lines {
            try terminal.send(line + "\r")
            try terminal.expect("> ")
        }
        try terminal.send("sho\tle\t--lo\t\r")
        try terminal.expect("\n[left true]\r\n")
        try terminal.expect("> ")
        try terminal.send("show m\t")
        try terminal.expectScreen("the candidate is quoted") { $0.hasSuffix("> show 'my right'") }
        try terminal.sendKey(.ctrlC)
        try terminal.expect("> ")
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
    }

    // MARK: Sessions

    @Test func `a session knows which command has sent a request`() throws {
        let file = try sandbox.write("circle.ipcsh", Self.circle)
        let commands =
            "circle 'a b' --radius 2.50 --visible\ncircle -- -c\nrobot move 1 -2\nimage a.jpg\nraw {\"x\": 1}"
        _ = try sandbox.run(["--commands", file, "--mock", "--record", "s.jsonl", "--keep-going", "-c", commands])
        let session = sandbox.file("s.jsonl")
        let script = try sandbox.run(["--commands", file, "session", "script", session])
        #expect(
            script.lines.filter { !$0.hasPrefix("#") && !$0.hasPrefix("expect") } == [
                "circle 'a b' --radius 2.50 --visible", "circle -- -c", "robot move 1 -2", "image a.jpg",
                "raw {\"x\": 1}",
            ]
        )
        let again = try sandbox.write("again.ipcsh", script.text)
        #expect(try sandbox.run(["--commands", file, "--mock", "--no-record", again]).termination == .exit(0))
        #expect(try sandbox.run(["session", "script", session]).text.contains("raw {\"element\": \"circle\""))
        let stats = try sandbox.run(["--commands", file, "session", "stats", session]).lines
        #expect(stats.contains { $0.hasPrefix("circle ") } && stats.contains { $0.hasPrefix("robot move ") })
        #expect(try sandbox.run(["--commands", file, "session", "show", session]).text.contains(" ms  robot move\n"))
        #expect(try sandbox.run(["--commands", file, "session", "export", "--csv", session]).text.contains(",circle,"))
    }

    @Test func `definitions are learned from recorded requests`() throws {
        let commands = """
            raw {"element": "circle", "name": "a", "radius": 1, "visible": true, "x": {"y": 1}}
            raw {"element": "circle", "name": "b", "radius": 2.5, "visible": false, "x": {"y": 1}, "file": "/a"}
            raw {"cmd": "image", "to": [1, 2]}
            raw {"cmd": "image", "to": [1, 3]}
            """
        _ = try sandbox.run(["--mock", "--record", "s.jsonl", "--keep-going", "-c", commands])
        let learned = try sandbox.run(["learn", sandbox.file("s.jsonl")])
        #expect(
            learned.text.hasPrefix(
                """
                # Seen 2 times.
                define circle NAME RADIUS:NUMBER [--visible] [--file FILE]
                    request {
                        "element": "circle",
                        "name": $name,
                        "radius": $radius,
                        "visible": $visible,
                        "x": {"y": 1},
                        "file": $file
                    }
                end

                # Seen 2 times.
                define my-image TO_VALUE:LIST
                    request {"cmd": "image", "to": $to_value}
                end
                """
            ),
            "\(learned.text)"
        )
        let file = try sandbox.write("learned.ipcsh", learned.text)
        #expect(
            try requests(["--commands", file, "circle", "b", "2.5", "--file", "/a"])
                == [
                    #"{"element": "circle", "name": "b", "radius": 2.5, "visible": false, "x": {"y": 1}, "file": "/a"}\x04"#
                ]
        )
    }
}
