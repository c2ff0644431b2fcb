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

    /// - Parameter copy: where it goes; into the session's own place if nil.
    private static func revision(_ path: String, to copy: String? = nil) throws -> SessionRevision {
        try SessionRevision(of: path, to: copy ?? path + ".received", replacing: copy == nil)
    }

    private static let new = #"{"n":2,"request":"new","response":"O.k.","gap":0,"ms":0}"#

    @Test("Only what is replaced changes, whatever else the file holds")
    func keeps() throws {
        let file = try SessionFile(lines: [
            #"  {"n":1, "request":"one" }"#, "# a comment", "", #"{"n":2,"request":"two"}"#, #"{"end":2}"#, "tail",
        ])
        let before = try file.text()
        let revision = try Self.revision(file.path)
        try revision.replace(line: 5, by: Self.exchange(2))
        #expect(try revision.finish() == .inPlace)
        #expect(try file.text() == before.replacing(#"{"n":2,"request":"two"}"#, with: Self.new))
        #expect(file.directory.names == ["session.jsonl"])
    }

    @Test("A torn last line stays torn, and a long file is copied whole")
    func long() throws {
        let file = try SessionFile(lines: (1...20_000).map { #"{"n":\#($0),"request":"r\#($0)"}"# })
        let text = try file.text() + #"{"n":"#
        try file.write(text)
        let target = file.directory.file("copy.jsonl")
        let revision = try Self.revision(file.path, to: target)
        try revision.replace(line: 2, by: Self.exchange(1))
        try revision.replace(line: 20_001, by: Self.exchange(20_000))
        #expect(try revision.finish() == .inPlace)
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
            let revision = try Self.revision(file.path, to: path == file.path ? nil : path)
            try revision.replace(line: 2, by: Self.exchange(1))
            #expect(try revision.finish() == .inPlace)
        }
        #expect(try SessionFile.permissions(of: file.path) == 0o640)
        #expect(try SessionFile.permissions(of: target) == 0o600)
    }

    @Test("A link stays a link")
    func link() throws {
        let file = try SessionFile(lines: [#"{"n":1,"request":"one"}"#])
        let link = file.directory.file("link.jsonl")
        symlink(file.path, link)
        let revision = try Self.revision(link)
        try revision.replace(line: 2, by: Self.exchange(2))
        #expect(try revision.finish() == .inPlace)
        #expect(try file.lines().last == Self.new)
        var status = stat()
        #expect(lstat(link, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    }

    @Test("Given up, it leaves nothing behind")
    func discarded() throws {
        let file = try SessionFile(lines: [#"{"n":1,"request":"one"}"#])
        let before = try file.text()
        do {
            let revision = try Self.revision(file.path)
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
        let error = #expect(throws: SessionError.self) { try Self.revision(file.path) }
        #expect(error?.reason == "another program is recording into it; update it when the recording has ended")
        #expect(file.directory.names == ["session.jsonl"])
    }

    /// What another program does to a session while it is copied.
    enum Change: CaseIterable {
        case saved, savedInPlace, appendedTo, deleted

        func make(_ path: String) throws {
            switch self {
            case .saved:
                try SessionFile.write(Array("new\n".utf8), to: path + ".new")
                rename(path + ".new", path)
            case .savedInPlace: try SessionFile.write(Array("new\n".utf8), to: path)
            case .appendedTo: try SessionFile.write(try SessionFile.bytes(of: path) + Array("# more\n".utf8), to: path)
            case .deleted: unlink(path)
            }
        }
    }

    @Test(
        "A session that changes meanwhile stays what it is, and what came stays in the copy",
        arguments: Change.allCases,
        [false, true]
    )
    func changed(change: Change, isBeforeFirst: Bool) throws {
        let file = try SessionFile(lines: [#"{"n":1,"request":"one"}"#, #"{"n":2,"request":"two"}"#])
        let version = try SessionReader(path: file.path).version
        if isBeforeFirst, change == .deleted { return }
        if isBeforeFirst { try change.make(file.path) }
        let copy = file.directory.file("session.received.jsonl")
        let revision = try SessionRevision(of: file.path, to: copy, replacing: true, version: version)
        try revision.replace(line: 2, by: Self.exchange(1))
        if !isBeforeFirst { try change.make(file.path) }
        let after = try? file.text()
        try revision.replace(line: 3, by: Self.exchange(2))
        #expect(try revision.finish() == .kept(copy))
        #expect((try? file.text()) == after)
        let kept = try SessionFile.lines(of: copy)
        for number in 1...2 {
            #expect(kept.contains(Self.new.replacing("\"n\":2", with: "\"n\":\(number)")), "\(kept)")
        }
        #expect(try SessionFile.permissions(of: copy) == 0o600)
    }

    @Test("A link where the copy goes is replaced, and what it led to stays", arguments: [true, false])
    func linkInTheWay(leadsSomewhere: Bool) throws {
        let file = try SessionFile(lines: [#"{"n":1,"request":"one"}"#])
        let precious = try SessionFile("precious")
        if leadsSomewhere { try precious.write("mine") }
        let copy = file.directory.file("session.received.jsonl")
        #expect(symlink(precious.path, copy) == 0)
        let revision = try Self.revision(file.path, to: copy)
        try revision.replace(line: 2, by: Self.exchange(2))
        #expect(try revision.finish() == .inPlace)
        #expect(try SessionFile.lines(of: copy).last == Self.new)
        #expect((try? precious.text()) == (leadsSomewhere ? "mine" : nil))
    }

    @Test("A session that is packed is not replaced")
    func packed() throws {
        let file = try SessionFile()
        try file.write([0x1F, 0x8B, 0x08])
        let error = #expect(throws: SessionError.self) { try Self.revision(file.path) }
        #expect(error?.reason == "is packed by gzip, and can only be read; unpack it first: gunzip FILE")
    }
}
