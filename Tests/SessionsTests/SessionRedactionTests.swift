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
        "What is taken out is not in what people wrote for a mock server, nor in expressions, which stay such",
        arguments: [
            // An expression that says the text letter by letter.
            (
                ["/image/file"], #"{"match":{"text":"~C:/s\\.jpg$"},"response":"no C:/s.jpg"}"#,
                #"{"match":{"text":"~\\[redacted\\]$"},"response":"no [redacted]","gap":0,"ms":0}"#
            ),
            (
                ["/s\\.jpg/=x.y"], #"{"match":{"a":"~^s[.]jpg|s\\.jpg?$"},"error":"reset"}"#,
                #"{"match":{"a":"~^x\\.y|x\\.y?$"},"error":"reset","gap":0,"ms":0}"#
            ),
            (
                [#"/C:.s\.jpg/=("#], #"{"match":{"a":"~C:/s\\.jpg"},"error":"reset"}"#,
                #"{"match":{"a":"~\\("},"error":"reset","gap":0,"ms":0}"#
            ),
            // What is left is no expression.
            (
                ["/s[(]/=x"], #"{"match":{"a":"~(s[(])"},"error":"reset"}"#,
                #"{"match":{"a":"~(x)"},"error":"reset","gap":0,"ms":0}"#
            ),
            (
                [#"/[(]s/=x"#], #"{"match":{"a":"~(secret)"},"error":"reset"}"#,
                #"{"match":{"a":"~\\[redacted\\]"},"error":"reset","gap":0,"ms":0}"#
            ),
            // What a stub asks for, whatever stands around it.
            (
                ["/image/file"],
                #"{"match":{"anyOf":[{"image":{"file":"t.jpg","name":"a"}},{"not":{"image":{"file":"u.jpg"}}}]},"#
                    + #""responses":["t.jpg",{"response":"u.jpg","fault":"delay:1s@n=2"}],"times":2}"#,
                #"{"match":{"anyOf":[{"image":{"name":"a"}},{"not":{"image":{"file":"[redacted]"}}}]},"gap":0,"ms":0,"#
                    + #""responses":["[redacted]",{"response":"[redacted]","fault":"delay:1s@n=2"}],"times":2}"#
            ),
            (
                ["/image/file"], #"{"match":{"json":{"image":{"file":"t.jpg"}}},"messages":[{"base64":"dC5qcGc="}]}"#,
                #"{"match":{"json":{"image":{"file":"[redacted]"}}},"messages":[{"base64":"W3JlZGFjdGVkXQ=="}]}"#
            ),
            (
                ["/pin"], #"{"match":{"login":1234,"n":12345},"response":"1234","times":1234,"priority":1}"#,
                #"{"match":{"login":"[redacted]","n":12345},"response":"[redacted]","times":1234,"priority":1}"#
            ),
            // Names of members, and words of ours, are not the value that is equal to them.
            (
                ["/word"], #"{"match":{"image":{"name":"b"}},"fault":"close@n=2","error":"reset"}"#,
                #"{"match":{"image":{"name":"b"}},"fault":"close@n=2","error":"reset"}"#
            ),
            // How a line is compared, and judged.
            (
                ["/image/file"],
                #"{"n":9,"request":{"image":{"file":"t.jpg"}},"response":"x","expect":{"regex":"no t\\.jpg"},"#
                    + #""ok_pattern":"t[.]jpg"}"#,
                #"{"n":9,"request":{"image":{"file":"[redacted]"}},"response":"x","#
                    + #""expect":{"regex":"no \\[redacted\\]"},"ok_pattern":"\\[redacted\\]"}"#
            ),
            // All that a stub has stays.
            (
                ["/image/file"],
                #"{"n":4,"match":{"a":1},"response":"C:/s.jpg","response_end":"no-crlf","ok_pattern":"^O","tags":[1],"#
                    + #""scenario":"s","whenState":"a","setState":"b","latency":"5ms","mine":{"x":1}}"#,
                #"{"n":4,"match":{"a":1},"response":"[redacted]","response_end":"no-crlf","ok_pattern":"^O","tags":[1],"#
                    + #""scenario":"s","whenState":"a","setState":"b","latency":"5ms","mine":{"x":1}}"#
            ),
        ]
    )
    func handwritten(texts: [String], line: String, redacted: String) throws {
        // Stubs stand before the requests, too.
        let requests = [
            #"{"n":1,"request":{"image":{"file":"C:/s.jpg"},"pin":1234,"word":"image"},"response":"O.k."}"#,
            #"{"n":2,"request":{"word":"close"},"response":"O.k."}"#, #"{"n":3,"request":"no JSON","response":"O.k."}"#,
        ]
        for lines in [[line] + requests, requests + [line]] {
            let file = try SessionFile(lines: lines)
            _ = try SessionRedaction.run(path: file.path, try #require(try Redaction(texts)))
            let written = try JSONParser.parse(try file.lines()[lines[0] == line ? 1 : lines.count])
            var wanted = try JSONParser.parse(redacted)
            if var object = wanted.object, written["gap"] != nil {
                object["gap"] = .number(JSONNumber(0))
                object["ms"] = .number(JSONNumber(0))
                wanted = .object(object)
            }
            #expect(Set(written.object?.members ?? []) == Set(wanted.object?.members ?? []))
            #expect(try SessionCheck(path: file.path)?.verdict == .ok)
        }
    }

    @Test(
        "An expression that tells a good part of what is taken out tells it no more",
        arguments: [
            ("secret", "^sec", #"^\[redacted\]"#), ("secret", "^se", "^se"), ("secret", "cre.*", #"\[redacted\].*"#),
            ("secret", "my_secr.t", #"my_\[redacted\].t"#), ("secret", "s.c.r.t", "s.c.r.t"),
            ("secret", #"\d{3}|sec[r]et"#, #"\d{3}|\[redacted\][r]et"#),
            // Of a long one a few letters tell nothing: many have its ending.
            ("C:/customer/left.jpg", #"\.jpg$"#, #"\.jpg$"#), ("C:/customer/left.jpg", "^C:/custo", #"^\[redacted\]"#),
            ("C:/customer/left.jpg", #"/left\.jpg$"#, #"\[redacted\]$"#), ("ab", "^ab|^a", #"^\[redacted\]|^a"#),
            // What stands for it stays.
            ("[redacted]", #"^\[redacted\]"#, #"^\[redacted\]"#),
        ]
    )
    func parts(secret: String, expression: String, redacted: String) throws {
        func quoted(_ text: String) -> String { JSONWriter.compact.text(of: .string(JSONString(text))) }
        let request = #"{"n":1,"request":{"a":\#(quoted(secret))},"response":"O.k."}"#
        let stub = #"{"match":{"text":\#(quoted("~" + expression))},"error":"reset"}"#
        for redaction in ["/a", "/\(secret.replacing("[", with: "\\["))/=[redacted]"] {
            let file = try SessionFile(lines: [stub, request])
            _ = try SessionRedaction.run(path: file.path, try Self.redaction(redaction))
            let written = try JSONParser.parse(try file.lines()[1])
            #expect(written["match"]?["text"]?.text == "~" + redacted)
        }
    }

    @Test("The title, the notes and the comments of a session are looked through, too")
    func words() throws {
        let file = try SessionFile()
        let header =
            #"{"ipcsh":1,"created":"2026","to":"h:1","title":"import of left","note":"left 1","tags":["left"]}"#
        let request = #"{"n":1,"request":{"a":"left","b":1},"response":"O.k."}"#
        try file.write("# left\n\(header)\n\(request)\n{\"end\":1,\"note\":\"left\"}\n")
        _ = try SessionRedaction.run(path: file.path, try Self.redaction("/a", "/b"))
        let lines = try file.lines()
        #expect(try !file.text().contains("left"))
        #expect(lines[0] == "# [redacted]")
        #expect(lines[1].contains(#""title":"import of [redacted]","note":"[redacted] 1""#))
    }

    @Test("What a stub holds of a request is found in a session of any length")
    func longSession() throws {
        let requests = (1...9000).map { #"{"n":\#($0),"request":{"file":"f\#($0)."},"response":"O.k."}"# }
        let stub = #"{"match":{"text":"~f7\\."},"response":"no f7., no f9000."}"#
        let file = try SessionFile(lines: [stub] + requests)
        _ = try SessionRedaction.run(path: file.path, try Self.redaction("/file"))
        #expect(
            try file.lines()[1]
                == #"{"match":{"text":"~\\[redacted\\]"},"response":"no [redacted], no [redacted]","gap":0,"ms":0}"#
        )
    }

    @Test(
        "The rule in the header asks for what stands in the place of what was taken out",
        arguments: [
            ("/image/file", #"done C:/s\\.jpg|^ok"#, #"done \\[redacted\\]|^ok"#),
            ("/C:\\/s/=X", "^C:/s", "^X"), ("/image/file", "^ok", "^ok"),
        ]
    )
    func rule(text: String, pattern: String, redacted: String) throws {
        let file = try SessionFile()
        let request = #"{"n":1,"request":{"image":{"file":"C:/s.jpg"}},"response":"done C:/s.jpg"}"#
        let header = SessionFile.header.dropLast()
        try file.write("\(header),\"ok_pattern\":\"\(pattern)\"}\n\(request)\n")
        _ = try SessionRedaction.run(path: file.path, try Self.redaction(text))
        let written = try file.lines()[0]
        #expect(written.contains("\"ok_pattern\":\"\(redacted)\""), "\(written)")
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
