import Foundation
import Glibc
import IPCClient
import IPCFraming
import MockCore
import MockServer
import Sessions
import Synchronization
import TestSupport
import Testing

@Suite("Many at once")
struct CrowdTests {
    /// Runs a body in so many threads, and waits for all.
    private static func inParallel(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) throws {
        let done = try (0..<count).map { _ in try TestEvent() }
        for (index, event) in done.enumerated() {
            Thread.detachNewThread {
                body(index)
                event.signal()
            }
        }
        for event in done { #expect(event.wait()) }
    }

    /// A server that takes requests and never answers.
    private static func silentServer() throws -> MockServer {
        let fault = try Fault("silent")
        return try MockServer.start(Mock.with { $0.faults = [fault] })
    }

    @Test("no more are answered than there were to be", arguments: [1, 5])
    func count(_ count: Int) throws {
        try Mock.run(Mock.with { $0.exchangeCount = count }) { (server, _) throws in
            let endpoint = server.endpoint
            let counter = Counter()
            try Self.inParallel(8) { _ in
                for _ in 0..<5 where (try? Peer.ask(endpoint, Mock.image)) == Mock.ok { counter.add() }
            }
            #expect(counter.value == count)
            #expect(server.exchanges == count)
            #expect(server.project.imageCount == count)
        }
    }

    @Test("all misses are added to the session, however many come at once")
    func recordedMisses() throws {
        try Mock.run { (real, _) throws in
            try TemporaryDirectory.with { directory in
                let path = directory.file("session.jsonl")
                try Served.write([], to: path)
                let configuration = Mock.with {
                    $0.sessions = [path]
                    $0.policy.onMiss = .ask(real.endpoint, records: true)
                }
                try Mock.run(configuration) { (server, log) throws in
                    let endpoint = server.endpoint
                    try Self.inParallel(64) { _ = try? Peer.ask(endpoint, "[\($0)]\u{4}") }
                    #expect(server.recordingStatus == RecordingStatus(recorded: 64, total: 64))
                }
                var reader = try SessionReader(path: path)
                var requests: Set<[UInt8]> = []
                while let exchange = try reader.nextExchange() { requests.insert(exchange.request.bytes) }
                #expect(requests.count == 64)
            }
        }
    }

    @Test("who asks a silent server holds up nobody else")
    func silentUpstream() throws {
        let silent = try Self.silentServer()
        defer { silent.stop() }
        let onMiss = SessionPolicy.Miss.ask(silent.endpoint, records: false)
        let text = "[\"" + String(repeating: "x", count: 200_000) + "\"]"
        let line = #"{"n":1,"request":\#(text),"response":"large"}"#
        try Served.run([line], Mock.with { $0.policy.onMiss = onMiss }) { (server, log) throws in
            let waiting = try (0..<20).map { number in
                let peer = try Peer(server.endpoint)
                try peer.send("[\(number)]\u{4}")
                return peer
            }
            while silent.exchanges < 20 { Thread.sleep(forTimeInterval: 0) }
            #expect(Served.ask(server, text) == "large")
            withExtendedLifetime(waiting) {}
        }
    }

    @Test("a server that is to end does not wait for one that is silent, and records what it gave up")
    func drainsFromSilentUpstream() throws {
        let silent = try Self.silentServer()
        defer { silent.stop() }
        try TemporaryDirectory.with { directory in
            let (session, journal) = (directory.file("session.jsonl"), directory.file("journal.jsonl"))
            try Served.write([], to: session)
            let server = try MockServer.start(
                Mock.with {
                    $0.sessions = [session]
                    $0.recording = journal
                    $0.policy.onMiss = .ask(silent.endpoint, records: false)
                }
            )
            let peer = try Peer(server.endpoint)
            try peer.send("[1]\u{4}")
            while silent.exchanges < 1 { Thread.sleep(forTimeInterval: 0) }
            server.drain(within: .milliseconds(10))
            #expect(try peer.receiveAll() == ([], .reset))
            var reader = try SessionReader(path: journal)
            let exchange = try reader.nextExchange()
            #expect(exchange?.error == .cancelled)
            #expect(try reader.nextExchange() == nil)
            let isClosed = reader.isClosed
            #expect(isClosed)
        }
    }

    @Test("a served file that has become a pipe holds up nobody, and the old recordings are served on")
    func servedPipe() throws {
        try TemporaryDirectory.with { directory in
            let path = directory.file("session.jsonl")
            try Served.write([#"{"n":1,"request":[1],"response":"one"}"#], to: path)
            try Mock.run(Mock.with { $0.sessions = [path] }) { (server, log) throws in
                unlink(path)
                #expect(mkfifo(path, 0o600) == 0)
                server.reload()
                #expect(
                    log.waitForNotice("not reloaded, the old recordings are served on: \(path): not a regular") != nil
                )
                #expect(Served.ask(server, "[1]") == "one")
            }
        }
    }

    @Test("an answer that takes longer than a connection may be silent comes all the same")
    func slowerThanIdle() throws {
        let latency = Latency.uniform(.milliseconds(300)...(.milliseconds(300)))
        try Mock.run(
            Mock.with {
                $0.latency = latency
                $0.idleTimeout = .milliseconds(20)
            }
        ) { (server, _) throws in
            #expect(try Peer.askInTime(server, Mock.image) == Mock.ok)
        }
    }
}

/// Counts from several threads.
private final class Counter: Sendable {
    private let count = Atomic(0)

    var value: Int { count.load(ordering: .relaxed) }

    func add() {
        count.add(1, ordering: .relaxed)
    }
}
