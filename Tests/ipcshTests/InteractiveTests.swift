import TestSupport
import Testing

@Suite struct InteractiveTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
        sandbox.environment["NO_COLOR"] = "1"
    }

    @Test func `the prompt says where it is connected`() throws {
        let terminal = try sandbox.startOnTerminal()
        try terminal.expect("ipcsh ")
        try terminal.expect("localhost:7000 [rec]> ")
        try terminal.send("disconnect\r")
        try terminal.expect("not connected [rec]> ")
        try terminal.send("connect winbox\r")
        try terminal.expect("winbox:7000 [rec]> ")
        try terminal.send("mock start\r")
        try terminal.expect("mock server on 127.0.0.1:")
        try terminal.expect("127.0.0.1:")
        try terminal.send("mock stop\r")
        try terminal.expect("not connected [rec]> ")
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func `typing, a failure and quit`() throws {
        let terminal = try sandbox.startOnTerminal(["--mock", "--no-record"])
        try terminal.expect("> ")
        try terminal.send("image C:\\temp\\a.jpg\r")
        try terminal.expect("\nO.k.")
        try terminal.expect("> ")
        try terminal.send("imgae b.jpg\r")
        try terminal.expect("ipcsh: unknown command 'imgae'; did you mean 'image'?")
        try terminal.expect("> ")
        try terminal.send("image ''; image c.jpg\r")
        try terminal.expect("could not be read.")
        try terminal.expect("O.k.")
        try terminal.expect("> ")
        try terminal.send("quit\r")
        try terminal.expect("ipcsh: 3 exchanges: 2 ok, 1 answered with an error; not recorded")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func `Tab completes commands, options and files`() throws {
        try sandbox.write("größe ä.jpg", "")
        try sandbox.write("points.gxml", "")
        let terminal = try sandbox.startOnTerminal(["--mock", "--no-record"])
        try terminal.expect("> ")
        try terminal.send("ima\t")
        try terminal.expect("ge ")
        try terminal.send("gr\t")
        try terminal.expectScreen("the file is quoted") { $0.hasSuffix("> image 'größe ä.jpg'") }
        try terminal.send("--ser\tleft\r")
        try terminal.expectScreen("the option is whole") { $0.contains("'größe ä.jpg' --series left") }
        try terminal.expectScreen("it is answered") { $0.contains("\nO.k.") }
        try terminal.send("mock status\r")
        try terminal.expect("series 'left' (focal length '50.0'): 1 image: größe ä.jpg")
        try terminal.expect("> ")
        try terminal.send("el\tpo\t--im\tn\t\r")
        try terminal.expectScreen("all is completed") {
            $0.contains("> elements points.gxml --import-mode new_stage")
        }
        try terminal.expect("O.k.")
        try terminal.send("exit\r")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func `Up recalls, also what another run has typed`() throws {
        let first = try sandbox.startOnTerminal(["--no-record"])
        try first.expect("> ")
        try first.send("echo one two\r")
        try first.expect("\none two")
        try first.expect("> ")
        try first.sendKey(.up)
        try first.expect("echo one two")
        try first.send(" three\r")
        try first.expect("\none two three")
        try first.expect("> ")
        try first.sendKey(.ctrlD)
        #expect(try first.waitForExit() == 0)
        let history = "\(sandbox.home)/.local/state/ipcsh/history"
        #expect(sandbox.mode(of: history) == 0o600)
        #expect(sandbox.mode(of: "\(sandbox.home)/.local/state/ipcsh") == 0o700)

        let second = try sandbox.startOnTerminal(["--no-record"])
        try second.expect("> ")
        try second.sendKey(.up)
        try second.expect("echo one two three")
        try second.sendKey(.up)
        try second.send("\r")
        try second.expect("\none two\r\n")
        try second.send("history\r")
        // A line that is typed again moves to the end.
        try second.expect("2  echo one two three\r\n")
        try second.expect("3  echo one two\r\n")
        try second.expect("> ")
        try second.sendKey(.ctrlD)
        #expect(try second.waitForExit() == 0)
    }

    @Test func `commands go on over lines while they are open`() throws {
        let terminal = try sandbox.startOnTerminal(["--mock", "--no-record"])
        try terminal.expect("> ")
        try terminal.send("raw {\"a\":\r")
        try terminal.expect("...> ")
        try terminal.send("1}\r")
        try terminal.expect("{'a': 1}")
        try terminal.expect("> ")
        try terminal.send("echo one \\\r")
        try terminal.expect("...> ")
        try terminal.send("'two\r")
        try terminal.expect("...> ")
        try terminal.send("three'\r")
        try terminal.expect("\none two\r\nthree\r\n")
        try terminal.expect("> ")
        try terminal.send("echo 'open\r")
        try terminal.expect("...> ")
        try terminal.sendKey(.ctrlC)
        try terminal.expect("127.0.0.1:")
        try terminal.send("echo 'open\r")
        try terminal.expect("...> ")
        try terminal.sendKey(.ctrlD)
        try terminal.expect("ipcsh: the command is not complete; dropped")
        try terminal.expect("127.0.0.1:")
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
    }
}
