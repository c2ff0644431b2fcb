import Glibc
import Sessions
import TestSupport
import Testing
import WireJSON

/// Taking something out of a session that exists.
@Suite struct SessionRedactionTests {
    private static func redaction(_ texts: String...) throws -> Redaction { try #require(try Redaction(texts)) }

    @Test("What is taken out is in no line any more, and lines without it stay to the byte")
    func lines() throws {
        let file = try SessionFile()
        let untouched = [
            "", "  ", #"{"n": 2, "request":"{\"a\":1}", "response":"x" , "mine":1.50}"#,
            #"{"match":{"image":{"name":"b"}},"response":"${n}"}"#, #"{"end":2}"#,
        ]
        try file.write(
            ([
                "# secret.jpg is mine",
                #"{"ipcsh":1,"to":"localhost","title":"secret.jpg","mine":["secret.jpg"],"redacted":["/old"]}"#,
                #"{"n":1,"request":{"image":{"file":"secret.jpg"}},"response":"Error: secret.jpg","#
                    + #""expect":{"regex":"secret.jpg"},"tags":["secret.jpg"],"note":"secret.jpg","mine":{"secret.jpg":2}}"#,
                #"{"match":{"image":{"file":"secret.jpg","name":"a"}},"response":"for secret.jpg"}"#,
                #"{"end":1,"note":"secret.jpg"}"#,
            ] + untouched).map { $0 + "\n" }.joined()
        )
        chmod(file.path, 0o640)
        let redaction = try Self.redaction("/image/file", "/secret.jpg/=gone")
        let result = try SessionRedaction.run(path: file.path, redaction)
        #expect(result.exchanges == 4)
        #expect(result.changed == 2)
        let text = try file.text()
        #expect(!text.contains("secret"))
        #expect(text.hasSuffix(untouched.map { $0 + "\n" }.joined()))
        let parts = try SessionReader(path: file.path).header.redactedParts
        #expect(parts.words == "/image/file, /old, regex")
        #expect(try SessionFile.permissions(of: file.path) == 0o640)
        #expect(file.directory.names == ["session.jsonl"])
        // Once more, there is nothing to do.
        #expect(try SessionRedaction.run(path: file.path, redaction).changed == 0)
        #expect(try file.text() == text)
    }

    @Test(
        "A session that is damaged, torn or none is left as it is",
        arguments: ["bad\n", #"{"n":1,"requ"#, #"{"ipcsh":1}"# + "\n"]
    )
    func refused(end: String) throws {
        let file = try SessionFile()
        let text = SessionFile.header + "\n" + #"{"n":1,"request":"secret","response":""}"# + "\n" + end
        try file.write(text)
        #expect(throws: SessionError.self) {
            try SessionRedaction.run(path: file.path, try Self.redaction("/secret/=x"))
        }
        #expect(try file.text() == text)
        #expect(file.directory.names == ["session.jsonl"])
    }

    @Test("Files beside it, and another name, are told")
    func beside() throws {
        let file = try SessionFile(lines: [])
        for end in ["session.jsonl.damaged", "session.jsonl.torn", "session.received.jsonl"] {
            try SessionFile.write([], to: file.directory.file(end))
        }
        #expect(link(file.path, file.directory.file("other.jsonl")) == 0)
        let result = try SessionRedaction.run(path: file.path, try Self.redaction("/a"))
        #expect(
            result.others
                == ["session.jsonl.torn", "session.jsonl.damaged", "session.received.jsonl"].map(file.directory.file)
        )
        #expect(result.hasOtherName)
    }

    @Test("What was redacted stays so for the next recording")
    func next() throws {
        let file = try SessionFile(lines: [])
        _ = try SessionRedaction.run(path: file.path, try Self.redaction("/image/file"))
        #expect(throws: SessionError.self) { try file.writer() }
        let writer = try SessionWriter(
            path: file.path,
            header: SessionFile.newHeader,
            redaction: try Self.redaction("/image/file")
        )
        try writer.append(#"{"image": {"file": "secret"}}"#)
        #expect(try !file.text().contains("secret"))
    }

    @Test(
        "A header that is lost in a repair does not open the session to what was taken out",
        arguments: [
            #"{"ipcsh":1,"redacted":["/image/file"],"# + "\n" + #"{"n":1,"request":"a","response":"b"}"# + "\n",
            #"{"n":1,"request":{"image":{"file":"[redacted]"}},"response":"b"}"# + "\n",
        ]
    )
    func lostHeader(text: String) throws {
        let file = try SessionFile()
        try file.write(text)
        #expect(try SessionRepair.run(path: file.path)?.isHeaderNew == true)
        #expect(throws: SessionError.self) { try file.writer() }
        #expect(try SessionReader(path: file.path).header.redactedParts.hasUnknown)
    }
}
