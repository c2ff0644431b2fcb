import Glibc
import IPCFraming
import Sessions
import TestSupport
import Testing

/// What a recorder does with files that are there already.
@Suite struct AppendingTests {
    @Test("A new file has its header, its exchanges and its end")
    func newFile() throws {
        let file = try SessionFile()
        let writer = try file.writer()
        try writer.append("a")
        writer.note("one")
        writer.note("two")
        try writer.append(
            request: RequestFrame([], ending: .abort),
            response: nil,
            error: .reset,
            attempts: 2,
            start: .milliseconds(1520),
            duration: .microseconds(12_345)
        )
        #expect(writer.count == 2)
        try writer.finish()
        try writer.finish()
        #expect(throws: SessionError.self) { try writer.append("late") }
        #expect(
            try file.lines() == [
                SessionFile.header, #"{"n":1,"request":"a","response":"O.k.","gap":0,"ms":0}"#,
                #"{"n":2,"request":"","request_end":"abort","error":"reset","attempts":2,"note":"one\ntwo","gap":1.52,"ms":12.345}"#,
                #"{"end":2}"#,
            ]
        )
        #expect(try SessionFile.permissions(of: file.path) == 0o600)
    }

    @Test("A note behind the last exchange stands with the end")
    func lastNote() throws {
        let file = try SessionFile()
        let writer = try file.writer()
        writer.note("bye")
        try writer.finish()
        #expect(try file.lines().last == #"{"end":0,"note":"bye"}"#)
        #expect(try file.read().isClosed)
    }

    @Test("Time that goes backwards is no time")
    func backwards() throws {
        let file = try SessionFile()
        let writer = try file.writer()
        for start in [Duration.seconds(5), .seconds(3)] {
            try writer.append(
                request: RequestFrame([]),
                response: nil,
                error: .reset,
                attempts: 1,
                start: start,
                duration: .seconds(-1)
            )
        }
        #expect(try file.lines().dropFirst().allSatisfy { $0.hasSuffix(#""gap":0,"ms":0}"#) })
    }

    @Test("The gaps of exchanges that end in another order than they began in add up to the time that has passed")
    func overlapping() throws {
        let file = try SessionFile()
        let writer = try file.writer()
        for start in [5, 3, 6, 6, 10] {
            try writer.append(
                request: RequestFrame([]),
                response: nil,
                error: .reset,
                attempts: 1,
                start: .seconds(start),
                duration: .zero
            )
        }
        #expect(try file.read().exchanges.map(\.gap) == [0, 0, 1, 0, 4])
    }

    @Test(
        "Appending goes on counting behind whatever stands at the end",
        arguments: [
            ([], 1),
            ([#"{"n":1,"request":"a","response":""}"#], 2),
            ([#"{"n":1,"request":"a","response":""}"#, #"{"end":1}"#], 2),
            ([#"{"n":41,"request":"a","response":""}"#, "# words", "", #"{"end":41,"note":"n"}"#, "  ", "#"], 42),
            ([#"{"n":9,"request":"a","response":""}"#, #"{"n":3,"request":"a","response":"","mine":{"n":77}}"#], 4),
            ([#"{"n":9,"request":"a","response":""}"#, #"{"n":"x","request":"a"}"#, "garbage"], 10),
            ([#"{"n":2,"request":"a","response":""}"# + "\r", "\r"], 3),
            ([#"{"n":5,"request":"a","response":""}"#, #"{"n":9223372036854775807,"request":"a","response":""}"#], 6),
            (
                [#"{"n":6,"request":"a","response":""}"#]
                    + Array(repeating: "# " + String(repeating: "x", count: 999), count: 999), 7
            ),
        ] as [([String], Int)]
    )
    func counting(lines: [String], next: Int) throws {
        let file = try SessionFile(lines: lines)
        let before = try file.text()
        let writer = try file.writer()
        try writer.append("b")
        try writer.finish()
        let line = #"{"n":\#(next),"request":"b","response":"O.k.","gap":0,"ms":0}"#
        #expect(try file.text() == before + line + "\n{\"end\":\(next)}\n")
        #expect(writer.tornFile == nil)
    }

    @Test("A torn last line is moved aside before anything is appended")
    func torn() throws {
        for round in 1...2 {
            let file = try SessionFile()
            let bytes = try SessionFile.bytes(of: SessionFile.fixture("torn"))
            try file.write(bytes)
            if round == 2 { try Self.leave("old\n", at: file.path + ".torn") }
            let writer = try file.writer()
            #expect(writer.tornFile == file.path + ".torn")
            try writer.append("b")
            let whole = bytes[...(bytes.lastIndex(of: UInt8(ascii: "\n")) ?? 0)]
            let line = #"{"n":3,"request":"b","response":"O.k.","gap":0,"ms":0}"# + "\n"
            #expect(try file.text() == String(decoding: whole, as: UTF8.self) + line)
            let torn = String(decoding: try SessionFile.bytes(of: file.path + ".torn"), as: UTF8.self)
            #expect(torn == (round == 2 ? "old\n" : "") + #"{"n":3,"request":{"image":{"file":"b.jp"# + "\n")
            #expect(try SessionFile.permissions(of: file.path + ".torn") == (round == 2 ? 0o644 : 0o600))
        }
    }

    @Test("A torn line longer than any buffer is moved whole")
    func longTorn() throws {
        let file = try SessionFile(lines: [#"{"n":4,"request":"a","response":""}"#])
        let before = try file.text()
        let fragment = #"{"n":5,"request":""# + String(repeating: "x", count: 300_000)
        try file.write(before + fragment)
        let writer = try file.writer()
        try writer.append("b")
        #expect(try SessionFile.bytes(of: file.path + ".torn") == Array((fragment + "\n").utf8))
        #expect(try file.read().exchanges.map(\.number) == [4, 5])
    }

    @Test(
        "A file that is no session, or none that can be gone on with, is refused and left as it is",
        arguments: [
            ("hello\nworld", ":1:1: no session file: it does not begin with {\"ipcsh\":1,...}"),
            ("{\"a\":1}\n{\"b", ":1:1: no session file: it does not begin with {\"ipcsh\":1,...}"),
            ("\u{7F}ELF", ":1:1: no session file: it does not begin with {\"ipcsh\":1,...}"),
            ("\n# only words\nand", ":3:1: no session file: it does not begin with {\"ipcsh\":1,...}"),
            ("\n", ": the file is empty; a session begins with {\"ipcsh\":1,...}"),
            (
                "{\"ipcsh\":2,\"to\":7}\n{\"n",
                ":1:10: version 2 of the format is newer than this program, which reads 1"
            ),
            ("{\"ipcsh\":1}", ":1: the header is torn: its line has no end"),
            ("{\"ipcsh\":1,\"to\":\"lo", ":1:17: string without end"),
        ]
    )
    func refused(text: String, message: String) throws {
        let file = try SessionFile()
        try file.write(text)
        let error = #expect(throws: SessionError.self) { try file.writer() }
        #expect(error?.description == file.path + message)
        #expect(try file.text() == text)
        #expect(access(file.path + ".torn", F_OK) != 0)
    }

    @Test("A file that another is recording into is refused, until it has finished")
    func lock() throws {
        let file = try SessionFile()
        let first = try file.writer()
        try first.append("a")
        let before = try file.text()
        let error = #expect(throws: SessionError.self) { try file.writer() }
        #expect(error?.description == file.path + ": another program is recording into it; choose another file")
        #expect(try file.text() == before)
        // Reading is no recording.
        #expect(try file.read().exchanges.count == 1)
        try first.finish()
        try file.writer().append("b")
        #expect(try file.read().exchanges.map(\.number) == [1, 2])
    }

    @Test("What is no regular file is refused")
    func notAFile() throws {
        #expect(throws: SessionError(path: "/dev/full", reason: "not a regular file")) {
            try SessionWriter(path: "/dev/full", header: SessionFile.newHeader)
        }
        let directory = try TemporaryDirectory()
        #expect(throws: SessionError(path: directory.path, reason: "cannot be written: is a directory")) {
            try SessionWriter(path: directory.path, header: SessionFile.newHeader)
        }
        let missing = directory.file("no/file.jsonl")
        #expect(throws: SessionError(path: missing, reason: "cannot be written: no such file or directory")) {
            try SessionWriter(path: missing, header: SessionFile.newHeader)
        }
    }

    private static func leave(_ text: String, at path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT, 0o644)
        defer { close(descriptor) }
        guard write(descriptor, text, text.utf8.count) == text.utf8.count else { throw SystemError("write \(path)") }
        chmod(path, 0o644)
    }

    @Test("A torn line is not moved through a link")
    func linkInTheWay() throws {
        let file = try SessionFile()
        let bytes = try SessionFile.bytes(of: SessionFile.fixture("torn"))
        try file.write(bytes)
        let precious = try SessionFile("precious")
        try precious.write("mine")
        symlink(precious.path, file.path + ".torn")
        let error = #expect(throws: SessionError.self) { try file.writer() }
        #expect(
            error?.description == file.path
                + ".torn: cannot be written: a link stands there, and is not followed; move it away"
        )
        #expect(try precious.text() == "mine")
        #expect(try SessionFile.bytes(of: file.path) == bytes)
    }

    @Test("A name that was made up is not used where something stands, not even a link that leads nowhere")
    func newName() throws {
        let file = try SessionFile()
        let precious = try SessionFile("precious")
        symlink(precious.path, file.path)
        #expect(throws: SessionError.self) {
            try SessionWriter(path: file.path, header: SessionFile.newHeader, isNew: true)
        }
        #expect(precious.directory.names == [])
        // What a person names may be a link.
        try SessionWriter(path: file.path, header: SessionFile.newHeader).finish()
        #expect(try precious.lines() == [SessionFile.header, #"{"end":0}"#])
    }
}
