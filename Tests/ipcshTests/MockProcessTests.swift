import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct MockProcessTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    /// A mock server in a process of its own, and where it listens.
    private func startMock(_ options: [String] = []) throws -> (process: Subprocess, endpoint: String) {
        let mock = try sandbox.start(["mock", "--listen", "127.0.0.1:0"] + options)
        let notice = try mock.waitForError("\n")
        let endpoint = notice.prefix { $0 != "\n" }.split(separator: " ").last.map(String.init) ?? ""
        return (mock, endpoint)
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `it logs each exchange, and ends with the project it has`(signal: Int32) throws {
        let (mock, endpoint) = try startMock()
        let script =
            "image a.jpg --series left; image b.jpg --series left; elements p.gxml; raw {\"x\": 1}\nexpect error"
        #expect(try sandbox.run(["--to", endpoint, "-c", script]).termination == .exit(0))
        // The log may come after the response.
        try mock.waitForError("4 {")
        mock.send(signal)
        let outcome = try mock.wait()
        #expect(
            outcome.errorLines == [
                "ipcsh: mock server on \(endpoint)",
                #"1 {"image": {"file": "a.jpg", "name": "left", "focal_length": "50.0"}} -> O.k."#,
                #"2 {"image": {"file": "b.jpg", "name": "left", "focal_length": "50.0"}} -> O.k."#,
                #"3 {"elements": {"file": "p.gxml", "import_mode": "clipboard"}} -> O.k."#,
                #"4 {"x": 1} -> Error: Unknown request:\n{'x': 1}"#,
                "ipcsh: 4 exchanges",
                "  series 'left' (focal length '50.0'): 2 images: a.jpg, b.jpg",
                "  elements by 'clipboard': 1 file: p.gxml",
            ]
        )
        #expect(outcome.output.isEmpty)
        #expect(outcome.termination == .exit(0))
    }

    @Test func `SIGUSR1 shows the project`() throws {
        let (mock, endpoint) = try startMock()
        mock.send(SIGUSR1)
        try mock.waitForError("ipcsh: 0 exchanges\n  the project is empty\n")
        #expect(try sandbox.run(["image", "a.jpg", "--to", endpoint]).termination == .exit(0))
        mock.send(SIGUSR1)
        try mock.waitForError("ipcsh: 1 exchange\n  series 'Default' (focal length '50.0'): 1 image: a.jpg\n")
        mock.send(SIGINT)
        #expect(try mock.wait().termination == .exit(0))
    }

    @Test func `a client that half-closes and receives once gets the whole response`() throws {
        let (mock, endpoint) = try startMock()
        let request = #"{"image": {"file": "a.jpg", "name": "x", "focal_length": "50.0"}}"# + "\u{4}"
        for _ in 0..<20 {
            #expect(try Self.exchangeLikeTheVendor(endpoint, request) == "O.k.\r\n")
        }
        mock.send(SIGTERM)
        #expect(try mock.wait().termination == .exit(0))
    }

    @Test func `what terminates the vendor's server closes the connection, or ends this one`() throws {
        let (mock, endpoint) = try startMock()
        #expect(try Self.exchangeLikeTheVendor(endpoint, "null\u{4}") == "")
        try mock.waitForError("1 null -> would terminate the vendor's server: ")
        let (ending, other) = try startMock(["--on-fatal", "exit"])
        #expect(try Self.exchangeLikeTheVendor(other, "\u{1A}") == "")
        #expect(try ending.wait().termination == .exit(1))
    }

    @Test func `a port that is taken is told`() throws {
        let (mock, endpoint) = try startMock()
        let outcome = try sandbox.run(["mock", "--listen", endpoint])
        #expect(outcome.error.contains(endpoint))
        #expect(outcome.error.hasSuffix("(--listen chooses another address)\n"))
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.termination == .exit(3))
        mock.send(SIGTERM)
        #expect(try mock.wait().termination == .exit(0))
    }

    /// A session of two exchanges and a stub.
    private func writeSession(_ response: String = "one") throws -> String {
        try sandbox.write(
            "served.jsonl",
            """
            {"ipcsh":1,"created":"c","tool":"t","via":"shell","to":"localhost:7000","mode":"one-shot"}
            {"n":1,"request":{"a":1},"response":"\(response)","gap":0,"ms":0}
            {"n":2,"request":{"a":2},"response":"two","gap":0,"ms":0}
            {"match":{"image":{"file":"*.tif"}},"response":"O.k."}

            """
        )
    }

    @Test func `it answers as recorded, ends after its count, and tells what nobody asked for`() throws {
        let options = ["--serve", try writeSession(), "--count", "3", "--expect-all", "--on-miss", "error"]
        let (mock, endpoint) = try startMock(options + ["--record", "journal.jsonl"])
        let script = "raw {\"a\":1}\nimage b.tif\nraw {\"a\":3}\nexpect error"
        let client = try sandbox.run(["--to", endpoint, "-c", script])
        #expect(client.text == "one\nO.k.\nError: No recorded response to this.\n")
        let outcome = try mock.wait()
        #expect(
            outcome.errorLines == [
                "ipcsh: mock server on \(endpoint)",
                "1 {\"a\":1} -> one (exchange 1)",
                #"2 {"image": {"file": "b.tif", "name": "Default", "focal_length": "50.0"}} -> O.k. (stub 1)"#,
                "3 not recorded; the closest is exchange 1: /a is 3, not 1",
                "3 {\"a\":3} -> Error: No recorded response to this. (not recorded)",
                "ipcsh: 3 exchanges, 1 miss",
                "  the project is empty",
                "ipcsh: 1 recorded exchanges were never asked for",
                "  exchange 2: {\"a\": 2}",
            ]
        )
        #expect(outcome.termination == .exit(4))
        let journal = try sandbox.lines(of: sandbox.file("journal.jsonl"))
        #expect(journal.first?.contains(#""via":"mock""#) == true)
        #expect(journal.count == 5)
        #expect(journal.last == #"{"end":3}"#)
    }

    @Test func `a file tells where it listens, as long as it does`() throws {
        let ready = sandbox.file("ready")
        let (mock, endpoint) = try startMock(["--ready-file", ready])
        // The notice stands on stderr before the file is there.
        while access(ready, F_OK) != 0 { usleep(1000) }
        #expect(try sandbox.lines(of: ready) == [endpoint])
        #expect(sandbox.names(in: sandbox.work) == ["ready"])
        mock.send(SIGTERM)
        #expect(try mock.wait().termination == .exit(0))
        #expect(sandbox.names(in: sandbox.work) == [])
        let outcome = try sandbox.run(["mock", "--listen", "127.0.0.1:0", "--ready-file", "/dev/null/none/ready"])
        let problem = "ipcsh: --ready-file: /dev/null/none/ready cannot be written"
        #expect(outcome.errorLines.last?.hasPrefix(problem) == true)
        #expect(outcome.termination == .exit(3))
    }

    @Test func `SIGHUP reads the session again`() throws {
        let (mock, endpoint) = try startMock(["--serve", try writeSession("old")])
        #expect(try sandbox.run(["--to", endpoint, "raw", #"{"a":1}"#]).text == "old\n")
        _ = try writeSession("changed")
        mock.send(SIGHUP)
        try mock.waitForError("reloaded: 2 recorded exchanges")
        #expect(try sandbox.run(["--to", endpoint, "raw", #"{"a":1}"#]).text == "changed\n")
        mock.send(SIGTERM)
        #expect(try mock.wait().termination == .exit(0))
    }

    @Test func `SIGTERM lets the exchange under way end`() throws {
        let (mock, endpoint) = try startMock(["--latency", "300ms", "--record", "journal.jsonl"])
        let client = try sandbox.start(["image", "a.jpg", "--to", endpoint, "--connect-timeout", "10ms"])
        try mock.waitForError("1 {")
        mock.send(SIGTERM)
        #expect(try client.wait().text == "O.k.\n")
        #expect(try mock.wait().termination == .exit(0))
        #expect(try sandbox.lines(of: sandbox.file("journal.jsonl")).last == #"{"end":1}"#)
    }

    @Test func `it says what would answer, without listening`() throws {
        let path = try writeSession()
        func explain(_ request: String) throws -> String {
            let outcome = try sandbox.run(["mock", "--serve", path, "--explain", request])
            #expect(outcome.termination == .exit(0))
            return outcome.text
        }
        #expect(try explain(#"{"a":1}"#) == "exchange 1: equal JSON\none (exchange 1)\n")
        try sandbox.write("request.json", "{\"image\":{\"file\":\"x.tif\"}}\n")
        #expect(try explain("@request.json") == "stub 1: it matches\nO.k. (stub 1)\n")
    }

    @Test(arguments: [
        ["--strict"], ["--serve", "none.jsonl"], ["--match", "json"], ["--fault", "rest"], ["--latency", "soon"],
        ["--expect-all"], ["--count", "0"], ["--max-connections", "0"], ["--idle-timeout", "x"], ["--max-frame", "0"],
    ])
    func `options that make no sense are refused in a line`(options: [String]) throws {
        let outcome = try sandbox.run(["mock", "--listen", "127.0.0.1:0"] + options)
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.termination == .exit(options[0] == "--serve" ? 3 : 2))
    }

    @Test func `replay passes over lines with a match, and says so`() throws {
        let (mock, endpoint) = try startMock(["--serve", try writeSession()])
        let outcome = try sandbox.run(["replay", sandbox.file("served.jsonl"), "--to", endpoint])
        #expect(outcome.text.hasPrefix("sent 2 of 2: all the same in "))
        #expect(outcome.error.contains("1 line with a 'match' skipped"))
        mock.send(SIGTERM)
        #expect(try mock.wait().termination == .exit(0))
    }

    @Test func `a proxy records what passes through it, and its recording replays the same`() throws {
        let (mock, endpoint) = try startMock()
        let proxy = try sandbox.start(["proxy", "--listen", "127.0.0.1:0", "--to", endpoint, "--record", "real.jsonl"])
        let notice = try proxy.waitForError("\n")
        let front = notice.prefix { $0 != "\n" }.split(separator: " ").last.map(String.init) ?? ""
        let script = "image a.jpg; elements p.gxml; raw {\"x\": 1}\nexpect error"
        #expect(try sandbox.run(["--to", front, "-c", script]).termination == .exit(0))
        try proxy.waitForError("3 {")
        proxy.send(SIGTERM)
        let outcome = try proxy.wait()
        #expect(outcome.termination == .exit(0))
        #expect(outcome.errorLines.last == "ipcsh: 3 exchanges")
        let replay = try sandbox.run(["replay", sandbox.file("real.jsonl"), "--to", endpoint])
        #expect(replay.text.hasPrefix("sent 3 of 3: all the same in "))
        mock.send(SIGTERM)
        #expect(try mock.wait().termination == .exit(0))
        let refusing = try sandbox.run(["proxy", "--to", endpoint, "--fault", "refuse"])
        #expect(refusing.errorLines == ["ipcsh: --fault: a proxy does not refuse connections"])
        #expect(refusing.termination == .exit(2))
    }

    /// Sends all, half-closes, and receives once.
    private static func exchangeLikeTheVendor(_ endpoint: String, _ request: String) throws -> String {
        let port = endpoint.split(separator: ":").last.flatMap { UInt16($0) } ?? 0
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer { close(descriptor) }
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        name.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        let connected = withUnsafePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw SystemError("connect \(endpoint)") }
        let bytes = Array(request.utf8)
        guard send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
            throw SystemError("send")
        }
        shutdown(descriptor, Int32(SHUT_WR))
        var response = [UInt8](repeating: 0, count: 1024)
        let count = recv(descriptor, &response, response.count, 0)
        guard count >= 0 else { throw SystemError("recv") }
        return String(decoding: response[..<count], as: UTF8.self)
    }
}
