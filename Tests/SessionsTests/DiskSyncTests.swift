import IPCFraming
import Sessions
import TestSupport
import Testing

@Suite struct DiskSyncTests {
    @Test(arguments: [SyncPolicy.eachExchange, .within(.milliseconds(1)), .within(.seconds(3600))])
    func `a recording that is synced is like any other, and ends at once`(policy: SyncPolicy) throws {
        try TemporaryDirectory.with { directory in
            let path = directory.file("a.jsonl")
            let header = SessionHeader(
                created: "2026-11-22T08:00:00Z",
                tool: "t",
                via: "test",
                to: "h:1",
                mode: .connection(.oneShot)
            )
            let writer = try SessionWriter(path: path, header: header, sync: policy)
            for number in 0..<3 {
                try writer.append(
                    request: RequestFrame(Array("{}".utf8)),
                    response: nil,
                    error: .timeout,
                    attempts: 1,
                    start: .seconds(number),
                    duration: .seconds(1)
                )
            }
            try writer.finish()
            var reader = try SessionReader(path: path)
            var count = 0
            while try reader.nextExchange() != nil { count += 1 }
            #expect(count == 3)
        }
    }
}
