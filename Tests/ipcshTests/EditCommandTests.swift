import TestSupport
import Testing

@Suite struct EditCommandTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
        sandbox.environment["NO_COLOR"] = "1"
        sandbox.environment["TMPDIR"] = sandbox.work
    }

    /// - Parameter editor: commands of the system's shell; `$1` is the file.
    private func start(editor: String) throws -> PseudoTerminal {
        let path = try sandbox.write("my editor", editor)
        sandbox.environment["EDITOR"] = "sh '\(path)'"
        let terminal = try sandbox.startOnTerminal(["--mock", "--no-record"])
        try terminal.expect("> ")
        return terminal
    }

    private func leave(_ terminal: PseudoTerminal) throws {
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
    }

    private var files: [String] { sandbox.names(in: sandbox.work).filter { $0.hasSuffix(".json") } }

    @Test func `the last request is changed and sent`() throws {
        let terminal = try start(
            editor: #"cat "$1"; stat -c 'mode %a' "$1"; sed -i 's/left/right/; s/50.0/12.5/' "$1""#
        )
        try terminal.send("image a.jpg --series left\r")
        try terminal.expect("\nO.k.")
        try terminal.expect("> ")
        try terminal.send("edit\r")
        try terminal.expect("{\r\n  \"image\": {\r\n    \"file\": \"a.jpg\",\r\n    \"name\": \"left\",")
        try terminal.expect("mode 600")
        try terminal.expect("\n{\"image\": {\"file\": \"a.jpg\", \"name\": \"right\", \"focal_length\": \"12.5\"}}\r\n")
        try terminal.expect("send? [y/N] ")
        try terminal.send("y\r")
        try terminal.expect("\nO.k.")
        try terminal.expect("> ")
        try terminal.send("mock status\r")
        try terminal.expect("series 'right' (focal length '12.5'): 1 image: a.jpg")
        try terminal.expect("> ")
        try leave(terminal)
        #expect(files.isEmpty)
    }

    @Test func `before the first request there is one to fill in, and what is not sent is kept`() throws {
        let terminal = try start(editor: #"sed -i 's/"file": ""/"file": "b.jpg"/' "$1""#)
        try terminal.send("edit\r")
        try terminal.expect("send? [y/N] ")
        try terminal.send("\r")
        try terminal.expect("ipcsh: not sent; kept in \(sandbox.work)/ipcsh.")
        try terminal.expect("> ")
        let kept = try #require(files.first)
        #expect(sandbox.mode(of: sandbox.file(kept)) == 0o600)
        try terminal.send("raw @\(kept)\r")
        try terminal.expect("\nO.k.")
        try terminal.expect("> ")
        try leave(terminal)
    }

    @Test func `what is typed is kept when the editor fails`() throws {
        let terminal = try start(editor: #"echo typed > "$1"; exit 7"#)
        try terminal.send("edit\r")
        try terminal.expect("ended with status 7; what was typed is kept in \(sandbox.work)/ipcsh.")
        try terminal.expect(" [3]> ")
        try leave(terminal)
        #expect(try sandbox.lines(of: sandbox.file(#require(files.first))) == ["typed"])
    }

    @Test(arguments: ["exit 7", "exec nosucheditor", #"cat "$1" > x; mv x "$1"; exit 1"#])
    func `nothing stays behind when the editor fails and has changed nothing`(editor: String) throws {
        let terminal = try start(editor: editor)
        try terminal.send("edit\r")
        try terminal.expect("; nothing was changed ($VISUAL or $EDITOR chooses another one)")
        try terminal.expect(" [3]> ")
        try leave(terminal)
        #expect(files.isEmpty)
    }

    @Test func `a byte order mark that the editor adds is not sent`() throws {
        let terminal = try start(editor: #"printf '\357\273\277{"a": 1}\n' > "$1""#)
        try terminal.send("edit\r")
        try terminal.expect("\n{\"a\": 1}\r\nsend? [y/N] ")
        try terminal.send("y\r")
        try terminal.expect("\n{'a': 1}\r\n")
        try terminal.expect("> ")
        try leave(terminal)
    }

    @Test func `a request that terminates the server is refused, and kept`() throws {
        let terminal = try start(editor: #"echo 'null' > "$1""#)
        try terminal.send("edit\r")
        try terminal.expect("ipcsh: not sent: this would terminate the vendor's server, for ")
        try terminal.expect("; kept in \(sandbox.work)/ipcsh.")
        try terminal.expect(" [2]> ")
        try leave(terminal)
        #expect(files.count == 1)
    }

    @Test func `a text that is no JSON is sent as it is`() throws {
        let terminal = try start(editor: #"printf 'no  {json\n' > "$1""#)
        try terminal.send("edit\r")
        try terminal.expect("\nno  {json\r\n")
        try terminal.expect("send? [y/N] ")
        try terminal.send("yes\r")
        try terminal.expect("Error: Malformed JSON message.")
        try terminal.expect("> ")
        try terminal.send("last\r")
        try terminal.expect("\nno  {json\r\nError: Malformed")
        try terminal.expect("> ")
        try leave(terminal)
    }

    @Test func `it needs a person`() throws {
        let outcome = try sandbox.run(["-c", "edit"])
        #expect(outcome.errorLines == ["ipcsh: edit: only for the interactive shell"])
        #expect(outcome.termination == .exit(2))
    }
}
