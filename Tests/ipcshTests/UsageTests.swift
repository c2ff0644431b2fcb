import TestSupport
import Testing

@Suite struct UsageTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    @Test(
        arguments: [
            (["image", "", "b.jpg", "--mock", "--keep-going"], "ipcsh: '': Error: Image file  could not be read."),
            (["session", "show", ""], "ipcsh: '': cannot be opened: no such file or directory"),
            (["session", "check", " a "], "ipcsh: ' a ': cannot be opened: no such file or directory"),
            (["test", "", "--mock"], "ipcsh: '' cannot be read: no such file or directory"),
            (["raw", "@", "--mock"], "ipcsh: '' cannot be read: no such file or directory"),
        ]
    )
    func `a name that could not be seen stands in quotes`(arguments: [String], line: String) throws {
        let outcome = try sandbox.run(arguments)
        #expect(outcome.errorLines.first == line)
    }

    @Test func `the version and the help go to standard output`() throws {
        let version = try sandbox.run(["--version"])
        #expect(version.text.wholeMatch(of: /ipcsh \d+\.\d+\.\d+\n/) != nil)
        #expect(version.termination == .exit(0))
        let details = try sandbox.run(["--version", "--verbose"])
        for name in ["ipcsh ", "build: ", "Swift: ", "libedit: ", "PCRE2: ", "zlib: "] {
            #expect(details.lines.contains { $0.hasPrefix(name) }, "\(name)")
        }
        let help = try sandbox.run(["--help"])
        #expect(help.text.contains("ipcsh [options] [SCRIPT ...]"))
        #expect(help.text.contains("--keep-going"))
        #expect(help.text.contains("elements"))
        #expect(help.error.isEmpty)
        #expect(help.termination == .exit(0))
        for arguments in [["image", "--help"], ["help", "image"], ["-c", "image --help"], ["-c", "help image"]] {
            let outcome = try sandbox.run(arguments)
            #expect(outcome.text.contains("--focal-length"), "\(arguments)")
            #expect(outcome.termination == .exit(0))
        }
    }

    @Test(arguments: [
        (
            ["imgae", "a.jpg"],
            "ipcsh: 'imgae' is neither a command nor a readable script (no such file or directory); did you mean 'image'?"
        ),
        (["-c", "imgae a.jpg"], "ipcsh: unknown command 'imgae'; did you mean 'image'?"),
        (["-c", "xyzzy"], "ipcsh: unknown command 'xyzzy'"),
        (["help", "imgae"], "ipcsh: no help on 'imgae'; did you mean 'image'? ('help' lists all)"),
        (["-c", "echo 'a"], "ipcsh: a ' is missing"),
        (["-c", "echo $nothing"], "ipcsh: unknown variable 'nothing' ('set nothing VALUE' makes it)"),
        (["-c", "$x y"], "ipcsh: a command's name has no variables and no patterns"),
        (["-c", "expect ok"], "ipcsh: expect: there was no exchange yet"),
        (["-c", "last"], "ipcsh: last: there was no exchange yet"),
        (["-c", "sleep -1"], "ipcsh: sleep: '-1' is not a time: 5s, 250ms, 2m"),
        (["-c", "sleep never"], "ipcsh: sleep: 'never' is not a time: 5s, 250ms, 2m"),
        (["-c", "set a-b c"], "ipcsh: set: 'a-b' is no setting and no name of a variable"),
        (["-c", "disconnect; image a.jpg"], "ipcsh: not connected ('connect HOST:PORT' chooses a server)"),
        (["-D", "1x=y", "-c", "status"], "ipcsh: -D: '1x=y' is not NAME=VALUE"),
        (["-c", "image /nowhere/*.jpg"], "ipcsh: no file matches '/nowhere/*.jpg' (quotes keep it as it is)"),
        (["--timeout", "x", "-c", "status"], "ipcsh: timeout: 'x' is not a time: 5s, 250ms, 2m"),
        (["image", "a.jpg", "--map", "x"], "ipcsh: --map: 'x' is not LOCAL=REMOTE"),
        (
            ["image", "a.jpg", "--to", "a:b"],
            "ipcsh: 'a:b' is no endpoint: the port is not 0 to 65535 (HOST, HOST:PORT, PORT, [v6]:PORT or unix:/path)"
        ),
        (["mock", "start"], "ipcsh: mock: start, stop and status are for the shell; 'ipcsh mock' runs a server"),
        (
            ["mock", "--listen", "x:y"],
            "ipcsh: 'x:y' is no endpoint: the port is not 0 to 65535 (HOST, HOST:PORT, PORT, [v6]:PORT or unix:/path)"
        ),
        (["raw", "null"], "ipcsh: not sent: this would terminate the vendor's server, for "),
    ])
    func `a mistake of the user is one line, and exit status 2`(arguments: [String], message: String) throws {
        let outcome = try sandbox.run(arguments)
        #expect(outcome.termination == .exit(2))
        #expect(outcome.errorLines.count == 1)
        if message.hasSuffix(" ") {
            #expect(outcome.error.hasPrefix(message))
        } else {
            #expect(outcome.error == message + "\n")
        }
        #expect(outcome.output.isEmpty)
    }

    @Test(arguments: [
        (["image"], "image FILE ..."),
        (["-c", "image"], "image FILE ..."),
        (["-c", "elements"], "elements FILE ..."),
        (["image", "a.jpg", "--serise", "x"], "--serise"),
        (["--nonsense"], "--nonsense"),
        (["--to"], "--to"),
    ])
    func `a wrong command line explains the usage in one line`(arguments: [String], part: String) throws {
        let outcome = try sandbox.run(arguments)
        #expect(outcome.termination == .exit(2))
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.error.hasPrefix("ipcsh: "))
        #expect(outcome.error.contains(part))
    }

    @Test func `a script is told with its file and line, and nothing of it runs`() throws {
        let server = try ScriptedServer.answering("O.k.\r\n")
        let script = try sandbox.write("s.ipcsh", "image a.jpg\n\n  imgae b.jpg\nimage --nonsense\n")
        let outcome = try sandbox.run(["--to", server.endpoint, script])
        #expect(outcome.termination == .exit(2))
        #expect(outcome.errorLines.count == 2)
        #expect(outcome.errorLines.first == "\(script):3:3: unknown command 'imgae'; did you mean 'image'?")
        #expect(outcome.errorLines.last?.hasPrefix("\(script):4:1: image: ") == true)
        #expect(outcome.output.isEmpty)
        #expect(server.connections == 0)
    }

    @Test func `all scripts are read before the first one runs`() throws {
        let server = try ScriptedServer.answering("O.k.\r\n")
        let (good, bad) = (try sandbox.write("a.ipcsh", "image a.jpg"), try sandbox.write("b.ipcsh", "imgae"))
        #expect(try sandbox.run(["--to", server.endpoint, good, bad]).termination == .exit(2))
        #expect(try sandbox.run(["--to", server.endpoint, "-c", "image a.jpg", bad]).termination == .exit(2))
        #expect(try sandbox.run(["--to", server.endpoint, good, sandbox.file("none")]).termination == .exit(2))
        #expect(server.connections == 0)
    }

    @Test func `a script that is not UTF-8 is refused`() throws {
        let script = try sandbox.write("s.ipcsh", "")
        let bytes = try Subprocess.run("/bin/sh", ["-c", "printf 'echo \\377' > \(script)"], directory: sandbox.work)
        #expect(bytes.termination == .exit(0))
        let outcome = try sandbox.run([script])
        #expect(outcome.error == "ipcsh: \(script) is not UTF-8 text\n")
        #expect(outcome.termination == .exit(2))
    }

    @Test func `scripts may have a byte order mark and Windows' line ends`() throws {
        let script = try sandbox.write("s.ipcsh", "\u{FEFF}# first\r\necho a \\\r\n  b\r\necho 'c'\r\n")
        let outcome = try sandbox.run([script])
        #expect(outcome.text == "a b\nc\n")
        #expect(outcome.termination == .exit(0))
    }
}
