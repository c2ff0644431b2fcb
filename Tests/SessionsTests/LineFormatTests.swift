import IPCFraming
import Sessions
import TestSupport
import Testing
import WireJSON

/// The text of a line, to the byte.
@Suite struct LineFormatTests {
    private static func line(_ exchange: RecordedExchange) -> String {
        var line: [UInt8] = []
        exchange.appendLine(to: &line)
        return String(decoding: line, as: UTF8.self)
    }

    private static func line(_ request: [UInt8], _ response: String? = "O.k.") -> String {
        line(
            RecordedExchange(
                number: 1,
                request: RequestFrame(request),
                response: response.map { ResponseFrame(Array($0.utf8)) }
            )
        )
    }

    @Test("Keys stand in a fixed order, volatile ones last")
    func order() {
        var exchange = RecordedExchange(
            number: 7,
            request: RequestFrame(Array("{}".utf8), ending: .endOfStream),
            response: ResponseFrame(Array("half".utf8), ending: .noTerminator),
            error: .truncated
        )
        exchange.attempts = 3
        exchange.expect = ["regex": "^h"]
        exchange.tags = ["a"]
        exchange.note = "why"
        exchange.others = ["other/é": 1.50, "x": .null]
        exchange.gap = 1.52
        exchange.milliseconds = 12.3456
        #expect(
            Self.line(exchange)
                == #"{"n":7,"request":{},"request_end":"none","response":"half","response_end":"no-crlf","#
                + #""error":"truncated","attempts":3,"expect":{"regex":"^h"},"tags":["a"],"note":"why","#
                + #""other/é":1.5,"x":null,"gap":1.52,"ms":12.346}"#
        )
    }

    @Test(
        "A WebSocket's Close has its code and, where a Close frame held one, its reason",
        arguments: [
            (WebSocketClose(.internalError), #"{"code":1011,"reason":""}"#),
            (WebSocketClose(.normal, "Closing\n\"größe\""), #"{"code":1000,"reason":"Closing\n\"größe\""}"#),
            (.abnormal, #"{"code":1006}"#), (WebSocketClose(.none), #"{"code":1005}"#),
        ]
    )
    func close(close: WebSocketClose, text: String) throws {
        var exchange = RecordedExchange(number: 1, request: RequestFrame(Array("1".utf8)), response: nil)
        exchange.error = .closedWithoutResponse
        exchange.close = close
        exchange.attempts = 2
        let line = Self.line(exchange)
        #expect(
            line
                == #"{"n":1,"request":1,"error":"closed-without-response","close":\#(text),"attempts":2,"gap":0,"ms":0}"#
        )
        let file = try SessionFile()
        try file.write(SessionFile.header + "\n" + line + "\n")
        #expect(try file.read().exchanges == [exchange])
    }

    @Test("Binary messages are told from texts, whatever their bytes are")
    func binary() throws {
        for bytes in [Array("O.k.".utf8), [0xFF, 0x00], []] as [[UInt8]] {
            let exchange = RecordedExchange(
                number: 1,
                request: RequestFrame(bytes, ending: .binary),
                response: ResponseFrame(bytes, ending: .binary)
            )
            let line = Self.line(exchange)
            #expect(line.contains(#""request_end":"binary""#))
            #expect(line.contains(#""response_end":"binary""#))
            let file = try SessionFile()
            try file.write(SessionFile.header + "\n" + line + "\n")
            #expect(try file.read().exchanges == [exchange])
        }
    }

    @Test("Defaults are left out")
    func defaults() {
        #expect(Self.line(Array("a".utf8)) == #"{"n":1,"request":"a","response":"O.k.","gap":0,"ms":0}"#)
        #expect(Self.line([], nil) == #"{"n":1,"request":"","gap":0,"ms":0}"#)
    }

    @Test("Keys that a reader does not know keep every code point")
    func unknownKeys() throws {
        let key = try #require(JSONString(wtf8: [0xED, 0xA0, 0x80]))
        var exchange = RecordedExchange(number: 1, request: RequestFrame([]), response: nil)
        exchange.others[key] = true
        #expect(Self.line(exchange) == #"{"n":1,"request":"","\ud800":true,"gap":0,"ms":0}"#)
    }

    @Test(
        "Endings other than the usual are named",
        arguments: [
            (ResponseFrame.Ending.noClose, "no-close"), (.noTerminator, "no-crlf"), (.more, "more"),
        ]
    )
    func endings(_ ending: ResponseFrame.Ending, _ word: String) {
        let response = ResponseFrame(Array("x".utf8), ending: ending)
        let exchange = RecordedExchange(number: 1, request: RequestFrame([], ending: .abort), response: response)
        #expect(
            Self.line(exchange)
                == #"{"n":1,"request":"","request_end":"abort","response":"x","response_end":"\#(word)","gap":0,"ms":0}"#
        )
    }

    @Test(
        "A whole response beside a time-out or a cancellation came late",
        arguments: [
            (ResponseFrame.Ending.complete, .timeout, true), (.complete, .cancelled, true),
            (.complete, .reset, false), (.complete, nil, false), (.noTerminator, .timeout, false),
            (.noClose, .timeout, false),
        ] as [(ResponseFrame.Ending, FailureCode?, Bool)]
    )
    func late(_ ending: ResponseFrame.Ending, _ error: FailureCode?, _ isLate: Bool) {
        let response = ResponseFrame(Array("O.k.".utf8), ending: ending)
        var exchange = RecordedExchange(number: 1, request: RequestFrame([]), response: response, error: error)
        #expect(exchange.isAnsweredLate == isLate)
        exchange.response = nil
        #expect(!exchange.isAnsweredLate)
    }

    @Test(
        "A request that Python's json.dumps writes stands as JSON, compact, with characters as they are",
        arguments: [
            (#"{"image": {"file": "C:/temp/gr\u00f6\u00dfe.jpg"}}"#, #"{"image":{"file":"C:/temp/größe.jpg"}}"#),
            (
                #"["a\"\\\n", "\u0007\u007f\u009f\u2028\ud83d\ude00"]"#,
                #"["a\"\\\n","\u0007\u007f\u009f\u2028😀"]"#
            ),
            (#"[1, -1, 0, 1.5, -0.0, 1e+16, 1e-05]"#, "[1,-1,0,1.5,-0.0,1e+16,1e-05]"),
            ("[true, false, null, [], {}]", "[true,false,null,[],{}]"),
            ("null", "null"), ("12", "12"),
        ]
    )
    func jsonForm(request: String, inFile: String) {
        #expect(Self.line(Array(request.utf8), nil) == #"{"n":1,"request":\#(inFile),"gap":0,"ms":0}"#)
    }

    @Test(
        "Any other request stands as its text",
        arguments: [
            #""O.k.""#, #"{"a":1}"#, #"{"a": 1 }"#, "[1,2]", "[1,  2]", "[01]", "[1.50]", "[1E5]", "[-0]", "[1e400]",
            "[NaN]",
            "[Infinity]", #"{"a": 1, "a": 2}"#, #"{"a": "ö"}"#, #"{"a": "\u00F6"}"#, #"{"a": "\/"}"#,
            #"{"a": "\u0041"}"#,
            #"{"a": "\u000a"}"#, #"{"a": 1"#, "[1, ]", "[1]]", " [1]", "[1]\n", "[1, 2", "tru", "-", "[+1]", "[1.]",
            #"["\u12"]"#,
            // jq and others stop at these.
            #"["\ud800"]"#, #"["\udce4"]"#, #"{"\ud800": 1}"#, #"["\ude00\ud83d"]"#, #"["\ud83d\ud83d\ude00"]"#,
            String(repeating: "[", count: 600) + String(repeating: "]", count: 600),
        ]
    )
    func textForm(request: String) throws {
        let quoted = JSONWriter.compact.text(of: .string(request))
        #expect(Self.line(Array(request.utf8), nil) == #"{"n":1,"request":\#(quoted),"gap":0,"ms":0}"#)
    }

    @Test("Bytes that are not UTF-8 stand in base64")
    func base64Form() {
        let response = ResponseFrame([0x80], ending: .complete)
        let exchange = RecordedExchange(number: 1, request: RequestFrame([0xFF]), response: response)
        #expect(Self.line(exchange) == #"{"n":1,"request_base64":"/w==","response_base64":"gA==","gap":0,"ms":0}"#)
    }

    @Test("A slash and other than ASCII are not escaped, control characters are")
    func characters() {
        let line = Self.line(Array("a/ö\u{2028}\u{1}\t\u{7F}\u{9B}\"\\".utf8), nil)
        #expect(line == #"{"n":1,"request":"a/ö\u2028\u0001\t\u007f\u009b\"\\","gap":0,"ms":0}"#)
    }

    @Test("Deep nesting, many keys and long numbers take the form that gives the bytes back")
    func extremes() {
        let deep = String(repeating: "[", count: 250) + String(repeating: "]", count: 250)
        #expect(Self.line(Array(deep.utf8), nil).contains(#""request":[[["#))
        #expect(Self.line(Array("[\(deep)]".utf8), nil).contains(#""request":"[[["#))
        let keys = (0..<1000).map { "\"k\($0)\": \($0)" }
        #expect(Self.line(Array("{\(keys.joined(separator: ", "))}".utf8), nil).contains(#""request":{"k0":0,"#))
        let twice = "{\((keys + ["\"k500\": 1"]).joined(separator: ", "))}"
        #expect(Self.line(Array(twice.utf8), nil).contains(#""request":"{\"k0\": 0"#))
        #expect(Self.line(Array(repeating: UInt8(ascii: "1"), count: 4300), nil).contains(#""request":1"#))
        #expect(Self.line(Array(repeating: UInt8(ascii: "1"), count: 4301), nil).contains(#""request":"1"#))
    }

    @Test("JSON form and text form are chosen as the parser would", arguments: 0..<20 as Range<UInt64>)
    func agreesWithParser(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let pieces = [
            "{", "}", "[", "]", ", ", ": ", ",", ":", "\"", "\"a\"", "\"b\"", "\\n", "\\u00e4", "\\ud83d\\ude00",
            "\\ud800",
            "\\u2028", "\\u0041", "0", "-", "12", "1.5", "e+16", "true", "null", " ", "ä", "x",
        ]
        for _ in 0..<2000 {
            var request = Array(JSONWriter.canonical.bytes(of: Self.randomValue(&random, depth: 3)))
            for _ in 0..<Int.random(in: 0...2, using: &random) {
                let start = Int.random(in: 0...request.count, using: &random)
                let end = Int.random(in: start...min(request.count, start + 2), using: &random)
                request.replaceSubrange(start..<end, with: Array(pieces.randomElement(using: &random)?.utf8 ?? "".utf8))
            }
            let value = JSONValue.canonicalForm(of: request)
            var expected = JSONWriter.compact.text(of: .string(String(decoding: request, as: UTF8.self)))
            if let value, value.string == nil { expected = JSONWriter.compact.text(of: value) }
            // A cut character is not UTF-8.
            if String(validating: request, as: UTF8.self) == nil { continue }
            #expect(Self.line(request, nil) == #"{"n":1,"request":\#(expected),"gap":0,"ms":0}"#)
        }
    }

    private static func randomValue(_ random: inout SeededRandom, depth: Int) -> JSONValue {
        let strings = ["", "a", "b", "ä", "😀", "\u{2028}", "\"\\\n\u{1}", "x/y"]
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
        case 0: return .null
        case 1: return .bool(true)
        case 2: return .number(Int.random(in: -1000...1000, using: &random))
        case 3: return .number(Double(Int.random(in: -1000...1000, using: &random)) / 8)
        case 4: return .string(strings.randomElement(using: &random) ?? "")
        case 5:
            return .array(
                (0..<Int.random(in: 0...3, using: &random)).map { _ in randomValue(&random, depth: depth - 1) }
            )
        default:
            let keys = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                strings.randomElement(using: &random) ?? ""
            }
            return .object(JSONObject(keys.map { (JSONString($0), randomValue(&random, depth: depth - 1)) }))
        }
    }
}
