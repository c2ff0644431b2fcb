import IPCFraming
import Sessions
import TestSupport
import Testing
import WireJSON

/// What a reader takes.
@Suite struct ReaderTests {
    @Test("The least that a session needs is enough")
    func minimal() throws {
        let (exchanges, tornLine, isClosed) = try SessionFile.read(SessionFile.fixture("minimal"))
        let request = #"{"image": {"file": "a.jpg", "name": "left", "focal_length": "50.0"}}"#
        var expected = RecordedExchange(number: 1, request: RequestFrame(Array(request.utf8)), response: nil)
        expected.response = ResponseFrame(Array("O.k.".utf8))
        #expect(exchanges == [expected])
        #expect(tornLine == nil)
        #expect(!isClosed)
    }

    @Test("All that the format has is read")
    func full() throws {
        let path = SessionFile.fixture("full")
        let header = try SessionReader(path: path).header
        #expect(header.created == "2026-11-22T08:00:00Z")
        #expect(header.tool == "ipcsh 0.1.0")
        #expect([header.via, header.to] == ["proxy", "localhost:7000"])
        #expect(header.mode == .connection(.oneShot))
        #expect([header.title, header.note] == ["Größen", "all that the format has"])
        #expect(header.others == ["site": "Braunschweig"])

        let (exchanges, tornLine, isClosed) = try SessionFile.read(path)
        #expect(exchanges.map(\.number) == [1, 2, 3, 4, 5, 6])
        #expect(tornLine == nil)
        #expect(isClosed)
        let first = #"{"image": {"file": "C:/temp/gr\u00f6\u00dfe.jpg", "name": "other", "focal_length": "50.0"}}"#
        #expect(exchanges[0].request == RequestFrame(Array(first.utf8)))
        #expect(exchanges[1].request == RequestFrame(Array(#"{"image":{"file":"a.jpg"}}"#.utf8)))
        #expect((exchanges[1].gap, exchanges[1].milliseconds) == (1.52, 0.8))
        #expect(exchanges[2].request.bytes == [0xFF])
        #expect(exchanges[2].error == .closedWithoutResponse)
        #expect(exchanges[2].response == nil)

        var fourth = RecordedExchange(
            number: 4,
            request: RequestFrame(Array("[1, 2.5, null]".utf8), ending: .endOfStream),
            response: ResponseFrame([0x80], ending: .noTerminator),
            error: .truncated
        )
        fourth.attempts = 2
        fourth.expect = ["regex": "^Error: "]
        fourth.tags = ["a", "b"]
        fourth.note = "odd"
        fourth.others = ["colour": "red"]
        fourth.gap = 0.000083
        fourth.milliseconds = 5
        #expect(exchanges[3] == fourth)
        #expect(exchanges[4].request == RequestFrame([], ending: .abort))
        #expect(exchanges[5].response?.ending == .noClose)
    }

    @Test(
        "A mode has its word, and one that this version does not know is kept",
        arguments: [
            ("one-shot", RecordedMode.connection(.oneShot)), ("keep-alive", .connection(.keepAlive)),
            ("websocket", .webSocket), ("pigeon", .other("pigeon")), ("", .other("")),
        ]
    )
    func mode(word: String, mode: RecordedMode) throws {
        let line = SessionFile.header.replacing("one-shot", with: word)
        let file = try SessionFile()
        try file.write(line + "\n")
        let header = try SessionReader(path: file.path).header
        #expect(header.mode == mode)
        #expect(String(decoding: header.line, as: UTF8.self) == line)
    }

    @Test("What was read is written again as it stood")
    func rewritten() throws {
        let path = SessionFile.fixture("full")
        let lines = String(decoding: try SessionFile.bytes(of: path), as: UTF8.self).split(separator: "\n")
        let header = try SessionReader(path: path).header
        #expect(String(decoding: header.line, as: UTF8.self) == lines[1])
        let written = try SessionFile.read(path).exchanges.map { exchange in
            var line: [UInt8] = []
            exchange.appendLine(to: &line)
            return String(decoding: line, as: UTF8.self)
        }
        #expect(written == lines.filter { $0.hasPrefix("{\"n\"") }.map(String.init))
    }

