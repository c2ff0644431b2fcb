import Glibc
import TestSupport
import Testing

@testable import Sessions

/// What a check says of files in order and of damaged ones; it must never disagree with the reader.
@Suite struct CheckTests {
    static let good = #"{"n":1,"request":"a","response":"b"}"#

    /// The whole of what was found, in one line.
    static func words(_ path: String) throws -> String {
        let check = try #require(try SessionCheck(path: path))
        var parts = ["\(check.verdict.rawValue) \(check.exchanges)"]
        if check.isClosed { parts.append("closed") }
        if check.isHeaderLost { parts.append("header lost") }
        if let line = check.tornLine { parts.append("torn \(line)") }
        parts += check.problems.map { $0.description.replacing(path, with: "") }
        parts += check.warnings.map { "warning " + $0.description.replacing(path, with: "") }
        return parts.joined(separator: "; ")
    }

    @Test(
        "The verdict on a file, with all places",
        arguments: [
            ("<H>\n<1>\n{\"end\":1}\n", "ok 1; closed"),
            ("<H>\r\n\r\n<1>\r\n# words\r\n{\"end\":1}\r\n", "ok 1; closed"),
            ("# words\n\n<H>\n<1>\n# torn words", "ok 1"),
            ("<H>\n", "ok 0"),
            ("<H>\n<1>\n{\"n\":2,\"req", "torn 1; torn 3"),
            ("<H>\n<1>\n{\"end\":1}\n{", "torn 1; torn 4"),
            ("<H>\n<1>\n{\"end\":1}\nx\n", "damaged 1; :4:1: expected a value"),
            ("<H>\nx\n<1>\n[]\n{", "damaged 1; torn 5; :2:1: expected a value; :4:1: a line is a JSON object"),
            ("<H>\n<1>\n\0\0\0\n<2>\n", "damaged 2; :3:1: expected a value"),
            ("<H>\n<1>\n{\"n\":2,\"note\":\"\0\"}\n", "damaged 1; :3:16: control character in a string"),
            (
                "<1>\n<2>\n",
                "damaged 2; header lost; :1:1: no session file: it does not begin with {\"ipcsh\":1,...}"
            ),
            (
                "{\"ipcs\n<1>\n",
                "damaged 1; header lost; :1:2: string without end"
            ),
            (
                "{\"end\":1}\n<1>\n",
                "damaged 1; header lost; :1:1: no session file: it does not begin with {\"ipcsh\":1,...}; warning :1: 'end' is 1, the last exchange 0"
            ),
            (
                "\u{FEFF}<H>\n<1>\n",
                "damaged 1; :1:1: a byte order mark stands before the header; 'session check --repair' drops it"
            ),
            (
                "one\ntwo\nthree",
                "not-a-session 0; header lost; :1:1: no session file: it does not begin with {\"ipcsh\":1,...}"
            ),
            ("", "not-a-session 0; header lost; : the file is empty; a session begins with {\"ipcsh\":1,...}"),
            ("<H>", "not-a-session 0; header lost; :1: the header is torn: its line has no end"),
            (
                "{\"ipcsh\":2}\n<1>\n<2>\n",
                "not-a-session 0; header lost; :1:10: version 2 of the format is newer than this program, which reads 1"
            ),
            ("<H>\n<1>\n<1>\n", "ok 2; warning :3: 'n' is 1, behind 1"),
            (
                "<H>\n<2>\n<1>\n{\"end\":2}\n",
                "ok 2; closed; warning :3: 'n' is 1, behind 2; warning :4: 'end' is 2, the last exchange 1"
            ),
            ("<H>\n<1>\n{\"end\":1}\n<2>\n{\"end\":2}\n", "ok 2; closed"),
        ]
    )
    func verdict(text: String, expected: String) throws {
        let file = try SessionFile()
        let whole = text.replacing("<H>", with: SessionFile.header).replacing("<1>", with: Self.good)
        try file.write(whole.replacing("<2>", with: #"{"n":2,"request":"a","response":"b"}"#))
        #expect(try Self.words(file.path) == expected)
        try Self.expectAgreement(file.path)
    }

    @Test("UTF-16 is named", arguments: [[0xFF, 0xFE, 0x7B, 0] as [UInt8], [0xFE, 0xFF, 0, 0x7B]])
    func utf16(bytes: [UInt8]) throws {
        let file = try SessionFile()
        try file.write(bytes + [0x0A])
        let reason = "no session file: it is UTF-16; save it as UTF-8 without a byte order mark"
        #expect(try Self.words(file.path) == "not-a-session 0; header lost; :1:1: \(reason)")
        try Self.expectAgreement(file.path)
    }

    @Test("Of many bad lines the first are kept, and all are counted")
    func manyProblems() throws {
        let file = try SessionFile(lines: Array(repeating: "x", count: 1000) + [Self.good, Self.good, Self.good])
        let check = try #require(try SessionCheck(path: file.path))
        #expect(check.problems.map(\.line) == Array(2...21))
        #expect(check.problemCount == 1000)
        #expect(check.warningCount == 2)
        #expect(check.exchanges == 3)
    }

    @Test("A line longer than any may be does not hide those behind it")
    func endlessLine() throws {
        let file = try SessionFile(lines: [Self.good])
        let descriptor = open(file.path, O_WRONLY | O_APPEND)
        defer { close(descriptor) }
        guard ftruncate(descriptor, 100_000_000) == 0 else { throw SystemError("ftruncate") }
        let rest = "\n\(Self.good.replacing("1", with: "2"))\nx\n"
        #expect(write(descriptor, rest, rest.utf8.count) == rest.utf8.count)
        #expect(
            try Self.words(file.path) == "damaged 2; :3: a line has at most 64 MiB; :5:1: expected a value"
        )
        try Self.expectAgreement(file.path)
    }

    @Test("A value nested too deeply is named, and does not hide what follows", arguments: ["[", "{\"a\":"])
    func deep(opening: String) throws {
        let value = String(repeating: opening, count: 100_000)
        let file = try SessionFile(lines: ["{\"n\":1,\"mine\":\(value)", Self.good])
        let check = try #require(try SessionCheck(path: file.path))
        #expect(check.problems.map(\.reason) == ["nested too deeply"])
        #expect(check.exchanges == 1)
        try Self.expectAgreement(file.path)
    }

    @Test("A check can be ended")
    func ended() throws {
        let file = try SessionFile(lines: [Self.good])
        #expect(try SessionCheck(path: file.path, progress: { _ in false }) == nil)
    }

    @Test("A file that cannot be read is an error")
    func noFile() throws {
        let directory = try TemporaryDirectory()
        #expect(throws: SessionError(path: directory.path, reason: "cannot be read: is a directory")) {
            try SessionCheck(path: directory.path)
        }
    }

    /// The reader stops at the first bad line, so the check must have found that one first, and as many exchanges
    /// before it.
    static func expectAgreement(_ path: String) throws {
        let check = try #require(try SessionCheck(path: path))
        do {
            let (exchanges, tornLine, isClosed) = try SessionFile.read(path)
            #expect(check.problemCount == 0)
            #expect(check.exchanges == exchanges.count)
            #expect(check.tornLine == tornLine)
            #expect(check.isClosed == isClosed)
            #expect(check.verdict == (tornLine == nil ? .ok : .torn))
        } catch let error as SessionError {
            #expect(check.problems.first == error)
            #expect([.damaged, .notASession].contains(check.verdict))
        }
    }
}
