import Glibc
import IPCFraming
import TestSupport
import Testing

@testable import Sessions

@Suite struct SessionListingTests {
    private static func header(_ created: String) -> String {
        #"{"ipcsh":1,"created":"\#(created)","tool":"t","via":"shell","to":"h:1","mode":"one-shot"}"# + "\n"
    }

    private static let lines = """
        {"n":1,"request":1,"response":"O.k.","gap":7,"ms":500}
        {"n":2,"request":2,"response":"Error: x","gap":2,"ms":250}
        {"n":3,"request":3,"error":"refused","gap":1,"ms":100}

        """

    private func write(_ directory: TemporaryDirectory, _ name: String, _ text: String) throws {
        guard let file = fopen(directory.file(name), "w") else { throw SystemError("open \(name)") }
        defer { fclose(file) }
        fputs(text, file)
    }

    @Test("A summary counts exchanges, errors and time, and tells how the recording ended")
    func summary() throws {
        let file = try SessionFile()
        try file.write(Self.header("c") + Self.lines)
        let open = try #require(try SessionSummary(path: file.path) { false })
        #expect(open.exchanges == 3)
        #expect(open.errors == 2)
        #expect(open.duration == 3.1)
        #expect(!open.isClosed)
        try file.write(Self.header("c") + Self.lines + "{\"end\":3}\n")
        #expect(try SessionSummary(path: file.path) { false }?.isClosed == true)
        try file.write(Self.header("c") + Self.lines + "{\"n\":4")
        #expect(try SessionSummary(path: file.path) { false }?.tornLine == 5)
    }

    @Test("A list is newest first, and what is damaged stands in it")
    func list() throws {
        let directory = try TemporaryDirectory()
        try write(directory, "a.jsonl", Self.header("2026-01-02T00:00:00Z"))
        try write(directory, "b.JSONL", Self.header("2026-01-03T00:00:00Z") + Self.lines)
        try write(directory, "c.jsonl", Self.header("2026-01-01T00:00:00Z") + "{\"n\":1}\n")
        try write(directory, "empty.jsonl", "")
        try write(directory, "readme.md", "no session")
        mkdir(directory.file("folder.jsonl"), 0o700)
        mkfifo(directory.file("pipe.jsonl"), 0o600)
        let list = try #require(try SessionFolder(path: directory.path).list { false })
        let names = list.map { $0.path.dropFirst(directory.path.count + 1) }
        // What has no time of its own has that of its last change, which is now.
        #expect(Set(names.prefix(4)) == ["pipe.jsonl", "folder.jsonl", "empty.jsonl", "c.jsonl"])
        #expect(names.suffix(2) == ["b.JSONL", "a.jsonl"])
        let reasons = Dictionary(uniqueKeysWithValues: zip(names, list.map { try? $0.summary.get().exchanges }))
        #expect(reasons["b.JSONL"] == 3)
        #expect(reasons["pipe.jsonl"] == .some(nil))
        #expect(throws: SessionError.self) { try list[3].summary.get() }
    }

    @Test("A list can be given up, and a folder that is none is an error")
    func trouble() throws {
        let file = try SessionFile()
        try file.write(Self.header("c") + String(repeating: Self.lines, count: 1000))
        let folder = String(file.path.dropLast("/session.jsonl".count))
        #expect(try SessionFolder(path: folder).list { true } == nil)
        #expect(throws: SessionError.self) { try SessionFolder(path: file.path).list { false } }
    }

    @Test("A long recording says at its end what a list tells, unless somebody has edited it")
    func totals() throws {
        let file = try SessionFile()
        let writer = try file.writer()
        for number in 1...1200 {
            try writer.append(
                request: .init(Array("r".utf8)),
                response: .init(Array((number % 100 == 0 ? "Error: x" : "O.k.").utf8)),
                error: nil,
                attempts: 1,
                start: .milliseconds(number),
                duration: .milliseconds(5)
            )
        }
        try writer.finish()
        let text = try file.text()
        let end = try #require(text.split(separator: "\n").last)
        #expect(end.hasPrefix(#"{"end":1200,"totals":{"exchanges":1200,"errors":12,"seconds":1.204,"size":"#))
        func expect(_ exchanges: Int, _ errors: Int, _ isClosed: Bool, line: Int = #line) throws {
            let summary = try #require(try SessionSummary(path: file.path) { false })
            #expect(
                summary.exchanges == exchanges && summary.errors == errors && summary.isClosed == isClosed,
                "\(line)"
            )
            #expect((summary.duration ?? 0) > 1.1, "\(line)")
        }
        try expect(1200, 12, true)
        // The middle is not read: what is wrong there is for a check to find.
        try file.write(text.replacing(#"{"n":600,"#, with: #"["n":600,"#))
        try expect(1200, 12, true)
        let lines = text.split(separator: "\n")
        try file.write((lines[..<601] + lines[602...]).map { $0 + "\n" }.joined())
        try expect(1199, 12, true)
        try file.write(text + #"{"n":1201,"request":"r","error":"reset"}"# + "\n")
        try expect(1201, 13, false)
        try file.write(text + "# words\n\n")
        try expect(1200, 12, true)
    }

    @Test("A large session that ends cleanly and says no more is not read in the middle")
    func large() throws {
        let file = try SessionFile()
        let line = #"{"n":1,"request":"\#(String(repeating: "x", count: 100_000))","response":"O.k."}"#
        let body = Self.header("c") + String(repeating: line + "\n", count: 50)
        try file.write(body + "{\"end\":50}\n")
        let summary = try #require(try SessionSummary(path: file.path) { false })
        #expect(summary.exchanges == 50 && summary.errors == nil && summary.duration == nil && summary.isClosed)
        try file.write(body)
        #expect(try SessionSummary(path: file.path) { false }?.errors == 0)
    }
}
