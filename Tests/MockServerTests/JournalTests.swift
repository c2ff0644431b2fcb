import Foundation
import Glibc
import IPCClient
import IPCFraming
import MockCore
import MockServer
import TestSupport
import Testing

@Suite("A mock server's recording")
struct JournalTests {
    private static func lines(_ path: String) throws -> [Substring] {
        try String(decoding: Data(contentsOf: URL(filePath: path)), as: UTF8.self).split(separator: "\n")
    }

    private static func run(_ body: (MockServer, MockLog, _ path: String) throws -> Void) throws {
        try TemporaryDirectory.with { directory in
            let path = directory.file("journal.jsonl")
            try Mock.run(Mock.with { $0.recording = path }) { try body($0, $1, path) }
        }
    }

    @Test("has an exchange before its client has the answer", arguments: [ConnectionMode.oneShot, .keepAlive])
    func beforeTheAnswer(_ mode: ConnectionMode) throws {
        try TemporaryDirectory.with { directory in
            let path = directory.file("journal.jsonl")
            let configuration = Mock.with {
                $0.recording = path
                $0.mode = mode
            }
            try Mock.run(configuration) { (server, _) throws in
                var peer = try Peer(server.endpoint)
                for number in 1...200 {
                    // A large one is recorded by another thread.
                    let text = number.isMultiple(of: 50) ? String(repeating: "x", count: 100_000) : "x"
                    let request = "[\"\(text)\"]"
                    try peer.send(request + String(repeating: " ", count: 1023 - request.utf8.count % 1024) + "\u{4}")
                    let answer = "Error: Unknown request:\n['\(text)']\r\n"
                    #expect(try peer.receive(answer.utf8.count) == answer)
                    #expect(try Self.lines(path).count == 1 + number)
                    if mode == .oneShot { peer = try Peer(server.endpoint) }
                }
            }
        }
    }

    /// What may happen to a file while it is written to.
    enum Loss: String, CaseIterable, Sendable {
        case deleted, replaced
        case cutOff = "cut off"

        func happen(to path: String) throws {
            switch self {
            case .deleted: unlink(path)
            case .replaced:
                try TestFile.write("another\n", to: path + ".new")
                rename(path + ".new", path)
            case .cutOff: truncate(path, 10)
            }
        }
    }

    @Test("that is lost meanwhile is told at once, counted, and has no end", arguments: Loss.allCases)
    func loss(_ loss: Loss) throws {
        try TemporaryDirectory.with { directory in
            let path = directory.file("journal.jsonl")
            let log = MockLog()
            let server = try MockServer.start(Mock.with { $0.recording = path }) { log.append($0) }
            for _ in 0..<3 { #expect(try Peer.ask(server.endpoint, Mock.image) == Mock.ok) }
            #expect(server.recordingStatus == RecordingStatus(recorded: 3, total: 3))
            try loss.happen(to: path)
            for _ in 0..<2 { #expect(try Peer.ask(server.endpoint, Mock.image) == Mock.ok) }
            let words = "NOT RECORDED: \(path): was \(loss.rawValue) while it was being recorded"
            #expect(log.waitForNotice(words) != nil)
            server.stop()
            let status = try #require(server.recordingStatus)
            #expect((status.recorded, status.total, status.isComplete) == (0, 5, false))
            if loss != .deleted { #expect(try !Self.lines(path).contains { $0.hasPrefix("{\"end\"") }) }
        }
    }

    @Test("that goes behind the last exchange is noticed at the end", arguments: Loss.allCases)
    func lossAtTheEnd(_ loss: Loss) throws {
        try TemporaryDirectory.with { directory in
            let path = directory.file("journal.jsonl")
            let server = try MockServer.start(Mock.with { $0.recording = path })
            #expect(try Peer.ask(server.endpoint, Mock.image) == Mock.ok)
            try loss.happen(to: path)
            server.stop()
            #expect(server.recordingStatus?.isComplete == false)
        }
    }

    @Test("has an exchange whose client did not wait for it")
    func leftBehind() throws {
        try TemporaryDirectory.with { directory in
            let path = directory.file("journal.jsonl")
            let latency = Latency.uniform(.seconds(3600)...(.seconds(3600)))
            let configuration = Mock.with {
                $0.recording = path
                $0.latency = latency
            }
            try Mock.run(configuration) { (server, log) throws in
                let peer = try Peer(server.endpoint)
                try peer.send(Mock.image)
                _ = log.waitForAnswer(1)
                peer.reset()
                log.waitForBroken(1)
            }
            #expect(try Self.lines(path).dropFirst().first?.contains(#""error":"reset""#) == true)
            #expect(try Self.lines(path).last == "{\"end\":1}")
        }
    }

    @Test("into a session that cannot be written is refused at start")
    func unwritableMisses() throws {
        try TemporaryDirectory.with { directory in
            let session = directory.file("session.jsonl")
            try Served.write([], to: session)
            let real = try MockServer.start(Mock.with())
            defer { real.stop() }
            // Another recorder has it.
            let holder = open(session, O_RDWR)
            defer { close(holder) }
            flock(holder, LOCK_EX)
            #expect(throws: MockServerError.self) {
                try MockServer.start(
                    Mock.with {
                        $0.sessions = [session]
                        $0.policy.onMiss = .ask(real.endpoint, records: true)
                    }
                ).stop()
            }
        }
    }
}
