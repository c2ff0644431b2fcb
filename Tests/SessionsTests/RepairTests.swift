import Glibc
import Sessions
import TestSupport
import Testing

@Suite struct RepairTests {
    private static let good = [
        #"{"n":1, "request":"a","response":"b"}"# + "\r", "# words", "", #"{"n":7,"request":"ä","error":"reset"}"#,
        #"{"end":7}"#,
    ]

    private static func damaged(_ file: SessionFile) throws -> String {
        String(decoding: try SessionFile.bytes(of: file.path + ".damaged"), as: UTF8.self)
    }

    @Test("Good lines stay to the byte, the others are moved, behind those moved before")
    func lines() throws {
        let file = try SessionFile()
        let whole = ([SessionFile.header] + Self.good).map { $0 + "\n" }
        for round in 1...2 {
            try file.write(whole[0] + "bad\n" + whole[1...3].joined() + "[\0]\n" + whole[4...].joined() + "{\"n\":8")
            chmod(file.path, 0o640)
            let repair = try #require(try SessionRepair.run(path: file.path))
            #expect(repair.exchanges == 2)
            #expect(repair.movedLines == 3)
            #expect(!repair.isHeaderNew)
            #expect(repair.damagedFile == file.path + ".damaged")
            #expect(try file.text() == whole.joined())
            #expect(try Self.damaged(file) == String(repeating: "bad\n[\0]\n{\"n\":8\n", count: round))
            #expect(try SessionFile.permissions(of: file.path) == 0o640)
            #expect(try SessionFile.permissions(of: file.path + ".damaged") == 0o600)
        }
        #expect(try file.read().exchanges.map(\.number) == [1, 7])
        #expect(file.directory.names == ["session.jsonl", "session.jsonl.damaged"])
    }

    @Test("A file in order is left alone", arguments: ["minimal", "full"])
    func nothing(name: String) throws {
        let file = try SessionFile()
        try file.write(try SessionFile.bytes(of: SessionFile.fixture(name)))
        var before = stat()
        stat(file.path, &before)
        #expect(try SessionRepair.run(path: file.path) == nil)
        var after = stat()
        stat(file.path, &after)
        #expect(before.st_ino == after.st_ino)
        #expect(before.st_mtim.tv_nsec == after.st_mtim.tv_nsec)
        #expect(file.directory.names == ["session.jsonl"])
    }

    @Test(
        "A lost header is replaced when there are exchanges below it",
        arguments: [("", ""), ("{\"ipc\n", "{\"ipc\n")]
    )
    func header(first: String, moved: String) throws {
        let file = try SessionFile()
        let rest = Self.good.joined(separator: "\n") + "\n"
        try file.write("# mine\n" + first + rest)
        let repair = try #require(try SessionRepair.run(path: file.path))
        #expect(repair.isHeaderNew)
        #expect(try file.text() == "# mine\n{\"ipcsh\":1,\"note\":\"header lost; repaired\"}\n" + rest)
        if moved.isEmpty {
            #expect(file.directory.names == ["session.jsonl"])
        } else {
            #expect(try Self.damaged(file) == moved)
        }
        #expect(try SessionReader(path: file.path).header.note == "header lost; repaired")
        #expect(try SessionRepair.run(path: file.path) == nil)
    }

    @Test(
        "What is no session is refused and left as it is",
        arguments: [
            ("words\nmore", ":1:1: no session file: it does not begin with {\"ipcsh\":1,...}"),
            ("", ": the file is empty; a session begins with {\"ipcsh\":1,...}"),
            (
                "{\"ipcsh\":2}\n{\"n\":1,\"request\":\"a\",\"response\":\"b\"}\nbad\n",
                ":1:10: version 2 of the format is newer than this program, which reads 1"
            ),
        ]
    )
    func refused(text: String, message: String) throws {
        let file = try SessionFile()
        try file.write(text)
        let error = #expect(throws: SessionError.self) { try SessionRepair.run(path: file.path) }
        #expect(error?.description == file.path + message)
        #expect(try file.text() == text)
        #expect(file.directory.names == ["session.jsonl"])
    }

    @Test("A file that is being recorded is refused until the recording has ended")
    func locked() throws {
        let file = try SessionFile(lines: ["bad"])
        let before = try file.text()
        let writer = try file.writer()
        let error = #expect(throws: SessionError.self) { try SessionRepair.run(path: file.path) }
        #expect(error?.reason == "another program is recording into it; repair it when the recording has ended")
        #expect(try file.text() == before)
        try writer.finish()
        #expect(try SessionRepair.run(path: file.path)?.movedLines == 1)
    }

