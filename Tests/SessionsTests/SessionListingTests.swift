import Glibc
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
}
