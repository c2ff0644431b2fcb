import Testing
import WireJSON

@Suite struct JSONScannerTests {
    private func scan<Result>(_ text: String, _ body: (inout JSONScanner) throws -> Result) rethrows -> Result {
        try Array(text.utf8).withUnsafeBufferPointer { bytes in
            var scanner = JSONScanner(bytes)
            return try body(&scanner)
        }
    }

    @Test func `walks through a line without building it`() throws {
        let line = #" {"n" : 7, "request" : {"a":[1,{}]} ,"gap":1.5,"l\u0061st":"e\u00e9","ok":true} "#
        try scan(line) { scanner in
            var seen: [String] = []
            try scanner.enterObject()
            while let key = try scanner.nextKey() {
                switch key {
                case "n": seen.append("n \(try scanner.int())")
                case "request":
                    let range = try scanner.skipValue()
                    seen.append(String(decoding: scanner.bytes[range], as: UTF8.self))
                case "gap": seen.append("gap \(try scanner.double())")
                case "last": seen.append("last \(try scanner.string())")
                case "ok": seen.append("ok \(try scanner.bool())")
                default: Issue.record("\(key.decoded())")
                }
            }
            try scanner.finish()
            #expect(seen == ["n 7", #"{"a":[1,{}]}"#, "gap 1.5", "last eé", "ok true"])
        }
    }

    @Test func `walks through arrays in objects in arrays`() throws {
        try scan(#"[ {"a":[ ]}, [1, 2] , {} ]"#) { scanner in
            try scanner.enterArray()
            #expect(try scanner.nextElement())
            try scanner.enterObject()
            #expect(try scanner.nextKey()?.decoded() == "a")
            try scanner.enterArray()
            #expect(try !scanner.nextElement())
            #expect(try scanner.nextKey() == nil)
            #expect(try scanner.nextElement())
            #expect(try scanner.value() == [1, 2])
            #expect(try scanner.nextElement())
            try scanner.enterObject()
            #expect(try scanner.nextKey() == nil)
            #expect(try !scanner.nextElement())
            try scanner.finish()
        }
    }

    /// Values, and their canonical form where it differs in white space only.
    static let respaced: [(String, String?)] = [
        (
            #"{"image":{"file":"C:\\scans\\a.jpg","name":"L","focal_length":"50.0"}}"#,
            #"{"image": {"file": "C:\\scans\\a.jpg", "name": "L", "focal_length": "50.0"}}"#
        ),
        (
            #" { "elements" : {"file":"a, b: c","import_mode":"replace"} } "#,
            #"{"elements": {"file": "a, b: c", "import_mode": "replace"}}"#
        ),
        ("[1,-2.50e3,true,null,[],{}]", "[1, -2.50e3, true, null, [], {}]"), ("\t7", "7"), ("{}", "{}"),
        (#"["\"\b\f\n\r\t,"]"#, #"["\"\b\f\n\r\t,"]"#), (#"{"a":1,"a":2}"#, nil), (#"["\/"]"#, nil),
        (#"["\u0041"]"#, nil), (#"["é"]"#, nil), ("[\"\u{7F}\"]", nil), ("[1", nil), ("", nil), (#"["\x"]"#, nil),
    ]

    @Test(arguments: respaced) func `changes the white space of a value`(text: String, expected: String?) throws {
        try scan(text) { scanner in
            #expect(scanner.respacedValue().map { String(decoding: $0, as: UTF8.self) } == expected)
            if expected == nil { #expect(scanner.offset == 0) } else { try scanner.finish() }
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `a value with its white space changed is what the writer makes of it`(seed: UInt64) throws {
        var random = RandomBytes(seed: seed)
        var count = 0
        for _ in 0..<(isLong ? 100_000 : 1000) {
            // Most documents are wrong: what is around them makes values of more of them.
            let document = Array("[{\"k\":".utf8) + random.document() + Array("},1 ]".utf8)
            try document.withUnsafeBufferPointer { bytes in
                var scanner = JSONScanner(bytes)
                guard let respaced = scanner.respacedValue() else { return }
                count += 1
                var builder = JSONScanner(bytes)
                let value = try builder.value()
                #expect(JSONWriter.canonical.bytes(of: value) == respaced)
                #expect(scanner.offset == builder.offset)
            }
        }
        #expect(count > 10)
    }

    static let kinds: [(String, JSONScanner.Kind?)] = [
        (" {", .object), ("[", .array), ("\"", .string), ("-", .number), ("7", .number), ("NaN", .number),
        ("true", .bool), ("false", .bool), ("null", .null), ("", nil), ("}", nil), ("é", nil),
    ]

    @Test(arguments: kinds) func `tells what comes`(text: String, kind: JSONScanner.Kind?) {
        scan(text) { scanner in
            #expect(scanner.peekKind() == kind)
        }
    }

    @Test func `tells another kind of value from no value`() {
        func reason(_ text: String, _ body: (inout JSONScanner) throws -> Void) -> JSONError.Reason? {
            scan(text) { scanner in
                #expect(throws: JSONError.self) { try body(&scanner) }?.reason
            }
        }
        #expect(reason("[]") { try $0.enterObject() } == .expectedObject)
        #expect(reason("1") { try $0.enterArray() } == .expectedArray)
        #expect(reason("1") { _ = try $0.string() } == .expectedString)
        #expect(reason("\"\"") { _ = try $0.int() } == .expectedInteger)
        #expect(reason("1.0") { _ = try $0.int() } == .expectedInteger)
        #expect(reason("null") { _ = try $0.double() } == .expectedNumber)
        #expect(reason("1") { _ = try $0.bool() } == .expectedBool)
        #expect(reason("") { _ = try $0.string() } == .expectedValue)
        #expect(reason("x") { try $0.enterObject() } == .expectedValue)
    }

    @Test(arguments: [1, 63, 64, 65, 128, 129, 995]) func `skips nesting across its words`(depth: Int) throws {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let text =
                "[" + String(repeating: open, count: depth - 1) + "1" + String(repeating: close, count: depth - 1)
            #expect(throws: Never.self) { try skip(Array((text + ", 2]").utf8)) }
            #expect(throws: JSONError.self) { try skip(Array((text + "}").utf8)) }
            #expect(throws: JSONError.self) { try skip(Array(text.utf8)) }
        }
    }

    /// Strings are scanned eight bytes at a time: each special byte at each place in a word, and at the end of a text.
    @Test(arguments: 0..<20) func `finds what is special wherever it stands`(position: Int) throws {
        let plain = String(repeating: "~", count: position)
        for special in ["\\n", "é", "😀", "\u{7F}", "\u{2028}", "\\u0041", " ", "!", "#", "[", "]", "\u{80}"] {
            for tail in ["", "x", "12345678"] {
                let text = "\"\(plain)\(special)\(tail)\""
                let string = try #require(try JSONParser.parse(text).string)
                #expect(
                    JSONWriter.compact.bytes(of: try JSONParser.parse(JSONWriter.canonical.bytes(of: .string(string))))
                        == JSONWriter.compact.bytes(of: .string(string))
                )
                #expect(throws: Never.self) { try skip(Array(text.utf8)) }
            }
        }
        for control in UInt8(0)..<0x20 {
            let bytes = Array("\"\(plain)".utf8) + [control] + Array("12345678\"".utf8)
            let error = #expect(throws: JSONError.self) { try JSONParser.parse(bytes) }
            #expect(error?.reason == .controlCharacter)
            #expect(error?.offset == position + 1)
        }
    }
}
