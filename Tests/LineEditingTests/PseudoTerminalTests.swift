import TestSupport
import Testing

@Suite struct PseudoTerminalTests {
    @Test func `a program's output and exit status are seen`() throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 10)
        try terminal.spawn("/bin/sh", ["-c", "echo size $(stty size); read line; echo got $line; exit 3"])
        try terminal.expect("size 10 40")
        try terminal.send("hello\n")
        try terminal.expect("got hello")
        #expect(try terminal.waitForExit() == 3)
        #expect(try terminal.waitForExit() == 3)
    }

    @Test func `the terminal is the program's own, so that Ctrl-C reaches it`() throws {
        let terminal = try PseudoTerminal()
        try terminal.spawn("/bin/sh", ["-c", "echo ready; exec sleep 1000"])
        try terminal.expect("ready")
        try terminal.sendKey(.ctrlC)
        #expect(try terminal.waitForExit() == 130)
    }

    @Test func `environment and folder are the caller's`() throws {
        let directory = try TemporaryDirectory()
        let terminal = try PseudoTerminal(columns: 200)
        try terminal.spawn("/bin/sh", ["-c", "echo $A-$PWD-"], environment: ["A": "b c"], directory: directory.path)
        try terminal.expect("b c-\(directory.path)-")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func `what does not come is reported with what came`() throws {
        let terminal = try PseudoTerminal()
        try terminal.spawn("/bin/sh", ["-c", "printf 'a\\033b'"])
        let error = #expect(throws: PseudoTerminal.Failure.self) { try terminal.expect("c") }
        #expect(error?.description.contains(#"'a\u{1B}b'"#) == true)
    }

    @Test func `a program that does not exist is an error`() throws {
        let terminal = try PseudoTerminal()
        #expect(throws: SystemError.self) { try terminal.spawn("/dev/null/none") }
    }

    @Test(
        arguments: [
            (#"ab\r\nc"#, "ab\nc"), (#"abc\b\bX"#, "aXc"), (#"abc\r\033[K"#, ""), (#"日本\033[2DX"#, "日X"),
            (#"0123456789abc"#, "0123456789\nabc"), (#"abc\033[2D\033[@X"#, "aXbc"), (#"abc\r\033[P"#, "bc"),
            (#"a\r\nb\033[AX"#, "aX\nb"), (#"\033[1ma\033[0mb"#, "ab"), (#"a\tb"#, "a       b"),
        ]
    )
    func `the screen shows what a terminal would`(output: String, shown: String) throws {
        let terminal = try PseudoTerminal(columns: 10)
        try terminal.spawn("/bin/sh", ["-c", "printf '\(output)'"])
        #expect(try terminal.waitForExit() == 0)
        #expect(terminal.screenText == shown)
    }

    @Test func `a temporary folder is removed with everything in it`() throws {
        let path = try TemporaryDirectory.with { directory in
            try TestFile.write("x", to: directory.file("a"))
            return directory.file("a")
        }
        #expect(throws: SystemError.self) { try TestFile.read(path) }
    }

    @Test func `a product that was not built is an error`() {
        #expect(throws: BuiltProduct.NotFound.self) { try BuiltProduct.path("no-such-product") }
    }
}
