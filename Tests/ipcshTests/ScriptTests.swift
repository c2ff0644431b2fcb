import TestSupport
import Testing
import WireJSON

@Suite struct ScriptTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    @Test func `responses go to standard output, the summary to standard error`() throws {
        let script = try sandbox.write("s.ipcsh", "image a.jpg; raw {\"a\": 1}\nexpect error\n")
        let outcome = try sandbox.run(["--mock", "--no-record", script])
        #expect(outcome.text == "O.k.\nError: Unknown request:\n{'a': 1}\n")
        #expect(outcome.error == "ipcsh: 2 exchanges: 1 ok, 1 answered with an error; not recorded\n")
        #expect(outcome.termination == .exit(0))
    }

    @Test func `an expectation that fails is told with the request, and ends the script`() throws {
        let script = try sandbox.write("s.ipcsh", "image ''\nexpect ok\nimage b.jpg\n")
        let outcome = try sandbox.run(["--mock", "--no-record", "-q", script])
        #expect(
            outcome.error == #"\#(script):2: expected "O.k.", got "Error: Image file  could not be read."  "#
                + #"request: {"image": {"file": "", "name": "Default", "focal_length": "50.0"}}"# + "\n"
        )
        #expect(outcome.text == "Error: Image file  could not be read.\n")
        #expect(outcome.termination == .exit(4))
    }

    @Test(arguments: [
        ("image a.jpg; expect ok", 0),
        ("image a.jpg; expect O.k.", 0),
        ("image a.jpg; expect error", 4),
        ("image a.jpg; expect 'O.k'", 4),
        ("image a.jpg; expect ~ '^O[.]k'", 0),
        ("image a.jpg; expect ~ x", 4),
        ("image a.jpg; expect ~ (", 2),
        ("image a.jpg; expect time < 1m", 0),
        ("image a.jpg; expect time < 0.001ms", 4),
        ("image a.jpg; expect time < x", 2),
        ("image ''; expect error; echo on", 0),
        ("image ''; echo on; expect error", 1),
        ("image ''", 1),
        ("image ''; # nothing judges it", 1),
        ("raw null --force", 1),
        ("raw --force null\nexpect ok", 3),
        ("image a.jpg; quit; image ''", 0),
        ("echo $?; image a.jpg; echo $?", 0),
    ])
    func `the exit status is the first failure's`(commands: String, status: Int32) throws {
        let outcome = try sandbox.run(["--mock", "-c", commands])
        #expect(outcome.termination == .exit(status), "\(outcome.error)")
    }

    @Test func `keep-going runs everything, and ends with the first failure's status`() throws {
        let commands = "image ''; image a.jpg; expect error; echo $?; image b.jpg"
        let outcome = try sandbox.run(["--mock", "--keep-going", "-c", commands])
        #expect(outcome.lines == ["Error: Image file  could not be read.", "O.k.", "4", "O.k."])
        #expect(outcome.termination == .exit(1))
        let files = try sandbox.run(["image", "", "b.jpg", "--mock", "--keep-going"])
        #expect(files.lines == ["Error: Image file  could not be read.", "O.k."])
        #expect(files.termination == .exit(1))
        #expect(try sandbox.run(["image", "", "b.jpg", "--mock"]).lines.count == 1)
    }

    @Test func `json puts out one valid line for each exchange`() throws {
        let commands = "image 'größe ä.jpg'\nraw {\"a\": \"\\u0000\"}\nexpect error; raw --force null"
        let outcome = try sandbox.run(["--mock", "--json", "-c", commands])
        try #require(outcome.lines.count == 3)
        let values = try outcome.lines.map { try JSONParser.parse(Array($0.utf8)) }
        #expect(values[0]["n"]?.int == 1)
        #expect(values[0]["request"]?["image"]?["file"]?.text == "größe ä.jpg")
        #expect(values[0]["response"]?.text == "O.k.")
        #expect(values[1]["response"]?.text?.hasPrefix("Error: Unknown request:\n") == true)
        #expect(values[2]["error"]?.text == "closed-without-response")
        #expect(values[2]["response"] == nil)
        #expect(outcome.termination == .exit(3))
    }

    @Test func `quiet says failures only`() throws {
        let script = try sandbox.write("s.ipcsh", "image a.jpg\nimage ''\n")
        #expect(try sandbox.run(["--mock", "-q", "--no-record", script]).error.isEmpty)
        #expect(try sandbox.run(["--mock", "-q", "-c", "imgae"]).error.hasPrefix("ipcsh: unknown command"))
    }

    @Test func `verbose shows every byte sent and received`() throws {
        let server = try ScriptedServer.answering("O.k.\r\n")
        let outcome = try sandbox.run(["raw", "{\"a\":\t1}", "-v", "--to", server.endpoint])
        let lines = outcome.errorLines
        #expect(lines.contains("* connected to \(server.endpoint)"))
        #expect(lines.contains(#"> {"a":\t1}\x04"#))
        #expect(lines.contains("* half-closed"))
        #expect(lines.contains(#"< O.k.\r\n"#))
        #expect(outcome.text == "O.k.\n")
    }

    @Test func `variables come from the command line, commands and scripts run in order`() throws {
        let script = try sandbox.write("sub/s.ipcsh", "echo script $dir ${script_dir}\n")
        let outcome = try sandbox.run(["-D", "dir=C:/a b", "-Dx=1=2", "-c", "echo $dir", "-c", "echo $x; echo", script])
        #expect(outcome.text == "C:/a b\n1=2\n\nscript C:/a b \(sandbox.work)/sub\n")
    }

    @Test func `an error that the next commands judge may stand in another text`() throws {
        #expect(try sandbox.run(["--mock", "-c", "image ''", "-c", "expect error"]).termination == .exit(0))
        #expect(try sandbox.run(["--mock", "-c", "image ''", "-c", "echo a"]).text.hasSuffix("a\n") == false)
    }

    @Test func `a script includes another, from its own folder`() throws {
        try sandbox.write("sub/inner.ipcsh", "echo inner\nimgae\n")
        let script = try sandbox.write("sub/s.ipcsh", "source inner.ipcsh\necho not reached\n")
        let outcome = try sandbox.run([script])
        #expect(outcome.text.isEmpty)
        #expect(outcome.error.contains("/sub/inner.ipcsh:2:1: unknown command 'imgae'"))
        #expect(outcome.termination == .exit(2))
    }

    @Test func `a script that runs itself is stopped`() throws {
        let script = try sandbox.write("s.ipcsh", "source s.ipcsh\n")
        let outcome = try sandbox.run([script])
        #expect(outcome.error.contains(":1: source: scripts run each other more than 64 deep (does "))
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.termination == .exit(2))
    }
}