    @Test("A torn last line ends the session, which says where")
    func torn() throws {
        var reader = try SessionReader(path: SessionFile.fixture("torn"))
        #expect(try reader.nextExchange()?.number == 1)
        #expect(try reader.nextExchange()?.number == 2)
        let tornLineBefore = reader.tornLine
        #expect(tornLineBefore == nil)
        #expect(try reader.nextExchange() == nil)
        let tornLine = reader.tornLine
        #expect(tornLine == 4)
        #expect(try reader.nextExchange() == nil)
    }

    @Test("Wherever a session is cut, all before the cut line is read")
    func cutAnywhere() throws {
        let bytes = try SessionFile.bytes(of: SessionFile.fixture("full"))
        let header = try #require(bytes.firstRange(of: Array("Braunschweig\"}\n".utf8)))
        let file = try SessionFile()
        for length in header.upperBound...bytes.count {
            try file.write(Array(bytes[..<length]))
            let whole = bytes[..<length].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                .dropLast()
            let (exchanges, tornLine, _) = try file.read()
            #expect(exchanges.count == whole.filter { $0.starts(with: Array("{\"n\"".utf8)) }.count)
            // A comment that is cut is still a comment.
            let start = (bytes[..<length].lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
            let rest = bytes[start..<length]
            #expect((tornLine != nil) == (!rest.isEmpty && rest.first != UInt8(ascii: "#")))
        }
    }

    @Test("A torn line behind the end is no clean close")
    func tornBehindEnd() throws {
        let file = try SessionFile(lines: [#"{"end":0}"#])
        #expect(try file.read().isClosed)
        try file.write(try file.text() + "# words\n\n")
        #expect(try file.read().isClosed)
        try file.write(try file.text() + "{")
        #expect(try file.read().isClosed == false)
    }

    @Test("Only an end that is the last line is a clean close")
    func endInTheMiddle() throws {
        let exchange = #"{"n":1,"request":"","response":""}"#
        let file = try SessionFile(lines: [#"{"end":7}"#, exchange])
        var reader = try SessionReader(path: file.path)
        #expect(try reader.next() == .end(7))
        let isClosedThere = reader.isClosed
        #expect(isClosedThere)
        #expect(try reader.nextExchange()?.number == 1)
        let isClosedBehind = reader.isClosed
        #expect(!isClosedBehind)
    }

    @Test(
        "What a person writes in an editor is read",
        arguments: [
            (#"{"n":1,"request":"a","response":"b"}"# + "\r", "a"),
            (
                #"  { "response" : "b" , "request" : { "a" : [ 1.50 , 1E5 , -0 ] } , "n" : 1 } "#,
                #"{"a": [1.50, 1E5, -0]}"#
            ),
            (#"{"n":1,"request":"\u0061\/\ud83d\ude00","response":"b"}"#, "a/😀"),
            (#"{"n":1,"request":null,"response":"b"}"#, "null"),
            (#"{"n":1,"request":{"a":1,"a":2},"response":"b"}"#, #"{"a": 2}"#),
            (#"{"n":1,"request":"a","expect":{"ignore":true}}"#, "a"),
            (#"{"n":1,"request":"a","error":"whatever"}"#, "a"),
            (#"{"n":2,"\u006e":1,"request":"a","response":""}"#, "a"),
        ]
    )
    func handWritten(line: String, request: String) throws {
        let file = try SessionFile(lines: ["", "# words", "\r", line, " \t#", ""])
        let exchanges = try file.read().exchanges
        #expect(exchanges.map { String(decoding: $0.request.bytes, as: UTF8.self) } == [request])
        #expect(exchanges.first?.number == 1)
    }

    @Test("Lines of any length around the size of a buffer are read")
    func longLines() throws {
        let lengths = [0, 1, 65_535, 65_536, 262_100, 262_143, 262_144, 262_145, 700_000, 3]
        let lines = lengths.enumerated().map { index, length in
            #"{"n":\#(index + 1),"request":"\#(String(repeating: "y", count: length))","response":""}"#
        }
        let exchanges = try SessionFile(lines: lines).read().exchanges
        #expect(exchanges.map(\.request.bytes.count) == lengths)
    }
}
