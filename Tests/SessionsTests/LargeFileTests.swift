import Glibc
import Sessions
import Testing

@Suite struct LargeFileTests {
    @Test(
        "Memory does not grow with the file, neither for reading nor for appending",
        .enabled(if: ReaderFuzzTests.isLong)
    )
    func memory() async throws {
        let file = try SessionFile()
        let path = file.path
        await #expect(processExitsWith: .success) { [path = path as String] in
            let writer = try SessionWriter(path: path, header: SessionFile.newHeader)
            let request = String(repeating: "x", count: 10_000)
            while writer.count < 20_000 { try writer.append(request) }
            try writer.finish()
            var reader = try SessionReader(path: path)
            var count = 0
            while try reader.nextExchange() != nil { count += 1 }
            #expect(count == 20_000)
            let next = try SessionWriter(path: path, header: SessionFile.newHeader)
            try next.append(request)
            var usage = rusage()
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
            #expect(usage.ru_maxrss < 100_000, "in KiB")
        }
        #expect(try file.read().exchanges.last?.number == 20_001)
    }
}
