import Foundation
import TestSupport
import Testing

@testable import Shell

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct ServerLogTests {
    private let reading: Int32
    private let writing: Int32
    private let log: ServerLog

    init() throws {
        // Without a reader, the write fails and no more.
        signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SystemError("pipe") }
        (reading, writing) = (ends[0], ends[1])
        log = try #require(ServerLog(descriptor: writing))
    }

    /// Ends the log while its lines are read.
    private func read() throws -> [String] {
        let (log, writing) = (log, writing)
        Thread.detachNewThread {
            log.finish(pause: .seconds(60), patience: .seconds(60))
            close(writing)
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        while case let count = Glibc.read(reading, &chunk, chunk.count), count > 0 { bytes += chunk[..<count] }
        close(reading)
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test func `lines come whole and in their order, from several threads`() throws {
        let log = log
        let done = try (0..<4).map { _ in try TestEvent() }
        for (index, event) in done.enumerated() {
            Thread.detachNewThread {
                for number in 0..<2000 { log.line("\(index) \(number)") }
                event.signal()
            }
        }
        for event in done { #expect(event.wait()) }
        let lines = try read()
        for index in 0..<4 {
            #expect(lines.filter { $0.hasPrefix("\(index) ") } == (0..<2000).map { "\(index) \($0)" })
        }
        #expect(lines.count == 8000)
    }

    @Test func `who logs does not wait for a reader, and what was dropped is counted where it is missing`() throws {
        let text = String(repeating: "x", count: 1000)
        for number in 1...3000 { log.line("\(number) \(text)") }
        log.line("the end", isOwn: true)
        let lines = try read()
        let kept = lines.count - 2
        #expect((1000...1200).contains(kept), "1 MiB, and what the pipe takes")
        #expect(lines.prefix(kept).elementsEqual((1...kept).map { "\($0) \(text)" }))
        #expect(lines.suffix(2) == ["ipcsh: \(3000 - kept) log lines were dropped: nobody read them", "the end"])
    }

    @Test func `who reads again is told at once`() throws {
        for _ in 1...3000 { log.line(String(repeating: "x", count: 1000)) }
        var last: [UInt8] = []
        var entry = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
        while !String(decoding: last, as: UTF8.self).hasSuffix(" log lines were dropped: nobody read them\n") {
            try #require(poll(&entry, 1, 60_000) > 0)
            var chunk = [UInt8](repeating: 0, count: 64 * 1024)
            let count = Glibc.read(reading, &chunk, chunk.count)
            last = Array((last + chunk[..<max(0, count)]).suffix(100))
        }
        #expect(try read() == [])
    }

    @Test func `the end does not wait for a reader who takes nothing`() {
        for _ in 1...200 { log.line(String(repeating: "x", count: 1000)) }
        log.finish(pause: .milliseconds(1), patience: .seconds(60))
        close(reading)
    }

    @Test func `a reader who has left is no trouble`() {
        close(reading)
        log.line("nobody gets this")
        log.finish(pause: .seconds(60), patience: .seconds(60))
        log.line("nor this")
        log.finish(pause: .seconds(60), patience: .seconds(60))
        close(writing)
    }

    @Test func `a full disk is no trouble`() throws {
        let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
        try #require(full >= 0)
        let log = try #require(ServerLog(descriptor: full))
        for number in 1...1000 { log.line("\(number)") }
        log.finish(pause: .seconds(60), patience: .seconds(60))
        close(full)
        self.log.finish()
    }
}
