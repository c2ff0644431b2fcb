import Glibc
import Sessions
import TestSupport
import Testing

/// What a reader refuses, and how it says where.
@Suite struct ReaderErrorTests {
    @Test(
        "A bad line is an error that names the file, the line and the column",
        arguments: [
            (#"{"n":1,"request":"a","respo"#, "22: string without end"),
            ("garbage", "1: expected a value"),
            ("[1]", "1: a line is a JSON object"),
            (#"{"n":1,"request":"ö","response":"x"} y"#, "38: unexpected text after the value"),
            (#"{"n":1 "request":"a"}"#, "8: expected ',' or '}'"),
            (#"{"n":0,"request":"","response":""}"#, "6: 'n' is not a whole number from 1"),
            (#"{"n":1.5,"request":"","response":""}"#, "6: 'n' is not a whole number from 1"),
            (#"{"n":"1","request":"","response":""}"#, "6: 'n' is not a whole number from 1"),
            (#"{"n":99999999999999999999,"request":""}"#, "6: 'n' is not a whole number from 1"),
            (#"{"n":9223372036854775807,"request":""}"#, "6: 'n' is not a whole number from 1"),
            (#"{"request":"","response":""}"#, "1: 'n' is missing"),
            ("{}", "1: 'n' is missing"),
            (#"{"n":1,"response":""}"#, "1: an exchange has a 'request' or a 'request_base64'"),
            (#"{"n":1,"request":""}"#, "1: an exchange has a 'response', an 'error' or an 'expect'"),
            (#"{"n":1,"request":"","request_base64":"","response":""}"#, "38: a second 'request' in the line"),
            (#"{"n":1,"request":"","response":"","response":""}"#, "46: a second 'response' in the line"),
            (#"{"n":1,"request":"","response":1}"#, "32: 'response' is not a text"),
            (
                #"{"n":1,"request":"","response":"\ud800"}"#,
                "32: 'response' is not a text: half of a surrogate pair stands alone in it"
            ),
            (#"{"n":1,"request_base64":"*","response":""}"#, "25: 'request_base64' is not base64"),
            (
                #"{"n":1,"request":"","request_end":"x","response":""}"#,
                #"35: 'request_end' is "none" or "abort" or "binary""#
            ),
            (#"{"n":1,"request":"","response":"","response_end":null}"#, "50: 'response_end' is not a text"),
            (
                #"{"n":1,"request":"","error":"x","close":1011}"#,
                #"41: 'close' is not {"code":1011,"reason":"..."}"#
            ),
            (
                #"{"n":1,"request":"","error":"x","close":{"code":65536}}"#,
                #"41: 'close' is not {"code":1011,"reason":"..."}"#
            ),
            (
                #"{"n":1,"request":"","error":"x","close":{"code":1000,"reason":1}}"#,
                #"41: 'close' is not {"code":1011,"reason":"..."}"#
            ),
            (#"{"n":1,"request":"","error":{}}"#, "29: 'error' is not a text"),
            (#"{"n":1,"request":"","error":"","attempts":0}"#, "43: 'attempts' is not a whole number from 1"),
            (#"{"n":1,"request":"","error":"","gap":-1}"#, "38: 'gap' is not a number from 0"),
            (#"{"n":1,"request":"","error":"","gap":NaN}"#, "38: 'gap' is not a number from 0"),
            (#"{"n":1,"request":"","error":"","ms":1e999}"#, "37: 'ms' is not a number from 0"),
            (#"{"n":1,"request":"","error":"","ms":"1"}"#, "37: 'ms' is not a number from 0"),
            (#"{"end":-1}"#, "8: 'end' is not a whole number from 0"),
            ("{\"n\":1,\"note\":\"\u{1}\"}", "16: control character in a string"),
        ]
    )
    func badLine(line: String, message: String) throws {
        let good = #"{"n":1,"request":"","response":""}"#
        let file = try SessionFile(lines: [good, line, good])
        var reader = try SessionReader(path: file.path)
        #expect(try reader.nextExchange()?.number == 1)
        let error = #expect(throws: SessionError.self) { try reader.nextExchange() }
        #expect(error?.description == "\(file.path):3:\(message)")
    }

    @Test(
        "A bad header is an error, too",
        arguments: [
            ("", ": the file is empty; a session begins with {\"ipcsh\":1,...}"),
            ("\n# words\n", ": the file is empty; a session begins with {\"ipcsh\":1,...}"),
            ("words\n", ":1:1: no session file: it does not begin with {\"ipcsh\":1,...}"),
            (
                "\n {\"n\":1,\"request\":\"\",\"response\":\"\"}\n",
                ":2:1: no session file: it does not begin with {\"ipcsh\":1,...}"
            ),
            ("{\"ipcsh\":2}\n", ":1:10: version 2 of the format is newer than this program, which reads 1"),
            ("{\"ipcsh\":\"1\"}\n", ":1:10: 'ipcsh' is not a whole number from 1"),
            ("{\"ipcsh\":1,\"to\":7}\n", ":1:17: 'to' is not a text"),
            ("{\"ipcsh\":1", ":1:11: expected ',' or '}'"),
            ("{\"ipcsh\":1}", ":1: the header is torn: its line has no end"),
        ]
    )
    func badHeader(text: String, message: String) throws {
        let file = try SessionFile()
        try file.write(text)
        let error = #expect(throws: SessionError.self) { _ = try SessionReader(path: file.path).header }
        #expect(error?.description == file.path + message)
    }

    @Test("Bytes that are not UTF-8 are named by their column, in characters")
    func invalidUTF8() throws {
        let file = try SessionFile()
        try file.write(Array((SessionFile.header + "\n{\"n\":1,\"note\":\"ö").utf8) + [0xFF] + Array("\" oops}\n".utf8))
        #expect(throws: SessionError(path: file.path, line: 2, column: 17, reason: "invalid UTF-8")) { try file.read() }
    }

    @Test("A byte order mark is named")
    func byteOrderMark() throws {
        let file = try SessionFile()
        try file.write("\u{FEFF}" + SessionFile.header + "\n")
        let error = #expect(throws: SessionError.self) { try file.read() }
        #expect(error?.reason == "a byte order mark stands before the header; 'session check --repair' drops it")
    }

    @Test("Nesting too deep for any stack is an error", arguments: ["[", #"{"a":"#])
    func deep(opening: String) throws {
        for key in ["request", "expect", "mine"] {
            let value = String(repeating: opening, count: 100_000)
            let file = try SessionFile(lines: [#"{"n":1,"\#(key)":\#(value)"#])
            let error = #expect(throws: SessionError.self) { try file.read() }
            #expect(error?.reason == "nested too deeply")
            #expect(error?.line == 2)
        }
    }

    @Test("A line without end is refused before it fills the memory", arguments: [false, true])
    func endlessLine(hasEnd: Bool) throws {
        let file = try SessionFile(lines: [])
        let descriptor = open(file.path, O_WRONLY | O_APPEND)
        defer { close(descriptor) }
        // 100 MB that take no room on the disk.
        guard ftruncate(descriptor, 100_000_000) == 0 else { throw SystemError("ftruncate") }
        if hasEnd { #expect(write(descriptor, "\n", 1) == 1) }
        #expect(throws: SessionError(path: file.path, line: 2, reason: "a line has at most 64 MiB")) { try file.read() }
        let error = #expect(throws: SessionError.self) { try file.writer() }
        #expect(error == SessionError(path: file.path, reason: "a line has at most 64 MiB"))
    }

    @Test("A folder and a missing file are errors")
    func noFile() throws {
        let directory = try TemporaryDirectory()
        #expect(throws: SessionError(path: directory.path, reason: "cannot be read: is a directory")) {
            try SessionFile.read(directory.path)
        }
        let missing = directory.file("none")
        #expect(throws: SessionError(path: missing, reason: "cannot be opened: no such file or directory")) {
            try SessionFile.read(missing)
        }
    }
}
