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
