import Sessions
import TestSupport
import Testing

/// Sessions that become one.
@Suite struct SessionMergeTests {
    private static func merged(_ texts: [String]) throws -> (lines: [String], notices: Int) {
        let directory = try TemporaryDirectory()
        var paths: [String] = []
        for (index, text) in texts.enumerated() { paths.append(try directory.write("\(index).jsonl", text)) }
        var merge = try SessionMerge(paths, tool: "us", created: "now")
        var output: [UInt8] = []
        try merge.run { output += $0 }
        // What comes of it is a session, whatever went into it.
        let merged = try directory.write("merged.jsonl", String(decoding: output, as: UTF8.self))
        #expect(try SessionCheck(path: merged)?.verdict == .ok)
        return (String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init), merge.notices.count)
    }

    private static func header(_ created: String, _ more: String = "") -> String {
        #"{"ipcsh":1,"created":"\#(created)","tool":"t","via":"shell","to":"h:1","mode":"one-shot"\#(more)}"# + "\n"
    }

    private static let first = header("2") + "# one\n" + #"{"n":7, "request":"a","response":"b","mine":1.50}"# + "\n"
    private static let second =
        header("1") + #"{"match":{},"response":"x"}"# + "\n" + #"{"request":[1],"n":7,"error":"reset"}"#
        + "\n{\"end\":7}\n"
    private static let lines = [
        "# one", #"{"n":1, "request":"a","response":"b","mine":1.50}"#, #"{"match":{},"response":"x"}"#,
        #"{"request":[1],"n":2,"error":"reset"}"#,
    ]
    private static let newHeader = header("1").replacing(#""tool":"t""#, with: #""tool":"us""#).dropLast()

    @Test(
        "Two files, or one in which both stand, make one session",
        arguments: [[first, second], [first + second], [first + "\u{FEFF}" + second]]
    )
    func two(texts: [String]) throws {
        #expect(try Self.merged(texts).lines == [String(Self.newHeader)] + Self.lines)
    }

    @Test("There is an end when all have one")
    func end() throws {
        let closed = Self.first + "{\"end\":7}\n"
        #expect(
            try Self.merged([closed, Self.second]).lines == [String(Self.newHeader)] + Self.lines + [#"{"end":2}"#]
        )
        #expect(try Self.merged([closed + Self.second]).lines.last == #"{"end":2}"#)
    }

    @Test("A torn line is left out and told; other servers are told")
    func notices() throws {
        let torn = Self.first + "{\"n\":8,"
        #expect(try Self.merged([torn, Self.second]).notices == 1)
        #expect(try Self.merged([torn, Self.second]).lines.count == 5)
        #expect(try Self.merged([Self.first, Self.second.replacing("h:1", with: "h:2")]).notices == 1)
    }

    @Test("What is missing in one is missing in all")
    func redacted() throws {
        let secret = #"{"n":1,"request":{"a":"secret"},"response":"not secret"}"# + "\n"
        let hidden = Self.header("1", #","redacted":["/a"]"#)
        for texts in [[hidden, Self.header("2") + secret], [Self.header("2") + secret, hidden]] {
            let lines = try Self.merged(texts).lines
            #expect(lines[0].contains(#""redacted":["/a"]"#))
            #expect(
                lines[1] == #"{"n":1,"request":{"a":"[redacted]"},"response":"not [redacted]","gap":0,"ms":0}"#
            )
        }
        let unknown = Self.header("1", #","redacted":["regex"]"#)
        #expect(throws: SessionError.self) { try Self.merged([unknown, Self.header("2")]) }
        #expect(try Self.merged([unknown, unknown]).lines.count == 1)
    }

    @Test("Stubs stay, with all that they have, without what is missing in another session")
    func stubs() throws {
        let stubs =
            #"{"match":{"a":"s3","b":2},"responses":["s3",{"fault":"reset"}],"times":2,"gap":0,"ms":0}"# + "\n"
            + #"{"n":2,"match":{"text":"~s3\\."},"response":"x","response_end":"no-crlf","ok_pattern":"x","fault":"reset@n=2","gap":0,"ms":0}"#
            + "\n"
        let plain = Self.header("1") + stubs
        #expect(try Self.merged([plain, Self.header("2")]).lines.count == 3)
        let lines = try Self.merged([plain, Self.header("2", #","redacted":["/a"]"#)]).lines
        let first =
            #"{"match":{"b":2},"times":2,"responses":["[redacted]",{"fault":"reset"}],"gap":0,"ms":0}"#
        let second =
            #"{"n":1,"match":{"text":"~s3\\."},"response":"x","response_end":"no-crlf","ok_pattern":"x","fault":"reset@n=2","gap":0,"ms":0}"#
        #expect(Array(lines.dropFirst()) == [first, second])
    }

    @Test("What one session has taken out is not in the words and the rule of another one")
    func words() throws {
        let words = Self.header("1", #","title":"for secret","note":"secret","ok_pattern":"^O|secr.t$""#)
        let plain =
            "# secret\n" + words + #"{"n":1,"request":{"a":"secret"},"response":"no secret","ok_pattern":"secret"}"#
            + "\n" + #"{"n":2,"request":{"b":1},"response":"O.k."}"# + "\n"
        let hidden = Self.header("2", #","redacted":["/a"]"#) + #"{"n":1,"request":{"b":1},"response":"x"}"# + "\n"
        for texts in [[plain, hidden], [hidden, plain]] {
            let lines = try Self.merged(texts).lines
            #expect(!lines.joined().contains("secr"), "\(lines)")
            #expect(lines.contains("# [redacted]"))
        }
        let header = try #require(try Self.merged([plain, hidden]).lines.first { $0.hasPrefix(#"{"ipcsh""#) })
        #expect(header.contains(#""title":"for [redacted]","note":"[redacted]""#))
        #expect(header.contains(#""ok_pattern":"^O|\\[redacted\\].t$""#))
    }

    @Test("One that is damaged is an error before anything is written")
    func damaged() throws {
        let directory = try TemporaryDirectory()
        let paths = [try directory.write("a", Self.first), try directory.write("b", Self.second + "bad\n")]
        #expect(throws: SessionError.self) { try SessionMerge(paths, tool: "", created: "") }
        #expect(throws: SessionError.self) { try SessionMerge([try directory.write("c", "")], tool: "", created: "") }
    }
}
