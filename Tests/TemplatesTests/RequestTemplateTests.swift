import TestSupport
import Testing
import WireJSON

@testable import Templates

@Suite struct RequestTemplateTests {
    private static let names: [String: TemplateName] = [
        "name": TemplateName("name"), "n": TemplateName("n", .number(.all), isOptional: true),
        "i": TemplateName("i", .integer(.all)), "list": TemplateName("list", .list),
        "json": TemplateName("json", .json, isOptional: true), "flag": TemplateName("flag", .flag),
        "file": TemplateName("file", .file(endings: [])),
        "files": TemplateName("files", .file(endings: []), isList: true),
        "choice": TemplateName("choice", .choice(["a", "b"])), "gone": TemplateName("gone", .text, isOptional: true),
    ]

    private static func template(_ text: String) throws(TemplateProblems) -> RequestTemplate {
        try RequestTemplate(text, names: { names[$0] })
    }

    private static func filled(_ text: String, _ values: [String: TemplateValue]) throws -> String {
        String(decoding: try template(text).bytes { values[$0] }, as: UTF8.self)
    }

    @Test(arguments: [
        (#"{"a":1}"#, #"{"a": 1}"#),
        (#"{ "a" : [ 1.50 , -2e5, true,null ] }"#, #"{"a": [1.50, -2e5, true, null]}"#),
        (#"{"a": $name}"#, #"{"a": "N \" \\ \u00e4 \u0004"}"#),
        (#"{"a": ${name}}"#, #"{"a": "N \" \\ \u00e4 \u0004"}"#),
        (#"{"a": "<${name}>${n}"}"#, #"{"a": "<N \" \\ \u00e4 \u0004>1.50"}"#),
        (#"{"a": $n, "b": $i}"#, #"{"a": 1.50, "b": -3}"#),
        (#"{"a": $list}"#, #"{"a": [1.0, -2, "x"]}"#),
        (#"{"a": $json}"#, #"{"a": {"b": [null]}}"#),
        (#"{"a": $flag}"#, #"{"a": true}"#),
        (#"{"a": $files}"#, #"{"a": ["x.jpg", "y.jpg"]}"#),
        (#"{"a": $gone, "b": 1, "c": $gone}"#, #"{"b": 1}"#),
        (#"{"a": 1, "b": "x ${gone}"}"#, #"{"a": 1}"#),
        (#"{"a": {"b": $gone}}"#, #"{"a": {}}"#),
        (#"[$gone, 1, $gone, 2, $gone]"#, "[1, 2]"),
        (#"$name"#, #""N \" \\ \u00e4 \u0004""#),
        ("{\"a\": # what\n 1 # why\n}", #"{"a": 1}"#),
        (#"{"a": "\u0024{name} $ $5 \\ \/ \ud83d\ude00"}"#, #"{"a": "${name} $ $5 \\ / \ud83d\ude00"}"#),
        (#"{"a": "\\${n}"}"#, #"{"a": "\\1.50"}"#),
        (#"{"$schema": "x"}"#, #"{"$schema": "x"}"#),
    ])
    func `it comes to JSON as Python writes it`(text: String, expected: String) throws {
        let values: [String: TemplateValue] = [
            "name": .one("N \" \\ ä \u{4}"), "n": .one("1.50"), "i": .one("-3"), "list": .one("1.0,-2,x"),
            "json": .one(" {\"b\":[null]} "), "flag": .one("true"), "files": .many(["x.jpg", "y.jpg"]), "gone": .absent,
        ]
        #expect(try Self.filled(text, values) == expected)
    }

    @Test func `a file is called as the server calls it, also within a text`() throws {
        let bytes = try Self.template(#"[$file, "<${file}>", $files]"#).bytes(
            { $0 == "file" ? .one("/a") : .many(["/b"]) },
            path: { "C:\($0)" }
        )
        #expect(String(decoding: bytes, as: UTF8.self) == #"["C:/a", "<C:/a>", ["C:/b"]]"#)
    }

    @Test(arguments: [
        ("", "1:1: JSON is missing here"),
        ("{", "1:1: this '{' is not closed"),
        (#"{"a": 1"#, "1:1: this '{' is not closed"),
        (#"{"a": [1}"#, "1:9: ',' or ']' is expected"),
        (#"{"a" 1}"#, "1:6: ':' is expected"),
        (#"{"a": 1,}"#, "1:9: a key in double quotes is expected"),
        (#"{a: 1}"#, "1:2: a key in double quotes is expected"),
        (#"{"a": x}"#, "1:7: expected a value"),
        (#"{"a": NaN}"#, "1:7: NaN and Infinity are no JSON"),
        (#"{"a": 01}"#, "1:8: ',' or '}' is expected"),
        (#"{"a": "b}"#, "1:7: string without end"),
        (#"{"a": 1} x"#, "1:10: unexpected text behind the JSON"),
        (#"{"a": 1, "a": 2}"#, "1:10: the key \"a\" stands here twice"),
        (#"{$name: 1}"#, "1:2: a name stands for a value, never for a key: write \"name\""),
        (#"{"a ${name}": 1}"#, "1:2: a name stands for a value, never for a part of a key"),
        (#"{"a": $nane}"#, "1:7: unknown name 'nane'"),
        ("{\"a\": 1,\n \"b\": \"ä ${x}\"}", "2:9: unknown name 'x'"),
        (#"{"a": "$name"}"#, "1:8: in a string a name needs braces: ${name} (\\u0024 is a '$')"),
        (#"{"a": "${}"}"#, "1:8: '${' begins a name here: ${name} (\\u0024 is a '$')"),
        (#"{"a": "${name"}"#, "1:8: '${' begins a name here: ${name} (\\u0024 is a '$')"),
        (#"{"a": $}"#, "1:7: a name is expected behind the '$'"),
        (#"{"a": ${name}"#, "1:1: this '{' is not closed"),
        (#"{"a": ${name, "b": 1}"#, "1:7: a '}' is missing behind '${'"),
        (String(repeating: "[", count: 101), "1:101: nested more than 100 deep"),
    ])
    func `what is wrong is told with its place`(text: String, expected: String) {
        do throws(TemplateProblems) {
            _ = try Self.template(text)
            Issue.record("nothing was wrong")
        } catch {
            #expect(error.problems.map { "\($0.line):\($0.column): \($0.message)" } == [expected])
        }
    }

    @Test func `all that is wrong is told`() {
        do throws(TemplateProblems) {
            _ = try Self.template(#"{"a": $x, "b": "${y} $name", "a": 1}"#)
            Issue.record("nothing was wrong")
        } catch {
            #expect(error.problems.map(\.column) == [7, 17, 22, 30])
        }
    }

    @Test(arguments: [
        (ParameterType.number(.all), "x"), (.number(.all), "01"), (.number(.all), "+1"), (.number(.all), ".5"),
        (.number(.all), "1."), (.number(.all), "NaN"), (.number(.all), "-Infinity"), (.number(.all), ""),
        (.number(.all), "1 "), (.number(.all), "1,\"b\":2"), (.integer(.all), "1.0"), (.integer(.all), "1e3"),
        (.list, "[1"), (.list, "[NaN]"), (.json, ""), (.json, "{} 1"), (.json, "Infinity"), (.choice(["a"]), "b"),
        (.flag, "yes"), (.list, "[1]]"),
    ])
    func `a text that is no value of its type is never sent`(type: ParameterType, text: String) throws {
        #expect(type.problem(with: text) != nil)
        let template = try RequestTemplate(#"{"a": $x}"#) { TemplateName($0, type) }
        #expect(throws: TemplateFailure.self) { try template.bytes { _ in .one(text) } }
    }

    @Test func `ranges hold`() throws {
        let range = try #require(NumberRange("-1..2.5"))
        for (text, isIn) in [("-1", true), ("2.5", true), ("-1.1", false), ("3", false), ("1e-9", true)] {
            #expect((ParameterType.number(range).problem(with: text) == nil) == isIn, "\(text)")
        }
        for text in ["", "..", "1", "a..b", "2..1", "1...2"] { #expect(NumberRange(text) == nil, "\(text)") }
    }

    // MARK: Nothing escapes

    /// Texts made to break out of a string, and random ones.
    private static func texts(_ random: inout SeededRandom) -> String {
        let pieces = [
            "\"", "\\", "\\\"", "}", "]", ",", "\": 1, \"x\": \"", "\u{4}", "\u{1A}", "\0", "\n", "\r\n", "\u{7F}", "ä",
            "😀", "\u{2028}", "${name}", "$n", "\\u0022", "'", "#", "\u{FEFF}", "1", "null", "[", "{\"a\":", "\u{FFFD}",
        ]
        var text = ""
        for _ in 0..<Int.random(in: 0..<12, using: &random) {
            if Bool.random(using: &random) {
                text += pieces.randomElement(using: &random) ?? ""
            } else {
                let bytes = (0..<Int.random(in: 0..<6, using: &random)).map { _ in
                    UInt8.random(in: 0...255, using: &random)
                }
                text += String(decoding: bytes, as: UTF8.self)
            }
        }
        return text
    }

    @Test func `nothing that is typed leaves its string, adds a member, or ends the request`() throws {
        var random = SeededRandom(seed: 16)
        let template = try Self.template(
            #"{"name": $name, "text": "a ${name} b", "n": $n, "list": $list, "json": $json, "files": $files, "flag": $flag}"#
        )
        for round in 0..<4000 {
            let values: [String: TemplateValue] = [
                "name": .one(Self.texts(&random)),
                "n": .one(["1.50", "-0", "7e9", Self.texts(&random)].randomElement(using: &random) ?? "1"),
                "list": .one(Self.texts(&random)), "json": .one(["{\"b\": 1}", Self.texts(&random)][round % 2]),
                "files": .many([Self.texts(&random), Self.texts(&random)]), "flag": .one("false"),
            ]
            guard let bytes = try? template.bytes({ values[$0] }) else { continue }
            #expect(bytes.allSatisfy { 0x20...0x7E ~= $0 })
            let value = try JSONParser.parse(bytes)
            #expect(JSONWriter.canonical.bytes(of: value) == bytes)
            #expect(value.object?.keys.map(\.lossyText) == ["name", "text", "n", "list", "json", "files", "flag"])
            #expect(value["name"] == .string(values["name"]?.text ?? ""))
            #expect(value["text"] == .string("a \(values["name"]?.text ?? "") b"))
            #expect(value["n"]?.number?.literal == values["n"]?.text)
            #expect(value["list"]?.array != nil)
        }
    }

    @Test func `random templates are refused or come to JSON`() throws {
        var random = SeededRandom(seed: 17)
        let pieces = [
            "{", "}", "[", "]", "\"a\"", ":", ",", "$name", "${n}", "\"${name}", "\"", "1", "#x\n", "\\", "\u{4}", " ",
        ]
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 1..<9, using: &random)).map { _ in pieces.randomElement(using: &random) ?? ""
            }
            .joined()
            guard let template = try? Self.template(text) else { continue }
            let bytes = try template.bytes { _ in .one("1") }
            _ = try JSONParser.parse(bytes)
        }
    }
}
