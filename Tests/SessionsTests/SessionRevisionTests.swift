import Glibc
import IPCFraming
import Sessions
import TestSupport
import Testing

@Suite struct SessionRevisionTests {
    private static func exchange(_ number: Int) -> RecordedExchange {
        RecordedExchange(
            number: number,
            request: RequestFrame(Array("new".utf8)),
            response: ResponseFrame(Array("O.k.".utf8))
        )
    }

    private static let new = #"{"n":2,"request":"new","response":"O.k.","gap":0,"ms":0}"#

    @Test("Only what is replaced changes, whatever else the file holds")
    func keeps() throws {
        let file = try SessionFile(lines: [
            #"  {"n":1, "request":"one" }"#, "# a comment", "", #"{"n":2,"request":"two"}"#, #"{"end":2}"#, "tail",
        ])
        let before = try file.text()
        let revision = try SessionRevision(of: file.path)
        try revision.replace(line: 5, by: Self.exchange(2))
        try revision.finish()
        #expect(try file.text() == before.replacing(#"{"n":2,"request":"two"}"#, with: Self.new))
        #expect(file.directory.names == ["session.jsonl"])
    }

    @Test("A torn last line stays torn, and a long file is copied whole")
    func long() throws {
        let file = try SessionFile(lines: (1...20_000).map { #"{"n":\#($0),"request":"r\#($0)"}"# })
        let text = try file.text() + #"{"n":"#
        try file.write(text)
        let target = file.directory.file("copy.jsonl")
        let revision = try SessionRevision(of: file.path, to: target)
        try revision.replace(line: 2, by: Self.exchange(1))
        try revision.replace(line: 20_001, by: Self.exchange(20_000))
        try revision.finish()
        let lines = String(decoding: try SessionFile.bytes(of: target), as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 20_002)
        #expect(lines[1] == Self.new.replacing("\"n\":2", with: "\"n\":1"))
        #expect(lines[10_000] == #"{"n":10000,"request":"r10000"}"#)
        #expect(lines[20_000] == Self.new.replacing("\"n\":2", with: "\"n\":20000"))
        #expect(lines[20_001] == #"{"n":"#)
        #expect(try file.text() == text)
    }

    @Test("The mode of what is replaced is kept; a new file is private")
    func modes() throws {
        let file = try SessionFile(lines: [#"{"n":1,"request":"one"}"#])
        chmod(file.path, 0o640)
        let target = file.directory.file("copy.jsonl")
        for path in [file.path, target] {
            let revision = try SessionRevision(of: file.path, to: path == file.path ? nil : path)
            try revision.replace(line: 2, by: Self.exchange(1))
            try revision.finish()
        }
        #expect(try SessionFile.permissions(of: file.path) == 0o640)
        #expect(try SessionFile.permissions(of: target) == 0o600)
    }

    @Test("A link stays a link")
    func link() throws {
        let file = try SessionFile(lines: [#"{"n":1,"request":"one"}"#])
        let link = file.directory.file("link.jsonl")
        symlink(file.path, link)
        let revision = try SessionRevision(of: link)
        try revision.replace(line: 2, by: Self.exchange(2))
        try revision.finish()
        #expect(try file.lines().last == Self.new)
        var status = stat()
        #expect(lstat(link, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    }

    @Test("Given up, it leaves nothing behind")
    func discarded() throws {
        let file = try SessionFile(lines: [#"{"n":1,"request":"one"}"#])
        let before = try file.text()
        do {
            let revision = try SessionRevision(of: file.path)
            try revision.replace(line: 2, by: Self.exchange(2))
        }
        #expect(try file.text() == before)
        #expect(file.directory.names == ["session.jsonl"])
    }

    @Test("A session that is being recorded is not replaced")
    func recording() throws {
        let file = try SessionFile()
        let writer = try file.writer()
        try writer.append("one")
        let error = #expect(throws: SessionError.self) { try SessionRevision(of: file.path) }
        #expect(error?.reason == "another program is recording into it; update it when the recording has ended")
        #expect(file.directory.names == ["session.jsonl"])
    }
}
