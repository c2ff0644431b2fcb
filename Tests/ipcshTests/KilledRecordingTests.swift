import Synchronization
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Whenever the program is killed, its recording lacks at most the exchange under way.
@Suite struct KilledRecordingTests {
    private static let isLong = getenv("IPCSH_LONG_TESTS") != nil
    private static let exchanges = isLong ? 10_000 : 500

    /// What the server does when the moment has come.
    private enum Moment: CaseIterable {
        /// Does not answer: the program is killed while it waits.
        case waiting
        /// Answers at once: the program is killed while it records, or somewhat later.
        case answering
        /// As `answering`, but the kill is under way before the answer is.
        case before
    }

    /// How far the server has come.
    private final class Progress: Sendable {
        let moment: TestEvent
        let answered = Atomic(0)

        init() throws {
            moment = try TestEvent()
        }
    }

    @Test(arguments: 0..<(isLong ? 50 : 8) as Range<UInt64>)
    func `a killed recorder has recorded all but the exchange under way`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let last = 1 + random.next(below: Self.exchanges)
        let moment = Moment.allCases[Int(seed) % Moment.allCases.count]
        let sandbox = try Sandbox()
        try sandbox.write("many.ipcsh", (1...(Self.exchanges + 1)).map { "image \($0)\n" }.joined())
        let progress = try Progress()
        let executed = try run(sandbox, progress, moment, last)
        let answered = progress.answered.load(ordering: .acquiring)

        let path = sandbox.file("x.jsonl")
        var recorded = try Self.requests(in: Sandbox.text(of: path))
        #expect(recorded.count >= answered - 1, "\(answered) answered")
        #expect(recorded.count <= executed)
        #expect(executed >= last)
        #expect(recorded == Array(1...max(1, recorded.count)).prefix(recorded.count).map { $0 })

        let check = try sandbox.run(["session", "check", "x.jsonl"])
        let isTorn = check.text.hasSuffix("torn last line\n")
        #expect(check.text.hasSuffix(isTorn ? "torn last line\n" : "interrupted (no end)\n"), "\(check.text)")
        #expect(check.error.isEmpty)

        let again = try sandbox.run(["image", "0", "--mock", "--record", "x.jsonl"])
        #expect(again.error.contains("torn") == isTorn)
        recorded = try Self.requests(in: Sandbox.text(of: path))
        #expect(recorded.last == 0)
        let after = try sandbox.run(["session", "check", "x.jsonl"])
        #expect(
            after.text == "x.jsonl: ok, \(recorded.count) \(recorded.count == 1 ? "exchange" : "exchanges"), closed\n"
        )
    }

    /// Runs the program until it is killed.
    ///
    /// - Returns: how many requests the server has had.
    private func run(
        _ sandbox: Sandbox,
        _ progress: Progress,
        _ moment: Moment,
        _ last: Int
    ) throws -> Int {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            // However slow the signal is, the program does not come to its end before.
            if connection.number == Self.exchanges { try connection.hold() }
            if connection.number == last - 1 {
                if moment != .answering { progress.moment.signal() }
                if moment == .waiting { try connection.hold() }
            }
            try connection.send("O.k.\r\n")
            progress.answered.add(1, ordering: .acquiringAndReleasing)
            if connection.number == last - 1, moment == .answering { progress.moment.signal() }
        }
        let program = try sandbox.start([
            "-q", "--to", server.endpoint, "--record", "x.jsonl", "many.ipcsh",
        ])
        try #require(progress.moment.wait())
        program.send(SIGKILL)
        #expect(try program.wait().termination == .signal(SIGKILL))
        return server.executions
    }

    /// What was asked in the exchanges of a file, one after the other; what is behind the last LF is none.
    private static func requests(in text: String) throws -> [Int] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        return try lines.filter { $0.hasPrefix("{\"n\":") }.enumerated().map { index, line in
            let parts = try #require(line.firstMatch(of: /^{"n":(\d+),"request":{"image":{"file":"(\d+)"/))
            #expect(Int(parts.1) == index + 1)
            return try #require(Int(parts.2))
        }
    }
}
