import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Servers whose stderr is a pipe that nobody reads.
@Suite struct UnreadLogTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    /// A request whose line in the log is long: 2,000 of them are more than a pipe and the log's own room.
    private static let request = "{\"long\": \"\(String(repeating: "x", count: 600))\"}"

    /// Starts a server that logs into a pipe, and makes 2,000 exchanges.
    private func exchange(_ words: [String]) throws -> Subprocess {
        let (server, endpoint) = try sandbox.startServer(words)
        let load = ["bench", "--to", endpoint, "--requests", "2000", "--json", "raw", Self.request]
        let outcome = try sandbox.run(load)
        #expect(outcome.text.contains(#""requests":2000,"errors":0,"#), "\(outcome)")
        #expect(outcome.termination == .exit(0))
        return server
    }

    private func exchange(through front: String) throws -> (process: Subprocess, upstream: Subprocess?) {
        guard front == "proxy" else { return (try exchange(["mock", "--record", "journal.jsonl"]), nil) }
        let (upstream, endpoint) = try sandbox.startServer(["mock", "-q"])
        return (try exchange(["proxy", "--to", endpoint, "--record", "journal.jsonl"]), upstream)
    }

    @Test(arguments: ["mock", "proxy"])
    func `every request is answered, and a server ends when it is told to`(front: String) throws {
        let (server, upstream) = try exchange(through: front)
        server.send(SIGTERM)
        try server.waitWithoutReading()
        #expect(try server.wait().termination == .exit(0))
        let journal = try sandbox.lines(of: sandbox.file("journal.jsonl"))
        #expect(journal.count == 2002)
        #expect(journal.last?.hasPrefix(#"{"end":2000,"totals":{"exchanges":2000,"#) == true)
        withExtendedLifetime(upstream) {}
    }

    @Test(arguments: ["mock", "proxy"])
    func `what was dropped is counted once somebody reads, and the last words are there`(front: String) throws {
        let (server, upstream) = try exchange(through: front)
        server.send(SIGUSR1)
        server.send(SIGTERM)
        let outcome = try server.wait()
        let lines = outcome.errorLines
        let logged = lines.count { $0.contains(" {\"long\": ") }
        let dropped = lines.compactMap { line -> Int? in
            guard line.hasPrefix("ipcsh: "), line.hasSuffix(" log lines were dropped: nobody read them") else {
                return nil
            }
            return line.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        }
        #expect(logged + dropped.reduce(0, +) == 2000)
        #expect(dropped.contains { $0 > 0 })
        #expect(lines.contains("ipcsh: 2000 exchanges"))
        #expect(outcome.termination == .exit(0))
        withExtendedLifetime(upstream) {}
    }

    @Test(arguments: ["mock", "proxy"])
    func `a reader who leaves ends no server`(front: String) throws {
        let nobody = try UnusedPort()
        let (server, endpoint) = try sandbox.startServer([front] + (front == "proxy" ? ["--to", nobody.endpoint] : []))
        server.closeError()
        // A proxy to nobody resets connections, which is logged, too.
        for _ in 0..<3 { _ = try sandbox.run(["image", "a.jpg", "--to", endpoint, "--connect-timeout", "1ms"]) }
        #expect(!server.hasEnded)
        server.send(SIGTERM)
        #expect(try server.wait().termination == .exit(0))
    }
}
