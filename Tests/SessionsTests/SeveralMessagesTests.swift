import IPCFraming
import InspectProtocol
import TestSupport
import Testing
import Texts
import WireJSON

@testable import Sessions

@Suite struct SeveralMessagesTests {
    private static func text(_ text: String) -> ResponseFrame { ResponseFrame(Array(text.utf8)) }

    private static func message(_ text: String, _ milliseconds: Double) -> RecordedMessage {
        RecordedMessage(Self.text(text), milliseconds: milliseconds)
    }

    @Test func `all that was recorded comes back, in order`() throws {
        let file = try SessionFile()
        let writer = try file.writer()
        var several = RecordedExchange(number: 1, request: RequestFrame(Array("{}".utf8)), response: nil)
        several.responses = [
            Self.message("50 %", 12.125), Self.message("größe\n\r\n", 20),
            RecordedMessage(ResponseFrame([0xFF, 0], ending: .binary), milliseconds: 30),
        ]
        var none = RecordedExchange(number: 3, request: RequestFrame(Array("x".utf8)), response: nil)
        none.responses = []
        var cut = RecordedExchange(number: 4, request: RequestFrame(Array("y".utf8)), response: nil, error: .timeout)
        cut.responses = [Self.message("only one", 1)]
        try writer.append(several, start: .seconds(1), duration: .milliseconds(30))
        try writer.append(pushed: ResponseFrame([0xFE], ending: .binary), at: .seconds(3))
        try writer.append(none, start: .seconds(4), duration: .zero)
        try writer.append(cut, start: .seconds(5), duration: .seconds(1))
        try writer.append(pushed: Self.text("done"), at: .milliseconds(6500))
        try writer.finish()

        var reader = try SessionReader(path: file.path)
        var lines: [SessionLine] = []
        while let line = try reader.next() { lines.append(line) }
        (several.milliseconds, none.gap, none.number, cut.number, cut.gap, cut.milliseconds) = (30, 3, 3, 4, 1, 1000)
        var first = RecordedPush(number: 2, ResponseFrame([0xFE], ending: .binary), gap: 2)
        #expect(
            lines == [
                .exchange(several), .pushed(first), .exchange(none), .exchange(cut),
                .pushed(RecordedPush(number: 5, Self.text("done"), gap: 1.5)), .end(5),
            ]
        )
        #expect(try #require(try SessionCheck(path: file.path)).verdict == .ok)
        #expect(try #require(try SessionCheck(path: file.path)).exchanges == 3)
        // Whoever only wants exchanges passes over the rest.
        #expect(try file.read().exchanges == [several, none, cut])
        #expect(lines.count == 6)
        first.note = .string("kept")
        var line: [UInt8] = []
        first.appendLine(to: &line)
        #expect(
            String(decoding: line, as: UTF8.self)
                == #"{"n":2,"pushed_base64":"/g==","pushed_end":"binary","note":"kept","gap":2}"#
        )
    }

    @Test func `a line has them in place of the response, with their times`() {
        var exchange = RecordedExchange(number: 7, request: RequestFrame(Array("{}".utf8)), response: nil)
        exchange.responses = [Self.message("a", 1.5), Self.message("b", 2)]
        var line: [UInt8] = []
        exchange.appendLine(to: &line)
        #expect(
            String(decoding: line, as: UTF8.self)
                == #"{"n":7,"request":{},"responses":[{"text":"a","ms":1.5},{"text":"b","ms":2}],"gap":0,"ms":0}"#
        )
        #expect(exchange.response == Self.text("b"))
        #expect(!exchange.isAnsweredLate)
    }

    @Test(
        arguments: [
            (#""responses":["a",{"text":"b"},{"base64":"/w=="}]"#, 3), (#""responses":[]"#, 0),
            (#""responses":[{"text":"a","ms":1,"mine":[1]}]"#, 1),
        ]
    )
    func `a person may write less, and more`(members: String, count: Int) throws {
        let line = #"{"n":1,"request":{},\#(members),"gap":0,"ms":0}"#
        let file = try SessionFile(lines: [line])
        let exchange = try #require(try file.read().exchanges.first)
        #expect(exchange.responses?.count == count)
        if members.contains("mine") {
            var written: [UInt8] = []
            exchange.appendLine(to: &written)
            #expect(String(decoding: written, as: UTF8.self).contains(#""mine":[1]"#))
        }
    }

    @Test(arguments: [
        #"{"n":1,"request":{},"responses":{}}"#, #"{"n":1,"request":{},"responses":[1]}"#,
        #"{"n":1,"request":{},"responses":[{"text":1}]}"#, #"{"n":1,"request":{},"responses":[{}]}"#,
        #"{"n":1,"request":{},"responses":[{"text":"a","base64":"YQ=="}]}"#,
        #"{"n":1,"request":{},"responses":[{"text":"a","ms":-1}]}"#,
        #"{"n":1,"request":{},"responses":[{"text":"a","end":"x"}]}"#,
        #"{"n":1,"request":{},"response":"a","responses":["b"]}"#, #"{"n":1,"request":{},"pushed":"a"}"#,
        #"{"n":1,"pushed":1}"#, #"{"n":1,"pushed":"a","pushed_base64":"YQ=="}"#,
        #"{"n":1,"pushed":"a","response":"b"}"#,
        #"{"pushed":"a"}"#, #"{"n":1,"request":{},"response":"a","ok_pattern":"("}"#,
        #"{"n":1,"request":{},"response":"a","error_pattern":1}"#,
    ])
    func `what is none is told with its place, by the check, too`(line: String) throws {
        let file = try SessionFile(lines: [line])
        let error = #expect(throws: SessionError.self) { _ = try file.read() }
        #expect(error?.line == 2)
        #expect(try #require(try SessionCheck(path: file.path)).verdict == .damaged)
    }

    // MARK: What counts as an error

    @Test func `the header keeps the rule, and a line its own where that is another`() throws {
        let file = try SessionFile()
        var header = SessionFile.newHeader
        let done = SuccessRule(ok: try RegularExpression("^done"), error: try RegularExpression("failed"))
        header.rule = done
        let writer = try SessionWriter(path: file.path, header: header)
        for rule in [done, .standard, SuccessRule(ok: nil, error: try RegularExpression("^E"))] {
            var exchange = RecordedExchange(number: 0, request: RequestFrame([]), response: Self.text("Every"))
            exchange.headerRule = rule
            try writer.append(exchange, start: .zero, duration: .zero)
        }
        try writer.finish()
        let lines = try file.lines()
        #expect(lines[0].contains(#","ok_pattern":"^done","error_pattern":"failed"}"#))
        #expect(!lines[1].contains("pattern"))
        #expect(lines[2].contains(#","error_pattern":"^Error:","gap""#))
        #expect(lines[3].contains(#","error_pattern":"^E","gap""#))
        let exchanges = try file.read().exchanges
        #expect(exchanges.map(\.outcome) == [.error, .ok, .error])
        #expect(exchanges.map(\.isError) == [true, false, true])
        #expect(exchanges[0].rule == done)
        // Below another header each says it itself.
        var moved = exchanges[0]
        moved.settle(under: .standard)
        #expect(moved.ownRule == done)
        moved.settle(under: done)
        #expect(moved.ownRule == nil)
    }

    @Test func `a recording that goes on keeps to the header that is there`() throws {
        let file = try SessionFile(lines: [])
        var header = SessionFile.newHeader
        header.rule = SuccessRule(ok: try RegularExpression("x"), error: nil)
        let writer = try SessionWriter(path: file.path, header: header)
        #expect(writer.rule == .standard)
        var exchange = RecordedExchange(number: 0, request: RequestFrame([]), response: Self.text("y"))
        exchange.headerRule = header.rule
        try writer.append(exchange, start: .zero, duration: .zero)
        try writer.finish()
        #expect(try file.lines()[1].contains(#""ok_pattern":"x""#))
        #expect(try file.read().exchanges[0].outcome == .error)
    }

    @Test func `what was redacted in a request is hidden in all messages, and in what is pushed later`() throws {
        let file = try SessionFile()
        let redaction = try #require(try Redaction(["/file"]))
        let writer = try SessionWriter(path: file.path, header: SessionFile.newHeader, redaction: redaction)
        let request = RequestFrame(Array(#"{"file": "secret"}"#.utf8))
        var exchange = RecordedExchange(number: 0, request: request, response: nil)
        exchange.responses = [Self.message("begins secret", 1), Self.message("secret done", 2)]
        try writer.append(exchange, start: .zero, duration: .zero)
        try writer.append(pushed: Self.text("secret was read"), at: .zero)
        try writer.finish()
        #expect(!(try file.text()).contains("secret"))
        #expect(try file.text().contains("[redacted] was read"))
    }
}
