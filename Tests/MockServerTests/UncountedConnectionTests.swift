import Foundation
import IPCClient
import IPCFraming
import MockCore
import MockServer
import TestSupport
import Testing

/// Health checks and port scans are no exchanges.
@Suite("A connection without a byte")
struct UncountedConnectionTests {
    enum Visit: CaseIterable, Sendable {
        case closes, halfCloses, resets

        /// - Returns: what was answered, where anything can be.
        func happen(_ endpoint: Endpoint) throws -> String? {
            let peer = try Peer(endpoint)
            switch self {
            case .closes: peer.close()
            case .resets: peer.reset()
            case .halfCloses:
                peer.halfClose()
                return try peer.receiveText()
            }
            return nil
        }
    }

    @Test("is answered as the vendor's server does, and counted nowhere", arguments: Visit.allCases)
    func isUncounted(_ visit: Visit) throws {
        try TemporaryDirectory.with { directory in
            let journal = directory.file("journal.jsonl")
            let faults = try ["close@n=2", "refuse@n=3"].map { try Fault($0) }
            let configuration = Mock.with {
                $0.faults = faults
                $0.recording = journal
                $0.exchangeCount = 3
            }
            let log = MockLog()
            let reached = try TestEvent()
            let server = try MockServer.start(
                configuration,
                log: { log.append($0) },
                onCountReached: { reached.signal() }
            )
            defer { server.stop() }
            func check() throws {
                for _ in 0..<5 {
                    let answer = try visit.happen(server.endpoint)
                    if let answer { #expect(answer == Mock.malformed) }
                }
            }
            try check()
            #expect(try Peer.ask(server.endpoint, Mock.image) == Mock.ok)
            try check()
            #expect(try Peer.ask(server.endpoint, Mock.image) == "")
            try check()
            let refused = try Peer(server.endpoint)
            try? refused.send(Mock.image)
            #expect(try refused.receiveAll().bytes == [])
            #expect(try Peer.ask(server.endpoint, Mock.image) == Mock.ok)
            #expect(reached.wait())
            #expect(server.exchanges == 3)
            #expect(server.recordingStatus == RecordingStatus(recorded: 3, total: 3))
        }
    }

    @Test("is asked of no other server")
    func isNotForwarded() throws {
        try Mock.run { (real, _) throws in
            let onMiss = SessionPolicy.Miss.ask(real.endpoint, records: false)
            try Served.run([], Mock.with { $0.policy.onMiss = onMiss }) { (server, _) throws in
                #expect(try Peer.ask(server.endpoint, "") == Mock.malformed)
                #expect(real.exchanges == 0)
            }
        }
    }
}
