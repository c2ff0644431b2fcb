import Glibc
import IPCFraming
import Sessions
import TestSupport
import Testing

/// What is left of a session when the disk is full or the recorder is killed; each in a process of its own.
@Suite struct InterruptionTests {
    @Test("An exchange that finds no room leaves the file as it was, and the next one that does is recorded")
    func fullDisk() async throws {
        let file = try SessionFile()
        let path = file.path
        await #expect(processExitsWith: .success) { [path = path as String] in
            let writer = try SessionWriter(path: path, header: SessionFile.newHeader)
            try writer.append("first")
            let before = try SessionFile.bytes(of: path)
            for room in [0, 1, 20] {
                FileSizeLimit.set(before.count + room)
                let error = #expect(throws: SessionError.self) {
                    try writer.append(String(repeating: "x", count: 1000))
                }
                let reason = room == 0 ? "file too large" : "there was room for a part only (is the disk full?)"
                #expect(error?.description == "\(path): cannot be recorded: \(reason)")
                #expect(try SessionFile.bytes(of: path) == before)
            }
            FileSizeLimit.set(1_000_000)
            try writer.append("second")
            try writer.finish()
            #expect(try SessionFile.read(path).exchanges.map(\.number) == [1, 2])
        }
    }

    @Test("A header that finds no room leaves an empty file, which the next recorder begins anew")
    func fullDiskAtStart() async throws {
        let file = try SessionFile()
        let path = file.path
        await #expect(processExitsWith: .success) { [path = path as String] in
            FileSizeLimit.set(10)
            #expect(throws: SessionError.self) { try SessionWriter(path: path, header: SessionFile.newHeader) }
            let left = try SessionFile.bytes(of: path)
            #expect(left.isEmpty)
        }
        try file.writer().finish()
        #expect(try file.lines().first == SessionFile.header)
    }

    @Test("A recorder that is killed leaves whole lines: all but the exchange under way", arguments: 1...3)
    func killed(round: Int) async throws {
        let file = try SessionFile()
        let path = file.path
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, round = round as Int] in
            // Another thread kills the process at some point of the recording.
            Thread.start {
                var status = stat()
                repeat { stat(path, &status) } while status.st_size < round * 100_000
                kill(getpid(), SIGKILL)
            }
            let writer = try SessionWriter(path: path, header: SessionFile.newHeader)
            while true { try writer.append(String(repeating: "x", count: 3000)) }
        }
        let (exchanges, tornLine, isClosed) = try file.read()
        #expect(tornLine == nil)
        #expect(!isClosed)
        #expect(exchanges.count >= round * 30)
        #expect(exchanges.map(\.number) == Array(1...exchanges.count))
        let writer = try file.writer()
        try writer.append("after")
        #expect(try file.read().exchanges.last?.number == exchanges.count + 1)
    }
}