    @Test("A link stays one, and what it leads to is repaired")
    func link() throws {
        let file = try SessionFile(lines: ["bad"])
        let link = file.directory.file("link.jsonl")
        #expect(symlink("session.jsonl", link) == 0)
        #expect(try SessionRepair.run(path: link)?.movedLines == 1)
        #expect(try file.lines() == [SessionFile.header])
        #expect(file.directory.names == ["link.jsonl", "session.jsonl", "session.jsonl.damaged"])
        var status = stat()
        #expect(lstat(link, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    }

    @Test("A line longer than any may be is moved whole")
    func endlessLine() throws {
        let file = try SessionFile(lines: [])
        let descriptor = open(file.path, O_WRONLY | O_APPEND)
        defer { close(descriptor) }
        let length = 100_000_000
        guard ftruncate(descriptor, off_t(SessionFile.header.utf8.count + 1 + length)) == 0 else {
            throw SystemError("ftruncate")
        }
        #expect(write(descriptor, "\n\n", 2) == 2)
        #expect(try SessionRepair.run(path: file.path)?.movedLines == 1)
        #expect(try file.text() == SessionFile.header + "\n\n")
        var status = stat()
        stat(file.path + ".damaged", &status)
        #expect(Int(status.st_size) == length + 1)
    }

    @Test("Where there is no room the file stays as it was, and nothing else is left")
    func fullDisk() async throws {
        let file = try SessionFile(lines: ["bad"] + Array(repeating: Self.good[0], count: 100_000))
        let path = file.path
        let before = try SessionFile.bytes(of: path)
        await #expect(processExitsWith: .success) { [path = path as String] in
            FileSizeLimit.set(1_000_000)
            #expect(throws: SessionError.self) { try SessionRepair.run(path: path) }
        }
        #expect(try SessionFile.bytes(of: path) == before)
        #expect(file.directory.names == ["session.jsonl"])
    }

    @Test(
        "A byte order mark before the header is dropped, and all that the header says stays",
        arguments: [
            ("", "{\"ipcsh\":1,\"redacted\":[\"/a\"]}\n"), ("# mine\n", "{\"ipcsh\":1,\"redacted\":[\"/a\"]}\n"),
            ("", "# mine\n{\"ipcsh\":1}\n"),
        ]
    )
    func byteOrderMark(before: String, header: String) throws {
        let file = try SessionFile()
        let rest = Self.good.joined(separator: "\n") + "\n"
        try file.write(before + "\u{FEFF}" + header + rest)
        let line = before.isEmpty ? 1 : 2
        let error = #expect(throws: SessionError.self) { _ = try SessionReader(path: file.path) }
        #expect(error?.line == line)
        #expect(error?.reason == "a byte order mark stands before the header; 'session check --repair' drops it")
        #expect(try SessionCheck(path: file.path)?.problems == [try #require(error)])
        let repair = try #require(try SessionRepair.run(path: file.path))
        #expect(repair.isMarkDropped && !repair.isHeaderNew && repair.movedLines == 0)
        #expect(try file.text() == before + header + rest)
        #expect(file.directory.names == ["session.jsonl"])
    }

    @Test(
        "Where the name of what is moved is taken by something that is not ours, nothing is done",
        arguments: ["link", "dangling link", "other name", "pipe", "folder"]
    )
    func nameTaken(by what: String) throws {
        let file = try SessionFile(lines: ["bad"])
        let before = try file.text()
        let precious = try SessionFile("precious")
        try precious.write("mine")
        let damaged = file.path + ".damaged"
        switch what {
        case "link": symlink(precious.path, damaged)
        case "dangling link": symlink(precious.path + "2", damaged)
        case "other name": Glibc.link(precious.path, damaged)
        case "pipe": mkfifo(damaged, 0o600)
        default: mkdir(damaged, 0o700)
        }
        let error = #expect(throws: SessionError.self) { try SessionRepair.run(path: file.path) }
        #expect(error?.path == damaged)
        #expect(try file.text() == before)
        #expect(try precious.text() == "mine")
        #expect(precious.directory.names == ["precious"])
        #expect(file.directory.names == ["session.jsonl", "session.jsonl.damaged"])
    }

    @Test("What a repair that was killed has moved is not moved twice, and what it left is removed")
    func killed() throws {
        let file = try SessionFile(lines: ["bad", Self.good[3], "worse"])
        try SessionFile.write(Array("old\nbad\nworse\n".utf8), to: file.path + ".damaged")
        try SessionFile.write([], to: file.path + ".ipcsh-AbC123.tmp")
        try SessionFile.write([], to: file.path + ".damaged.ipcsh-AbC123.tmp")
        #expect(try SessionRepair.run(path: file.path)?.movedLines == 2)
        #expect(try Self.damaged(file) == "old\nbad\nworse\n")
        #expect(try file.lines() == [SessionFile.header, Self.good[3]])
        #expect(file.directory.names == ["session.jsonl", "session.jsonl.damaged"])
    }
}
