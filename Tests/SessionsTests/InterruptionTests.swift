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

    /// Linux may end a `write` at the end of a page when the process is killed: the last line then is torn.
    @Test("A recorder that is killed leaves every exchange that it had appended", arguments: 1...3)
    func killed(round: Int) async throws {
        let file = try SessionFile()
        let path = file.path
        let progress = file.directory.file("progress")
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = path as String, progress = progress as String, round = round as Int] in
            // Another thread kills the process at some point of the recording.
            Thread.start {
                var status = stat()
                repeat { stat(path, &status) } while status.st_size < round * 100_000
                kill(getpid(), SIGKILL)
            }
            let descriptor = open(progress, O_WRONLY | O_CREAT, 0o600)
            let writer = try SessionWriter(path: path, header: SessionFile.newHeader)
            while true {
                try writer.append(String(repeating: "x", count: 3000))
                // So few bytes are written whole or not at all.
                withUnsafeBytes(of: writer.count) { _ = pwrite(descriptor, $0.baseAddress, $0.count, 0) }
            }
        }
        let appended = try SessionFile.bytes(of: progress).withUnsafeBytes { $0.load(as: Int.self) }
        #expect(appended >= round * 30)
        let bytes = try SessionFile.bytes(of: path)
        let wholeLines = bytes.count { $0 == 0x0A }
        let isTorn = bytes.last != 0x0A
        let (exchanges, tornLine, isClosed) = try file.read()
        #expect(tornLine == (isTorn ? wholeLines + 1 : nil))
        #expect(!isClosed)
        #expect(exchanges.count == wholeLines - 1)
        #expect((appended...(appended + 1)).contains(exchanges.count))
        #expect(exchanges.map(\.number) == Array(1...exchanges.count))

        let copy = try SessionFile()
        try copy.write(bytes)
        #expect(try SessionRepair.run(path: copy.path)?.movedLines == (isTorn ? 1 : nil))
        #expect(try copy.read().exchanges.count == exchanges.count)
        #expect(try copy.read().tornLine == nil)

        let writer = try file.writer()
        #expect((writer.tornFile != nil) == isTorn)
        try writer.append("after")
        #expect(try file.read().tornLine == nil)
        #expect(try file.read().exchanges.last?.number == exchanges.count + 1)
    }
}
