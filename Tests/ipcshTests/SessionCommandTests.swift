import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct SessionCommandTests {
    private let sandbox: Sandbox
    private static let header =
        #"{"ipcsh":1,"created":"2026-11-22T08:00:00Z","tool":"t","via":"shell","to":"h:1","mode":"one-shot"}"#

    init() throws {
        sandbox = try Sandbox()
    }

    private func session(_ name: String, _ lines: [String]) throws -> String {
        try sandbox.write(name, ([Self.header] + lines).map { $0 + "\n" }.joined())
    }

    private func run(_ arguments: String...) throws -> Subprocess.Outcome {
        try sandbox.run(["session"] + arguments)
    }

    private static func example(_ name: String) -> String { "\(Sandbox.examples)/\(name)" }

    // MARK: The family

    @Test(arguments: [
        ["session"], ["session", "--help"], ["help", "session"], ["-c", "session"], ["session", "help"],
    ])
    func `session alone lists what it can do`(arguments: [String]) throws {
        let outcome = try sandbox.run(arguments)
        for name in ["list", "show", "stats", "diff", "script", "export"] {
            #expect(outcome.text.contains("\n  \(name) "), "\(name)")
        }
        #expect(outcome.termination == .exit(0))
    }

    @Test(arguments: [
        ["session", "show", "--help"], ["help", "session", "show"], ["session", "help", "show"],
        ["-c", "session show --help"],
    ])
    func `a sub-command has its help`(arguments: [String]) throws {
        let outcome = try sandbox.run(arguments)
        #expect(outcome.text.contains("usage: session show FILE"))
        #expect(outcome.termination == .exit(0))
    }

    @Test(arguments: [
        (["session", "lsit"], "ipcsh: session: unknown sub-command 'lsit'; did you mean 'list'?"),
        (["help", "session", "sohw"], "ipcsh: session: unknown sub-command 'sohw'; did you mean 'show'?"),
        (["-c", "session shwo x"], "ipcsh: session: unknown sub-command 'shwo'; did you mean 'show'?"),
        (["help", "image", "x"], "ipcsh: image: unknown sub-command 'x'"),
        (["session", "show", "x", "--only", "3-1"], "ipcsh: --only: '3-1' is no list of numbers such as 3-9,12"),
        (["session", "stats", "x", "--match", "("], "ipcsh: --match: '(' is no regular expression: "),
    ])
    func `a mistake is one line, and exit status 2`(arguments: [String], message: String) throws {
        let outcome = try sandbox.run(arguments)
        #expect(outcome.error.hasPrefix(message), "\(outcome.error)")
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.termination == .exit(2))
    }

    @Test(arguments: [["show"], ["stats"], ["script"], ["export", "--csv"], ["diff", "good.jsonl"]])
    func `what is wrong with a file is told with its place, and exit status 3`(command: [String]) throws {
        _ = try session("good.jsonl", [])
        let bad = try session("bad.jsonl", [#"{"n":1,"request":1,"response":"O.k."}"#, #"{"n":2,"request":}"#])
        try sandbox.write("empty.jsonl", "")
        try sandbox.write("other.jsonl", "hello\n")
        for (path, message) in [
            (bad, "ipcsh: \(bad):3:18: "), ("empty.jsonl", "ipcsh: empty.jsonl: the file is empty"),
            ("other.jsonl", "ipcsh: other.jsonl:1:1: no session file"),
            ("none.jsonl", "ipcsh: none.jsonl: cannot be opened: no such file or directory"),
            (".", "ipcsh: .: cannot be read: is a directory"),
        ] {
            let outcome = try sandbox.run(["session"] + command + [path])
            #expect(outcome.error.hasPrefix(message), "\(outcome.error)")
            #expect(outcome.errorLines.count == 1)
            #expect(outcome.termination == .exit(3))
        }
    }

    @Test(arguments: ["show", "stats", "script", "list"])
    func `a session without exchanges is no trouble`(command: String) throws {
        let file = try session("empty.jsonl", [])
        let outcome = try run(command, command == "list" ? "." : file)
        #expect(outcome.error.isEmpty)
        #expect(!outcome.text.isEmpty)
        #expect(outcome.termination == .exit(0))
    }

    @Test func `a torn last line is told, and all before it is used`() throws {
        let line = #"{"n":1,"request":1,"response":"O.k.","gap":0,"ms":1}"#
        let file = try sandbox.write("torn.jsonl", "\(Self.header)\n\(line)\n{\"n\":2")
        let outcome = try run("show", file, "--json")
        #expect(outcome.text == line + "\n")
        #expect(outcome.error == "\(file):3: the last line is torn; the session ends before it\n")
        #expect(outcome.termination == .exit(0))
        #expect(try run("list", ".").text.contains("line 3 is torn"))
        #expect(try run("show", file, "-q").error.isEmpty)
    }

    @Test func `an interrupt ends it`() throws {
        let exchanges = (1...20_000).map { #"{"n":\#($0),"request":"a","response":"O.k."}"# }
        let show = try sandbox.start(["session", "show", try session("long.jsonl", exchanges)])
        // It is at work, and nobody reads on.
        try show.waitUntilFull()
        show.send(SIGINT)
        try show.waitWithoutReading()
        let outcome = try show.wait()
        #expect(outcome.termination == .exit(130), "\(outcome.error)")
        #expect(outcome.lines.count < exchanges.count)
    }

    // MARK: list

    @Test func `list shows newest first, and what is wrong`() throws {
        try sandbox.write("sessions/old.jsonl", Self.header.replacing("-22T", with: "-21T") + "\n{\"end\":0}\n")
        _ = try session(
            "sessions/new.jsonl",
            [#"{"n":1,"request":1,"response":"Error: x","gap":0,"ms":1500}"#]
        )
        try sandbox.write("sessions/bad\u{1B}[2J.jsonl", Self.header + "\n{\"n\":0}\n")
        try sandbox.write("sessions/notes.txt", "no session")
        let outcome = try run("list")
        try #require(outcome.lines.count == 4)
        #expect(
            outcome.lines[0].split(separator: " ").joined(separator: " ")
                == "recorded to exchanges errors duration file"
        )
        #expect(outcome.lines[1].hasSuffix(#"sessions/bad\x1b[2J.jsonl  line 2: 'n' is not a whole number from 1"#))
        let new = "2026-11-22T08:00:00Z  h:1          1       1     1.5 s  sessions/new.jsonl"
        #expect(outcome.lines[2].hasPrefix(new), "\(outcome.text)")
        #expect(outcome.lines[2].hasSuffix("interrupted or still recorded"))
        #expect(outcome.lines[3].hasSuffix("sessions/old.jsonl"))
        #expect(outcome.termination == .exit(0))
        let json = try run("list", "--json")
        try #require(json.lines.count == 3)
        #expect(
            json.lines[1] == #"{"file":"sessions/new.jsonl","created":"2026-11-22T08:00:00Z","to":"h:1","via":"shell","#
                + #""mode":"one-shot","exchanges":1,"errors":1,"duration":1.5,"closed":false}"#
        )
        #expect(try sandbox.run(["-c", "session list sessions"]).text == outcome.text)
    }

    @Test func `list takes the folder that recordings go to`() throws {
        let none = try run("list")
        #expect(none.error == "ipcsh: no sessions in \(sandbox.home)/.local/share/ipcsh/sessions\n")
        #expect(none.termination == .exit(0))
        _ = try session("chosen/a.jsonl", [])
        let chosen = try sandbox.run(["session", "list"], environment: ["IPCSH_SESSIONS": "chosen"])
        #expect(chosen.lines.last?.contains("chosen/a.jsonl") == true)
        let missing = try run("list", "nowhere")
        #expect(missing.error == "ipcsh: nowhere: cannot be listed: no such file or directory\n")
        #expect(missing.termination == .exit(3))
    }

    // MARK: show

    @Test func `show tells all of an exchange, safe for terminals`() throws {
        let file = try session(
            "a.jsonl",
            [
                #"{"n":1,"request":{"a":"ö"},"response":"O.k.","gap":0,"ms":1.5}"#,
                #"{"n":2,"request":"{\u001b[2J","response":"Error: x\nsecond\u0007","gap":0.25,"ms":2}"#,
                #"{"n":3,"request_base64":"/w==","error":"refused","attempts":4,"note":"mine","gap":1,"ms":3}"#,
                #"{"n":4,"request":"","request_end":"abort","error":"closed-without-response","gap":1,"ms":3}"#,
                #"{"n":5,"request":"x","request_end":"none","response":"","response_end":"no-crlf","expect":{"ignore":true}}"#,
                #"{"end":5}"#,
            ]
        )
        let outcome = try run("show", file)
        #expect(
            outcome.text == """
                \(file): recorded 2026-11-22T08:00:00Z by t (shell), to h:1, one-shot
                1  +0 s  1.5 ms
                  > {"a": "\\u00f6"}
                  < O.k.
                2  +0.25 s  2 ms
                  > {\\x1b[2J
                  < Error: x
                    second\\x07
                3  +1.25 s  3 ms  4 attempts
                  > \\xff
                  < (no response: refused)
                  note: mine
                4  +2.25 s  3 ms
                  > (abort: Ctrl-Z)
                  < (no response: closed-without-response)
                5  +2.25 s  0 ms
                  > x (no terminator)
                  < \n    (no CR LF)
                  expect: {"ignore":true}
                5 exchanges

                """
        )
        #expect(try run("show", file, "--color", "always").text.contains("\u{1B}[32mO.k.\u{1B}[0m"))
        #expect(outcome.termination == .exit(0))
    }

    @Test(arguments: [
        (["--only", "1,5-6"], [1, 5, 6]), (["--match", "Unknown"], [8, 19]),
        (["--skip", "image"], [5, 6, 8, 15, 16, 17, 18, 19]),
        (["--errors-only", "--only", "-8"], [7, 8]), (["--match", "nothing like it"], []),
    ])
    func `a selection shows these exchanges, as they are in the file`(options: [String], numbers: [Int]) throws {
        let tour = Self.example("tour.jsonl")
        let lines = try sandbox.lines(of: tour)
        let outcome = try sandbox.run(["session", "show", tour, "--json"] + options)
        #expect(outcome.lines == numbers.map { lines[$0] })
        let text = try sandbox.run(["session", "show", tour] + options)
        #expect(text.lines.last == "\(numbers.count) of 19 exchanges")
    }

    @Test func `a line of many megabytes is shown`() throws {
        let long = String(repeating: "x", count: 20_000_000)
        let file = try session("long.jsonl", [#"{"n":1,"request":1,"response":"\#(long)"}"#])
        let outcome = try run("show", file)
        #expect(outcome.output.count > 20_000_000)
        #expect(outcome.termination == .exit(0))
    }

    @Test func `whoever closes the output early ends it`() throws {
        let file = try session(
            "many.jsonl",
            (1...20_000).map { #"{"n":\#($0),"request":1,"response":"O.k.","gap":0,"ms":1}"# }
        )
        for command in ["show", "script", "export --csv"] {
            let process = try sandbox.start(["session"] + command.split(separator: " ").map(String.init) + [file])
            _ = try process.readLine()
            process.closeOutput()
            let outcome = try process.wait()
            #expect(outcome.error.isEmpty)
            #expect(outcome.termination == .signal(SIGPIPE))
        }
    }

    // MARK: stats

    @Test func `stats counts by command and outcome`() throws {
        let outcome = try run("stats", Self.example("tour.jsonl"), Self.example("errors.jsonl"))
        #expect(
            outcome.lines == [
                "30 exchanges of 2 sessions in 0.206 s",
                "            ok  error  total",
                "image        4     11     15",
                "elements     2      8     10",
                "other JSON   -      3      3",
                "not JSON     -      2      2",
                "total        6     24     30",
                "ms: p50 0.949, p90 1.289, p99 2.076, max 2.076",
                "0.5 - 1 ms  21  " + String(repeating: "█", count: 64),
                "  1 - 2 ms   8  " + String(repeating: "█", count: 24) + "▍",
                "  2 - 4 ms   1  ███",
            ]
        )
        let plain = try sandbox.run(["session", "stats", Self.example("tour.jsonl")], environment: ["LC_ALL": "C"])
        #expect(plain.text.contains("###"))
        #expect(
            try run("stats", Self.example("tour.jsonl"), "--match", "hello").lines[0].hasPrefix("2 exchanges of 1 ")
        )
    }

    @Test func `stats as JSON`() throws {
        let file = try session("a.jsonl", [#"{"n":1,"request":{"image":1},"error":"timeout","gap":0,"ms":3000}"#])
        #expect(
            try run("stats", file, "--json").text
                == #"{"sessions":1,"exchanges":1,"duration":3,"commands":{"image":{"timeout":1}},"#
                + #""ms":{"p50":3000,"p90":3000,"p99":3000,"max":3000},"#
                + #""histogram":[{"from":2048.0,"to":4096.0,"count":1}]}"# + "\n"
        )
    }

    // MARK: diff

    @Test func `diff of a session with itself, in other times, finds nothing`() throws {
        let lines = try sandbox.lines(of: Self.example("tour.jsonl"))
        let other = lines.map { $0.replacing(/"gap":[0-9.]+,"ms":[0-9.]+/, with: "\"gap\":5,\"ms\":9") }
        let file = try sandbox.write("other.jsonl", other.joined(separator: "\n") + "\n")
        let outcome = try run("diff", Self.example("tour.jsonl"), file)
        #expect(outcome.text == "19 the same\n")
        #expect(outcome.termination == .exit(0))
    }

    @Test func `diff shows what differs and what only one has`() throws {
        let left = try session(
            "a.jsonl",
            [
                #"{"n":1,"request":1,"response":"O.k."}"#, #"{"n":2,"request":2,"response":"O.k."}"#,
                #"{"n":3,"request":3,"response":"x"}"#, #"{"n":4,"request":4,"response":"O.k."}"#,
            ]
        )
        let right = try session(
            "b.jsonl",
            [
                #"{"n":1,"request":1,"error":"refused"}"#,
                #"{"n":2,"request":3,"response":"x","response_end":"no-close"}"#,
                #"{"n":3,"request":4,"response":"O.k."}"#, #"{"n":4,"request":"\u001b","response":""}"#,
            ]
        )
        let outcome = try run("diff", left, right)
        #expect(
            outcome.text == """
                exchange 1 failed by the network, which says nothing of the server's answer
                  request: 1
                  A:       O.k.
                  B:       (no response: refused)
                exchange 2 is only in A
                  request: 2
                  A:       O.k.
                exchange 3 of A, 2 of B, differs
                  request: 3
                  A:       x
                  B:       x (no close)
                exchange 4 is only in B
                  request: \\x1b
                  B:       (nothing)
                1 the same, 1 differs, 1 only in A, 1 only in B, 1 failed by the network

                """
        )
        #expect(outcome.termination == .exit(4))
        let json = try run("diff", left, right, "--json")
        try #require(json.lines.count == 5)
        #expect(json.lines[1] == #"{"diff":"only-a","a":{"n":2,"request":2,"response":"O.k."}}"#)
        #expect(json.lines[4] == #"{"same":1,"changed":1,"only_a":1,"only_b":1,"unanswered":1}"#)
        #expect(json.termination == .exit(4))
    }

    @Test func `diff pairs what stands in another order, and says what moved`() throws {
        func line(_ number: Int, _ request: String, _ response: String = "O.k.") -> String {
            #"{"n":\#(number),"request":"\#(request)","response":"\#(response)"}"#
        }
        let left = try session("a.jsonl", [line(1, "a"), line(2, "b"), line(3, "c"), line(4, "d"), line(5, "e")])
        let moved = try session("b.jsonl", [line(1, "d"), line(2, "a"), line(3, "b"), line(4, "c"), line(5, "e")])
        let same = try run("diff", left, moved)
        #expect(same.lines == ["exchange 4 of A is 1 of B: moved, and the same", "5 the same, 1 moved"])
        #expect(same.termination == .exit(0))
        let other = try session("c.jsonl", [line(1, "e"), line(2, "d", "x"), line(3, "a"), line(4, "b"), line(5, "c")])
        let changed = try run("diff", left, other)
        #expect(changed.lines[0] == "exchange 4 of A, 2 of B, differs")
        #expect(
            changed.lines.suffix(2) == [
                "exchange 5 of A is 1 of B: moved, and the same", "4 the same, 1 differs, 2 moved",
            ]
        )
        #expect(changed.termination == .exit(4))
        let twice = try session("d.jsonl", [line(1, "d"), line(2, "e"), line(3, "a"), line(4, "b"), line(5, "c")])
        #expect(
            try run("diff", left, twice).lines == [
                "exchanges 4-5 of A are 1-2 of B: moved, and the same", "5 the same, 2 moved",
            ]
        )
        #expect(
            try run("diff", left, twice, "--json").lines == [
                #"{"diff":"moved","a":{"from":4,"to":5},"b":{"from":1,"to":2}}"#,
                #"{"same":5,"changed":0,"only_a":0,"only_b":0,"moved":2}"#,
            ]
        )
    }

    @Test(arguments: [
        (
            ["P b", "a", "c", "d"], ["a", "c", "d", "P b"],
            ["pushed message 1 of A is 4 of B: moved, and the same", "4 the same, 1 moved"]
        ),
        (
            ["P b", "a", "c", "d"], ["a", "c", "d", "P x"],
            [
                "pushed message 1 of A, 4 of B, differs", "  A:       b", "  B:       x",
                "3 the same, 1 differs, 1 moved",
            ]
        ),
        (
            ["P b", "P f", "a", "c", "d"], ["a", "c", "d", "P b", "P f"],
            ["pushed messages 1-2 of A are 4-5 of B: moved, and the same", "5 the same, 2 moved"]
        ),
        (
            ["b", "P f", "a", "c", "d"], ["a", "c", "d", "b", "P f"],
            ["exchanges and pushed messages 1-2 of A are 4-5 of B: moved, and the same", "5 the same, 2 moved"]
        ),
        (["P b", "a"], ["a"], ["pushed message 1 is only in A", "  A:       b", "1 the same, 1 only in A"]),
        (["a"], ["a", "P b"], ["pushed message 2 is only in B", "  B:       b", "1 the same, 1 only in B"]),
    ])
    func `diff calls pushed messages so, moved ones too`(left: [String], right: [String], told: [String]) throws {
        func lines(_ parts: [String]) -> [String] {
            parts.enumerated().map { index, part in
                part.hasPrefix("P ")
                    ? #"{"n":\#(index + 1),"pushed":"\#(part.dropFirst(2))","gap":0}"#
                    : #"{"n":\#(index + 1),"request":"\#(part)","response":"O.k."}"#
            }
        }
        let outcome = try run("diff", try session("a.jsonl", lines(left)), try session("b.jsonl", lines(right)))
        #expect(outcome.lines.filter { !$0.hasPrefix("  diff:") && !$0.hasPrefix("   ") } == told)
    }

    @Test func `diff takes no failure of the network for a difference of answers`() throws {
        let answered = try session("a.jsonl", [#"{"n":1,"request":1,"response":"O.k."}"#])
        let retried = try session(
            "b.jsonl",
            [
                #"{"n":1,"request":1,"error":"timeout"}"#, #"{"n":2,"request":1,"response":"O.k.","attempts":3}"#,
                #"{"n":3,"request":2,"error":"refused"}"#,
            ]
        )
        for (files, places) in [([answered, retried], "B"), ([retried, answered], "A")] {
            let outcome = try run("diff", files[0], files[1])
            #expect(
                outcome.lines.contains(
                    "exchange 1 of \(places) failed by the network, which says nothing of the server's answer"
                )
            )
            #expect(outcome.lines.last == "1 the same, 2 failed by the network")
            #expect(outcome.termination == .exit(0))
        }
    }

    @Test func `diff makes reports, with what both have counted`() throws {
        let header = #"{"ipcsh":1,"created":"c","tool":"t","via":"shell","to":"localhost:7000","mode":"one-shot"}"#
        func line(_ number: Int, _ response: String) -> String {
            #"{"n":\#(number),"request":{"r":\#(number)},"response":"\#(response)","ms":\#(number)}"#
        }
        let left = [header] + (1...50).map { line($0, "O.k.") } + [line(51, #"{\"a\":1}"#), line(52, "only in A")]
        let right = [header] + (1...50).map { line($0, "O.k.") } + [line(51, #"{\"a\":2}"#), line(53, "<b>")]
        try sandbox.write("left.jsonl", left.joined(separator: "\n") + "\n")
        try sandbox.write("right.jsonl", right.joined(separator: "\n") + "\n")
        let reports = ["--report", "html:r.html", "--report", "junit:r.xml", "--report", "json:r.json"]
        let outcome = try sandbox.run(["session", "diff", "left.jsonl", "right.jsonl"] + reports)
        #expect(outcome.termination == .exit(4), "\(outcome.text)")
        #expect(outcome.text.contains("  diff:    /a: 1 -> 2 (+1)\n"))
        let page = try Sandbox.text(of: sandbox.file("r.html"))
        #expect(page.contains("3 different of 53") && page.contains("A: left.jsonl") && page.contains("only-b"))
        #expect(page.contains("<code>/a</code><del>1</del> &rarr; <ins>2</ins><b>+1</b>"))
        #expect(!page.contains("<b>\""))
        #expect(try Sandbox.text(of: sandbox.file("r.xml")).contains(#"name="50 exchanges that are the same""#))
        #expect(try Sandbox.text(of: sandbox.file("r.json")).contains(#""pointer":"/a""#))
    }

    @Test func `export makes a page of a session`() throws {
        let outcome = try run("export", Self.example("errors.jsonl"), "--html", "--only", "1-3")
        #expect(outcome.termination == .exit(0), "\(outcome.text)")
        #expect(outcome.text.hasPrefix("<!DOCTYPE html>") && outcome.text.hasSuffix("</html>\n"))
        #expect(outcome.text.matches(of: /<article\ /).count == 3)
        #expect(outcome.text.contains("Error: Malformed JSON message."))
        #expect(try run("export", Self.example("errors.jsonl"), "--html", "--csv").termination == .exit(2))
        #expect(try run("export", Self.example("errors.jsonl"), "--html", "--exact").termination == .exit(2))
    }

    @Test func `a pipe is refused`() throws {
        let file = try session("a.jsonl", [])
        let diff = try sandbox.start(["session", "diff", file, "/dev/stdin"], input: .pipe)
        try diff.write(Self.header + "\n")
        let outcome = try diff.wait()
        #expect(outcome.error == "ipcsh: /dev/stdin: not a regular file: copy what comes from it to one first\n")
        #expect(outcome.termination == .exit(3))
    }

    // MARK: script and export

    @Test(arguments: ["tour", "errors"])
    func `the script of a session runs, and records the same session`(name: String) throws {
        let script = try run("script", Self.example("\(name).jsonl"))
        #expect(script.termination == .exit(0))
        let path = try sandbox.write("again.ipcsh", script.text)
        let outcome = try sandbox.run(["--mock", "--record", "again.jsonl", path])
        #expect(outcome.termination == .exit(0), "\(outcome.error)")
        #expect(try run("diff", Self.example("\(name).jsonl"), "again.jsonl").termination == .exit(0))
    }

    @Test func `a script that is answered otherwise fails`() throws {
        let script = try run("script", Self.example("errors.jsonl")).text.replacing("Malformed", with: "Other")
        let path = try sandbox.write("again.ipcsh", script)
        #expect(try sandbox.run(["--mock", path]).termination == .exit(4))
    }

    @Test func `what would stop the server needs force, and a script says so`() throws {
        let file = try session("fatal.jsonl", [#"{"n":1,"request":null,"response":"Error: would terminate"}"#])
        #expect(try run("script", file).text.contains("\nraw --force null\nexpect 'Error: would terminate'\n"))
    }

    @Test func `CSV reads back`() throws {
        let outcome = try run("export", Self.example("tour.jsonl"), "--csv", "--only", "7,8")
        #expect(
            outcome.text == """
                n,time,command,file,request,outcome,response,ms,attempts,note
                7,0.047211,image,C:/temp/example.jpg,"{""image"": {""file"": ""C:/temp/example.jpg""}}",error,\
                Error: Missing parameter 'name' in 'image' request.,0.748,1,
                8,0.048274,other JSON,,"{""hello"": [""world"", 1e3, null]}",error,"Error: Unknown request:
                {'hello': ['world', 1000.0, None]}",1.067,1,

                """
        )
        let markdown = try run("export", Self.example("tour.jsonl"), "--markdown")
        #expect(markdown.lines.count == 21)
        #expect(markdown.lines.allSatisfy { $0.hasPrefix("| ") || $0.hasPrefix("| ---") })
        #expect(try run("export", Self.example("tour.jsonl")).termination == .exit(2))
        let formula = try session("f.jsonl", [#"{"n":1,"request":1,"response":"=cmd"}"#])
        #expect(try run("export", formula, "--csv").text.contains(",'=cmd,"))
        #expect(try run("export", formula, "--csv", "--exact").text.contains(",=cmd,"))
    }
}
