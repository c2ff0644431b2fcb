import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct SessionPagerTests {
    private let sandbox: Sandbox
    private let file: String

    init() throws {
        sandbox = try Sandbox()
        let header = #"{"ipcsh":1,"created":"c","tool":"t","via":"shell","to":"h:1","mode":"one-shot"}"#
        let lines = (1...5000).map { #"{"n":\#($0),"request":\#($0),"response":"O.k.","gap":0,"ms":1}"# }
        file = try sandbox.write("many.jsonl", ([header] + lines).joined(separator: "\n") + "\n")
    }

    /// A pager that says that it is one, and does what a script says.
    private func pager(_ script: String) throws {
        let path = try sandbox.write("pager", "#!/bin/sh\necho PAGER $*\n\(script)\n")
        chmod(path, 0o700)
        sandbox.environment["PAGER"] = path
    }

    @Test func `what is longer than the screen goes through the pager, with its arguments and colours`() throws {
        try pager("cat")
        sandbox.environment["PAGER", default: ""] += " -x y"
        let terminal = try sandbox.startOnTerminal(["session", "show", file])
        try terminal.expect("PAGER -x y\r\n")
        try terminal.expect("\u{1B}[32mO.k.\u{1B}[0m")
        try terminal.expect("5000 exchanges")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test(arguments: [["--only", "1-5"], ["--no-pager"], ["--json"]])
    func `what fits on the screen, and what shall not, is printed`(options: [String]) throws {
        try pager("cat")
        let terminal = try sandbox.startOnTerminal(["session", "show", file] + options)
        #expect(try terminal.waitForExit() == 0)
        #expect(!terminal.output.contains("PAGER"))
        #expect(terminal.output.contains(options == ["--json"] ? #""n":5,"# : "O.k."))
    }

    @Test(arguments: ["", " ", "cat"])
    func `no pager is used where none is wanted`(pager: String) throws {
        sandbox.environment["PAGER"] = pager
        let terminal = try sandbox.startOnTerminal(["session", "show", file])
        try terminal.expect("5000 exchanges; interrupted or still recorded")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func `a pager that cannot be started is told, and all is printed`() throws {
        sandbox.environment["PAGER"] = "/nowhere/pager -x"
        let terminal = try sandbox.startOnTerminal(["session", "show", file])
        try terminal.expect("ipcsh: the pager '/nowhere/pager -x' cannot be started: no such file or directory\r\n")
        try terminal.expect("5000 exchanges")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func `a shell's command is a pager, too`() throws {
        sandbox.environment["PAGER"] = "head -n 2 | sed 's/^/> /'"
        let terminal = try sandbox.startOnTerminal(["session", "show", file])
        try terminal.expect("> \(file): recorded c by t")
        #expect(try terminal.waitForExit() == 0)
        #expect(terminal.output.split(separator: "\r\n").count == 2)
    }

    @Test(arguments: [nil, "iM"])
    func `less shows colours, unless the user has chosen its options`(options: String?) throws {
        try pager("echo \"LESS $LESS\"; cat")
        sandbox.environment["LESS"] = options
        let terminal = try sandbox.startOnTerminal(["session", "show", file])
        try terminal.expect("LESS \(options ?? "FRX")\r\n")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func `leaving the pager early is the end, without a complaint`() throws {
        try pager("head -n 1; exit 3")
        let terminal = try sandbox.startOnTerminal(["session", "show", file])
        try terminal.expect("PAGER")
        #expect(try terminal.waitForExit() == 0)
        #expect(terminal.output.split(separator: "\r\n").count == 2, "\(terminal.output)")
    }

    @Test func `Ctrl-C belongs to the pager, and the shell goes on`() throws {
        try pager("trap 'echo INTERRUPTED; exit' INT; head -n 1 > /dev/null; echo READY; while :; do sleep 1; done")
        let terminal = try sandbox.startOnTerminal(["--no-record"])
        try terminal.expect("> ")
        try terminal.send("session show many.jsonl\r")
        try terminal.expect("READY")
        try terminal.sendKey(.ctrlC)
        try terminal.expect("INTERRUPTED")
        try terminal.expect("localhost:7000> ")
        try terminal.send("echo still\" \"here\r")
        try terminal.expect("\nstill here")
        try terminal.expect("localhost:7000> ")
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func `a terminal that the pager has left without echo is put right`() throws {
        try pager("stty -echo -icanon < /dev/tty; kill -9 $$")
        let terminal = try PseudoTerminal()
        let environment = sandbox.environment.merging(["TERM": "xterm"]) { given, _ in given }
        let commands = "'\(sandbox.program)' session show '\(file)'; stty -a"
        try terminal.spawn("/bin/sh", ["-c", commands], environment: environment, directory: sandbox.work)
        #expect(try terminal.waitForExit() == 0)
        let settings = terminal.output.split(whereSeparator: \.isWhitespace)
        #expect(settings.contains("echo") && settings.contains("icanon"), "\(terminal.output)")
    }

    @Test(.enabled(if: access("/usr/bin/less", X_OK) == 0))
    func `less shows a page, and leaves what fits on the screen`() throws {
        let terminal = try sandbox.startOnTerminal(["session", "show", file])
        try terminal.expect(":")
        try terminal.send("G")
        try terminal.expect("5000 exchanges")
        try terminal.expect("(END)")
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
    }
}
