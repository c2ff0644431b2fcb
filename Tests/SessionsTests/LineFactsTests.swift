import IPCFraming
import InspectProtocol
import Platform
import TestSupport
import Testing

@testable import Sessions

/// The quick look at a line accepts nothing that the decoder refuses, and sees the same in it.
@Suite struct LineFactsTests {
    private static let lines = [
        #"{"n":1,"request":{"image":{"file":"C:/temp/größe.jpg","name":"other","focal_length":"50.0"}},"response":"O.k.","gap":0,"ms":12.4}"#,
        #"{"n":2,"request":"{\"image\":{\"file\":\"\u00e4\\.jpg\"}}","response":"Error: M\nx","gap":1.52,"ms":0.8}"#,
        #"{"n":3,"request_base64":"/w==","error":"closed-without-response","gap":0.2,"ms":3.1}"#,
        #"{"n":4,"request":[1,2.5,null],"request_end":"none","response_base64":"gA==","response_end":"no-crlf","error":"truncated","attempts":2,"expect":{"regex":"^E"},"tags":["a"],"note":"odd","colour":"red","gap":0.000083,"ms":5}"#,
        #"{"n":5,"request":true,"expect":{"ignore":true},"attempts":7}"#,
        #"{"n":6,"request":"\ud83d\ude00","error":"x","mine":{"n":7,"end":8}}"#,
        #"{"end":6,"note":"bye"}"#,
    ]
    private static let pieces = [
        "{", "}", "[", "]", "\"", "\\", ",", ":", "null", "-1", "0", "1e999", "NaN", "\\ud800", "\\udc00", "\\u0065",
        "\"n\":", "\"n\":9007199254740992,", "\"end\":1,", "\"request\":\"\",", "\"response\":\"\",", "\"gap\":-1,",
        "\"match\":{},", "\"request_end\":\"none\",", "\"response_base64\":\"AA==\",", "\"error\":\"\",",
        "\"expect\":0,", "ä", "\0",
        "\r",
    ].map { Array($0.utf8) }

    @Test("Lines in order are seen in the quick look, but for rare keys")
    func quick() {
        let numbers = Self.lines.map { Array($0.utf8).withUnsafeBufferPointer { QuickLine($0)?.number } }
        #expect(numbers == [1, 2, nil, nil, nil, nil, nil])
    }

    @Test("Whatever happens to a line, the check and the decoder see the same", arguments: 0..<4 as Range<UInt64>)
    func damaged(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let originals = Self.lines.map { Array($0.utf8) }
        let deadline = ContinuousClock.now + .seconds(60)
        var rounds = 0
        var accepted = 0
        while rounds < 2000 || ReaderFuzzTests.isLong && ContinuousClock.now < deadline {
            rounds += 1
            var line = originals[random.next(below: originals.count)]
            for _ in 0...random.next(below: 2) {
                let start = random.next(below: line.count + 1)
                let end = min(line.count, start + random.next(below: 5))
                switch random.next(below: 4) {
                case 0: line.removeSubrange(start..<end)
                case 1: line.replaceSubrange(start..<end, with: random.bytes(upTo: 3))
                case 2: line.insert(contentsOf: originals[random.next(below: originals.count)].prefix(20), at: start)
                default: line.insert(contentsOf: Self.pieces[random.next(below: Self.pieces.count)], at: start)
                }
            }
            let (quick, checked, decoded) = line.withUnsafeBufferPointer { line in
                (
                    QuickLine(line),
                    Result { () throws(SessionError) in try LineFacts(line, path: "f", line: 2) },
                    Result { () throws(SessionError) in try SessionLineDecoder.line(line, path: "f", line: 2) }
                )
            }
            let expected: Result<LineFacts, SessionError> = decoded.map { line in
                switch line {
                case .exchange(let exchange): .exchange(exchange.number)
                case .pushed(let push): .pushed(push.number)
                case .stub: .stub
                case .end(let number): .end(number)
                }
            }
            #expect(checked == expected, "\(String(decoding: line, as: UTF8.self))")
            if quick != nil { accepted += 1 }
        }
        // Else nothing was tested.
        #expect(accepted > rounds / 100 && accepted < rounds)
    }

    @Test(
        "Whatever happens to a line, what is looked at in place is what the decoder gives",
        arguments: 10..<14 as Range<UInt64>
    )
    func views(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let plain = [
            #"{"n":7,"request":{"image":{"file":"C:/a b.jpg","name":"x"}},"response":"O.k.","gap":0.5,"ms":1}"#,
            #"{"n":8,"request":[1, 2,{}],"error":"reset","attempts":2,"ms":1e1}"#,
            #"{"request":{"elements": {}},"response":"Error: größe","n":9}"#,
            #"{"n":10,"request":{"größe":"\u00e9","a":"\/","b":"\"","\u007f":"","a":NaN},"response":"a\n\"ü\"","gap":0.000001}"#,
            #"{"n":13,"request":{"elements":{"file":"a"},"\u0069mage":1},"response":"O.k."}"#,
            #"{"n":14,"request":{"elements":{"file":"a"},"x":1},"response":"O.k."}"#,
            #"{"n":15,"request":{"elements":{"file":"a"},"image":1},"response":"O.k."}"#,
            #"{"n":11,"request":"plain text","response":"","gap":123456789012.345,"ms":0}"#,
            #"{"n": 12, "request": {"image": {"file": "a", "file": "b"}, "image": 1}, "response": "O.k.", "ms": 5.25}"#,
        ]
        let originals = (Self.lines + plain + plain).map { Array($0.utf8) }
        let view = ExchangeView()
        var seen = 0
        for round in 0..<3000 {
            var line = originals[random.next(below: originals.count)]
            if round >= originals.count * 4 {
                for _ in 0...random.next(below: 2) {
                    let start = random.next(below: line.count + 1)
                    let end = min(line.count, start + random.next(below: 5))
                    switch random.next(below: 3) {
                    case 0: line.removeSubrange(start..<end)
                    case 1:
                        line.insert(contentsOf: originals[random.next(below: originals.count)].prefix(20), at: start)
                    default: line.insert(contentsOf: Self.pieces[random.next(below: Self.pieces.count)], at: start)
                    }
                }
            }
            line.withUnsafeBufferPointer { bytes in
                guard view.take(bytes) else { return }
                seen += 1
                guard case .exchange(let exchange)? = try? SessionLineDecoder.line(bytes, path: "f", line: 2) else {
                    Issue.record("refused by the decoder: \(String(decoding: line, as: UTF8.self))")
                    return
                }
                #expect(view.exchange == exchange)
                #expect(view.isError == exchange.isError)
                #expect(view.outcome == exchange.outcome)
                #expect(RequestKind(view) == RequestKind(exchange.request))
                let sent = exchange.request.bytes + (exchange.response?.bytes ?? [])
                for text in ["image", "a", "u00", "7f", "ü", "b"] where view.lacks(Array(text.utf8)) {
                    #expect(!sent.contains(bytes: Array(text.utf8)))
                }
            }
        }
        #expect(seen > 100)
    }
}
