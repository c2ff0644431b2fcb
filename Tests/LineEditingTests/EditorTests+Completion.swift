import TestSupport
import Testing

@testable import LineEditing

extension EditorTests {
    @Suite struct Completing {
        /// Completes the last word with those names that it begins.
        private static func names(
            _ names: [String],
            display: @escaping @Sendable (String) -> String = { $0 },
            isFinal: Bool = true
        ) -> @Sendable (LineEditor) -> Void {
            { editor in
                editor.complete = { line, cursor in
                    let before = Array(line.utf8.prefix(cursor))
                    let start = before.lastIndex(of: UInt8(ascii: " ")).map { $0 + 1 } ?? 0
                    let word = String(decoding: before[start...], as: UTF8.self)
                    return Completion(
                        replace: start..<cursor,
                        candidates: names.filter { $0.hasPrefix(word) }.map {
                            Candidate(insertion: $0, display: display($0), isFinal: isFinal)
                        },
                        usage: word == "?" ? "usage: image\u{7} FILE ..." : nil
                    )
                }
            }
        }

        @Test func `the only candidate is inserted with a space`() throws {
            let session = try EditorSession(configure: Self.names(["image", "elements"]))
            try session.enter("im\ta.jpg", expecting: "image a.jpg")
        }

        @Test func `a candidate that is not final gets no space`() throws {
            let session = try EditorSession(configure: Self.names(["scans/"], isFinal: false))
            try session.enter("sc\ta.jpg", expecting: "scans/a.jpg")
        }

        @Test func `completing in the middle steps over the space that is there`() throws {
            let session = try EditorSession(configure: Self.names(["größer"]))
            try session.enter("x gr y\u{1B}[D\u{1B}[D\tz", expecting: "x größer zy")
        }

        @Test func `what several candidates share is inserted`() throws {
            let session = try EditorSession(configure: Self.names(["scan-1.jpg", "scan-2.jpg"]))
            try session.enter("image s\t2\t!", expecting: "image scan-2.jpg !")
        }

        @Test func `candidates that share no more are listed, and the line is drawn again`() throws {
            let session = try EditorSession(columns: 30, configure: Self.names(["a1", "a2", "a日本", "a3"]))
            try session.terminal.send("x a")
            try session.terminal.sendKey(.tab)
            try session.terminal.expectScreen("the list and the line stand") {
                $0 == "> x a\na1     a2     a日本  a3\n> x a"
            }
            try session.enter("3", expecting: "x a3")
        }

        @Test func `a list leaves a line of several rows alone`() throws {
            let session = try EditorSession(columns: 20, configure: Self.names(["a1", "a2"]))
            try session.terminal.send("a 0123456789012345678901234567890\u{1}\u{1B}[C")
            try session.terminal.sendKey(.tab)
            try session.terminal.expectScreen("the list stands below all rows") {
                $0 == "> a 0123456789012345\n678901234567890\na1  a2\n> a 0123456789012345\n678901234567890"
            }
        }

        @Test func `control characters of names are escaped`() throws {
            let session = try EditorSession(configure: Self.names(["b1\u{1B}[31m", "b2\n\u{202E}"]))
            try session.terminal.send("b\t")
            try session.terminal.expect(#"b1\x1b[31m    b2\n\u{202e}"#)
        }

        @Test func `without a candidate the usage is shown`() throws {
            let session = try EditorSession(configure: Self.names(["image"]))
            try session.terminal.send("?\t")
            try session.terminal.expect(#"usage: image\x07 FILE ..."#)
            try session.terminal.expect("> ?")
            try session.enter("!", expecting: "?!")
        }

        @Test func `without anything to say the terminal beeps`() throws {
            let session = try EditorSession(configure: Self.names(["image"]))
            try session.terminal.send("zz\t")
            try session.terminal.expect("zz\u{7}")
            try session.enter("", expecting: "zz")
        }

        @Test func `candidates that share less than what was typed change nothing`() throws {
            let session = try EditorSession { editor in
                editor.complete = { _, cursor in
                    Completion(
                        replace: 0..<cursor,
                        candidates: [Candidate(insertion: "'a b'"), Candidate(insertion: "ab")]
                    )
                }
            }
            try session.terminal.send("a\t")
            try session.terminal.expect("'a b'  ab")
            try session.enter("", expecting: "a")
        }

        @Test(arguments: [0..<900, 5..<900, -3..<(-1), 1..<2])
        func `a range outside the line or inside a character does no harm`(range: Range<Int>) throws {
            let session = try EditorSession { editor in
                editor.complete = { _, _ in
                    Completion(replace: range, candidates: [Candidate(insertion: "x")])
                }
            }
            try session.terminal.send("ä\t\u{15}ok\r")
            try session.terminal.expect("<line:ok")
        }
    }
}
