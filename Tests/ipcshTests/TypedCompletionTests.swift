import TestSupport
import Testing

/// The Tab key in the shell.
@Suite struct TypedCompletionTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
        sandbox.environment["NO_COLOR"] = "1"
    }

    private func start(_ arguments: [String] = ["--mock", "--no-record"]) throws -> PseudoTerminal {
        let terminal = try sandbox.startOnTerminal(arguments)
        try terminal.expect("> ")
        return terminal
    }

    @Test func `what this session has shown is offered`() throws {
        let terminal = try start()
        for line in ["image a.jpg --series 'my left'", "set points C:/points.gxml", "connect winbox:7001"] {
            try terminal.send(line + "\r")
            try terminal.expect("> ")
        }
        try terminal.send("image a.jpg -s m\t")
        try terminal.expectScreen("the series is quoted") { $0.hasSuffix("> image a.jpg -s 'my left'") }
        try terminal.sendKey(.ctrlC)
        try terminal.expect("> ")
        try terminal.send("connect w\t")
        try terminal.expectScreen("the server is known") { $0.hasSuffix("> connect winbox:7001") }
        try terminal.sendKey(.ctrlC)
        try terminal.expect("> ")
        try terminal.send("echo \"${poi\t\"\r")
        try terminal.expect("\nC:/points.gxml\r\n")
        try terminal.expect("> ")
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func `several are listed in columns, none shows the usage`() throws {
        let terminal = try start(["--no-record"])
        try terminal.send("image a.jpg --color a\t")
        try terminal.expect("always  auto\r\n")
        try terminal.expect("> image a.jpg --color a")
        try terminal.sendKey(.ctrlC)
        try terminal.expect("> ")
        try terminal.send("sleep \t")
        try terminal.expect("usage: sleep TIME\r\n")
        try terminal.expect("> sleep ")
        try terminal.sendKey(.ctrlC)
        try terminal.expect("> ")
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func `names with quotes, control characters and a backslash at the end are sent as they are`() throws {
        let names = ["it's", "two\nlines", "tab\tand \u{1B}[31m", "end\\"]
        for (index, name) in names.enumerated() { try sandbox.write("\(index)/\(name).jpg", "") }
        let terminal = try start(["--mock", "--record", "x.jsonl"])
        for index in names.indices {
            try terminal.send("image \(index)\t\t\r")
            try terminal.expect("O.k.")
            try terminal.expect("> ")
        }
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
        let lines = try sandbox.lines(of: sandbox.file("x.jsonl"))
        let expected = ["0/it's.jpg", #"1/two\nlines.jpg"#, #"2/tab\tand \u001b[31m.jpg"#, #"3/end\\.jpg"#]
        try #require(lines.count > expected.count)
        for (line, file) in zip(lines.dropFirst(), expected) {
            #expect(line.contains(#""file":"\#(file)""#), "\(line)")
        }
    }

    @Test func `no network is asked`() throws {
        // Nobody listens there, and a connection would be refused, or waited for.
        let terminal = try start(["--no-record", "--to", "192.0.2.1:9", "--connect-timeout", "60s"])
        try terminal.send("image --series \t")
        try terminal.expect("usage: image FILE ...")
        try terminal.expect("> image --series ")
        try terminal.sendKey(.ctrlC)
        try terminal.expect("> ")
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
    }
}
