import IPCFraming
import InspectProtocol
import Sessions
import TestSupport
import Testing
import Texts
import WireJSON

/// What must not come into a file does not, in whatever form the server repeats it.
@Suite struct RedactionTests {
    private static func line(
        _ texts: [String],
        _ request: [UInt8],
        _ response: [UInt8],
        ending: ResponseFrame.Ending = .complete
    ) throws -> String {
        let redaction = try #require(try Redaction(texts))
        let response = ResponseFrame(response, ending: ending)
        var exchange = RecordedExchange(number: 1, request: RequestFrame(request), response: response)
        redaction.apply(to: &exchange)
        var line: [UInt8] = []
        exchange.appendLine(to: &line)
        return String(decoding: line, as: UTF8.self).replacing(",\"gap\":0,\"ms\":0", with: "")
    }

    @Test("What a Close repeats is replaced, too")
    func close() throws {
        let redaction = try #require(try Redaction(["/image/file"]))
        let request = RequestFrame(Array(#"{"image": {"file": "C:/s.jpg"}}"#.utf8))
        var exchange = RecordedExchange(number: 1, request: request, response: nil, error: .closedWithoutResponse)
        exchange.close = WebSocketClose(.internalError, "cannot read C:/s.jpg")
        redaction.apply(to: &exchange)
        #expect(exchange.close == WebSocketClose(.internalError, "cannot read [redacted]"))
    }

    @Test(
        "A pointer's value is replaced in the request, and where the response repeats it",
        arguments: [
            (
                #"{"image": {"file": "C:/s.jpg", "name": "a"}}"#, "Error: Image file C:/s.jpg could not be read.",
                #"{"image":{"file":"[redacted]","name":"a"}}"#, "Error: Image file [redacted] could not be read."
            ),
            (
                #"{"image": {"file": "C:\\gr\u00f6 '\"\n"}}"#,
                "C:\\gr\u{F6} '\"\n C:\\\\gr\u{F6} \\'\"\\n C:\\\\gr\\u00f6 '\\\"\\n",
                #"{"image":{"file":"[redacted]"}}"#, "[redacted] [redacted] [redacted]"
            ),
            (
                #"{"image": {"file": {"deep": ["ab", 12.50, true, "abc"]}}}"#, "{'deep': ['ab', 12.5, True, 'abc']}",
                #"{"image":{"file":"[redacted]"}}"#,
                "{'[redacted]': ['[redacted]', [redacted], True, '[redacted]']}"
            ),
            // What it does not point to stays.
            (#"{"elements": {"file": "b"}}"#, "b", #"{"elements":{"file":"b"}}"#, "b"),
            (#"{"image": {"file": "k"}}"#, "O.k.", #"{"image":{"file":"[redacted]"}}"#, "O.k."),
            (#"{"image": {"file": ""}}"#, "Error: x", #"{"image":{"file":"[redacted]"}}"#, "Error: x"),
            ("12", "Error: 12", "12", "Error: 12"),
            // Of equal keys Python has the last one, and the bytes have all.
            (
                #"{"image":{"file":"s1"},"image":{"file":"s2"}}"#, "s2", #"{"image":{"file":"[redacted]"}}"#,
                "[redacted]"
            ),
            (#"{"image":{"file":"s1"},"image":7}"#, "7", #"{"image":7}"#, "7"),
        ]
    )
    func pointer(request: String, response: String, recorded: String, answered: String) throws {
        let line = try Self.line(["/image/file"], Array(request.utf8), Array(response.utf8))
        let answer = JSONWriter.compact.text(of: .string(JSONString(answered)))
        #expect(line == #"{"n":1,"request":\#(recorded),"response":\#(answer)}"#)
    }

    @Test("What cannot be looked at is replaced as a whole, and what came of it, too")
    func opaque() throws {
        let malformed = Array(#"{"image": {"file": "secret"}"#.utf8)
        let error = Array("Error: secret".utf8)
        let hidden = #"{"n":1,"request":"[redacted]","response":"Error: [redacted]"}"#
        #expect(try Self.line(["/image/file"], malformed, error) == hidden)
        #expect(try Self.line(["/none/=x"], malformed + [0xFF], error) == hidden)
        #expect(try Self.line(["/x"], [0xFF], Array("secret".utf8)).hasSuffix(#""response":"[redacted]"}"#))
        let binary = try Self.line(["/image/file"], Array("{}".utf8), [0xFF] + Array("secret".utf8))
        #expect(binary == #"{"n":1,"request":{},"response":"[redacted]"}"#)
    }

    @Test("A response cut off in the middle of the value does not show its beginning")
    func cutOff() throws {
        let request = Array(#"{"image": {"file": "C:/secret.jpg"}}"#.utf8)
        let line = try Self.line(["/image/file"], request, Array("Error: file C:/sec".utf8), ending: .noTerminator)
        #expect(line.contains(#""response":"Error: file [redacted]""#))
    }

    @Test(
        "What an expression matches is replaced in the request, decoded and as sent, and in the response",
        arguments: [
            (
                ["/gr\u{F6}\u{DF}e/=X"], #"{"a": "die gr\u00f6\u00dfe"}"#, "Error: gr\u{F6}\u{DF}e", #"{"a":"die X"}"#,
                "Error: X"
            ),
            // The response has it in another form, which the expression does not match.
            (
                [#"/C:\\s\w+/=$0"#, #"/\\s(\w)\w+/=-$1"#], #"{"a": "C:\\secret"}"#, "{'a': 'C:\\\\secret'}",
                #"{"a":"C:-e"}"#, "{'a': 'C:-e'}"
            ),
            // It looks at more than one string: none of those that it has taken may stay.
            (
                [#"/"file": "[^"]*"/="file": """#], #"{"image": {"file": "C:/s.jpg"}}"#, "no C:/s.jpg",
                #"{"image":{"file":""}}"#, "no [redacted]"
            ),
            (["/key/=K"], #"{"key": [1, {"a key": null}]}"#, "key", #"{"K":[1,{"a K":null}]}"#, "K"),
            (["/secret/=X"], "secret words", "secret", "\"X words\"", "X"),
            (["/a/=1", "/b/=2"], "\"ab\"", "ba", "\"\\\"12\\\"\"", "21"),
            ([#"/C:\/x/=y"#], "C:/x", "", "\"y\"", ""),
        ] as [([String], String, String, String, String)]
    )
    func expression(texts: [String], request: String, response: String, recorded: String, answered: String) throws {
        let line = try Self.line(texts, Array(request.utf8), Array(response.utf8))
        let answer = JSONWriter.compact.text(of: .string(JSONString(answered)))
        #expect(line == #"{"n":1,"request":\#(recorded),"response":\#(answer)}"#)
    }

    @Test(
        "What an expression takes too many steps for is replaced as a whole, wherever it stands",
        arguments: [
            (#"{"s":"RUN","c":"d"}"#, "Error: RUN", #"{"s":"[redacted]","c":"d"}"#, "Error: [redacted]"),
            (#"{"RUN":1,"c":["RUN"]}"#, "k RUN", #"{"[redacted]":1,"c":["[redacted]"]}"#, "k [redacted]"),
            (#"{"c":"d"}"#, "RUN", #"{"c":"d"}"#, "[redacted]"),
            ("RUN", "d", #""[redacted]""#, "[redacted]"), ("RUN", "Error: d", #""[redacted]""#, "Error: [redacted]"),
        ]
    )
    func givenUp(request: String, response: String, recorded: String, answered: String) throws {
        func bytes(_ text: String) -> [UInt8] {
            Array(text.replacing("RUN", with: String(repeating: "a", count: 40) + "b").utf8)
        }
        let line = try Self.line(["/^(a+)+$/=x"], bytes(request), bytes(response))
        #expect(line == #"{"n":1,"request":\#(recorded),"response":"\#(answered)"}"#)
    }

    @Test("A note that an expression takes too many steps for is replaced as a whole")
    func noteGivenUp() throws {
        let redaction = try #require(try Redaction(["/^(a+)+$/=x"]))
        #expect(redaction.applied(toNote: String(repeating: "a", count: 40) + "b") == "[redacted]")
        #expect(redaction.applied(toNote: "aaa") == "x")
    }

    @Test(
        "Pointers and expressions are told apart by '/='",
        arguments: [
            (["/image/file"], #"["/image/file"]"#), (["/a/=b"], #"["regex"]"#), (["/=b"], #"["/=b"]"#),
            (["/a\\/=b"], #"["/a\\/=b"]"#), (["/b", "/x/=", "/a~1b", "/b", "/y/="], #"["/a~1b","/b","regex"]"#),
            (["/a/b/=c/=d"], #"["regex"]"#),
        ] as [([String], String)]
    )
    func marks(texts: [String], marks: String) throws {
        let redaction = try #require(try Redaction(texts))
        #expect(JSONWriter.compact.text(of: redaction.marks) == marks)
    }

    @Test("What is neither is refused", arguments: ["", "image/file", "/a~2", "/(/=x", "/secret/", "/"])
    func refused(text: String) throws {
        #expect(throws: PatternError.self) { try Redaction([text]) }
    }

    @Test("A file says what is redacted in it, and is gone on with only in the same way")
    func appending() throws {
        let file = try SessionFile()
        func writer(_ texts: [String]) throws -> SessionWriter {
            try SessionWriter(path: file.path, header: SessionFile.newHeader, redaction: try Redaction(texts))
        }
        let first = try writer(["/image/file", "/hunter2/=X"])
        first.note("it is hunter2")
        try first.append(#"{"image": {"file": "s.jpg"}}"#, "Error: s.jpg hunter2")
        first.note("hunter2 again")
        try first.finish()
        #expect(try file.lines()[0].hasSuffix(#","redacted":["/image/file","regex"]}"#))
        #expect(try !file.text().contains("hunter2"))
        #expect(try !file.text().contains("s.jpg"))
        let before = try file.text()
        for texts in [[], ["/image/file"], ["/image", "/x/=y"]] {
            let error = #expect(throws: SessionError.self) { try writer(texts) }
            #expect(error?.reason.contains(#"has ["/image/file","regex"] redacted, this recording"#) == true)
        }
        #expect(try file.text() == before)
        try writer(["/other/=Y", "/image/file"]).append("b")
        #expect(try file.read().exchanges.count == 2)
        let open = try SessionFile(lines: [])
        #expect(throws: SessionError.self) {
            try SessionWriter(path: open.path, header: SessionFile.newHeader, redaction: try Redaction(["/a"]))
        }
    }

    @Test("The rule in a header, and in lines with another one, is redacted while it is recorded")
    func rule() throws {
        let file = try SessionFile()
        var header = SessionFile.newHeader
        header.rule = SuccessRule(ok: nil, error: try RegularExpression(#"^no hunter2\."#))
        let redaction = try Redaction(["/hunter2/=X"])
        let writer = try SessionWriter(path: file.path, header: header, redaction: redaction)
        for rule in [header.rule, SuccessRule(ok: try RegularExpression("hunter2!"), error: nil), .standard] {
            var exchange = RecordedExchange(number: 0, request: RequestFrame([1]), response: ResponseFrame([2]))
            exchange.headerRule = rule
            try writer.append(exchange, start: .zero, duration: .zero)
        }
        let lines = try file.lines()
        #expect(lines[0].contains(#""error_pattern":"^no X\\.""#))
        #expect(!lines[1].contains("_pattern"))
        #expect(lines[2].contains(#""ok_pattern":"X!""#))
        #expect(lines[3].contains(#""error_pattern":"^Error:""#))
    }

    @Test("Of a long recording the last values are looked for in what is pushed")
    func longRecording() throws {
        let file = try SessionFile()
        let writer = try SessionWriter(
            path: file.path,
            header: SessionFile.newHeader,
            redaction: try Redaction(["/file"])
        )
        let count = 10_000
        for number in 1...count { try writer.append(#"{"file": "secret-\#(number)."}"#) }
        // One that comes again is one of the last.
        try writer.append(#"{"file": "secret-7."}"#)
        let asked = [1, 7, count - 4095, count]
        for number in asked {
            try writer.append(pushed: ResponseFrame(Array("saved secret-\(number).".utf8)), at: .zero)
        }
        let pushed = try file.lines().suffix(asked.count).map { try JSONParser.parse($0)["pushed"]?.text }
        #expect(pushed == ["saved secret-1.", "saved [redacted]", "saved [redacted]", "saved [redacted]"])
    }

    @Test("Random strings never show, in no form in which Python prints them", arguments: 0..<3 as Range<UInt64>)
    func random(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let alphabet = Array("abz \\'\"\n\t\u{7F}/ö€😀\u{2028}\u{200B}0".unicodeScalars)
        for _ in 0..<300 {
            var secret = "S"
            for _ in 0..<random.next(below: 12) {
                secret.unicodeScalars.append(alphabet[random.next(below: alphabet.count)])
            }
            secret += "T"
            let value: JSONValue = .object(["image": .object(["file": .string(JSONString(secret))]), "x": .null])
            let request = JSONWriter.canonical.bytes(of: value)
            let response = "Error: \(secret)\n\(value.pythonStr.lossyText)\n\(JSONWriter.compact.text(of: value))"
            let line = try Self.line(["/image/file"], request, Array(response.utf8))
            let answer = try #require(try JSONParser.parse(line)["response"]?.text)
            #expect(!answer.contains("S") && !answer.contains("T"), "\(answer)")
        }
    }
}
