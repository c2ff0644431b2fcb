import Platform
import TestSupport
import Testing

@Suite struct WireTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    /// Runs a command against a server that takes in everything up to the end of the stream.
    private func sent(_ arguments: [String]) throws -> [UInt8] {
        let received = Received()
        let server = try ScriptedServer { connection in
            while case let bytes = try connection.receive(), !bytes.isEmpty { received.append(bytes) }
            try connection.send("O.k.\r\n")
        }
        let outcome = try sandbox.run(arguments + ["--to", server.endpoint])
        #expect(outcome.text == "O.k.\n")
        #expect(outcome.termination == .exit(0))
        return received.bytes
    }

    @Test(arguments: [
        (
            ["image", "C:/temp/example.jpg", "--series", "other"],
            #"{"image": {"file": "C:/temp/example.jpg", "name": "other", "focal_length": "50.0"}}"#
        ),
        (
            ["image", #"C:\temp\ä.jpg"#, "-s", "\"x\"", "-f", "12.35"],
            #"{"image": {"file": "C:\\temp\\\u00e4.jpg", "name": "\"x\"", "focal_length": "12.35"}}"#
        ),
        (
            ["image", "a", "--focal-length", "11"],
            #"{"image": {"file": "a", "name": "Default", "focal_length": "11.0"}}"#
        ),
        (["elements", "C:/p.gxml"], #"{"elements": {"file": "C:/p.gxml", "import_mode": "clipboard"}}"#),
        (["elements", "p", "-i", "new_stage"], #"{"elements": {"file": "p", "import_mode": "new_stage"}}"#),
        (["raw", #"{"a":1.0,  "x": "ä"}"#], #"{"a":1.0,  "x": "ä"}"#),
        (["raw", "--base64", "AAEC", "--force"], "\0\u{1}\u{2}"),
        (
            ["-c", #"image "C:\my scans\a.jpg""#],
            #"{"image": {"file": "C:\\my scans\\a.jpg", "name": "Default", "focal_length": "50.0"}}"#
        ),
        (["-c", "raw   {\"a\": ';#$x'} ;"], "{\"a\": ';#$x'} ;"),
    ])
    func `the request's bytes, a terminator, and a half-close`(arguments: [String], request: String) throws {
        let bytes = try sent(arguments)
        #expect(String(decoding: bytes, as: UTF8.self) == request + "\u{4}")
    }

    @Test func `abort sends one byte`() throws {
        let received = Received()
        let server = try ScriptedServer { connection in
            while case let bytes = try connection.receive(), !bytes.isEmpty { received.append(bytes) }
        }
        #expect(try sandbox.run(["abort", "--to", server.endpoint]).termination == .exit(2))
        #expect(server.connections == 0)
        #expect(try sandbox.run(["abort", "--yes", "--to", server.endpoint]).termination == .exit(0))
        #expect(received.bytes == [0x1A])
    }

    @Test func `one connection serves many exchanges in keep-alive mode`() throws {
        let server = try ScriptedServer { connection in
            while true {
                try connection.receiveRequest()
                try connection.send("O.k.\r\n")
            }
        }
        let outcome = try sandbox.run(["image", "a", "b", "c", "--keep-alive", "--to", server.endpoint])
        #expect(outcome.text == "O.k.\nO.k.\nO.k.\n")
        #expect(server.connections == 1)
        #expect(server.executions == 3)
    }

    @Test func `control characters of a server reach a pipe as they are, but no terminal`() throws {
        let response = "Error: \u{1B}[2J\u{1B}]0;title\u{7}\u{9B}31m \u{202E}x\u{0}\u{7F}\r\nmore\tend"
        let server = try ScriptedServer.answering(response + "\r\n")
        #expect(try sandbox.run(["image", "a", "--to", server.endpoint]).text == response + "\n")

        for arguments in [["image", "a"], ["-c", "image a; expect error; echo ${last}; last; expect ok"]] {
            let terminal = try sandbox.startOnTerminal(
                ["--no-record", "--to", server.endpoint, "--color", "never"] + arguments
            )
            _ = try terminal.waitForExit()
            let shown = terminal.output
            #expect(shown.contains(#"Error: \x1b[2J\x1b]0;title\x07\u{9b}31m \u{202e}x\x00\x7f\r"#), "\(shown)")
            for control in ["\u{1B}", "\u{7}", "\u{9B}", "\u{202E}", "\0", "\u{7F}"] {
                #expect(!shown.contains(control))
            }
        }
    }
}

/// What a server has received.
private final class Received: Sendable {
    private let lock = Guarded<[UInt8]>([])

    var bytes: [UInt8] { lock.withLock { $0 } }

    func append(_ more: [UInt8]) {
        lock.withLock { $0 += more }
    }
}
