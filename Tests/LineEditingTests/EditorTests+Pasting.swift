import TestSupport
import Testing

@testable import LineEditing

extension EditorTests {
    @Suite struct Pasting {
        private static func paste(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }

        /// Tab completes, so that it shows whether it was a key.
        private static func completing(_ editor: LineEditor) {
            editor.complete = { _, cursor in
                Completion(replace: cursor..<cursor, candidates: [Candidate(insertion: "TAB")])
            }
        }

        @Test(
            arguments: [
                ("a b", "a b"), ("a\tb", "a\tb"), ("a\u{1B}b", "a\u{1B}b"), ("日本\u{308}", "日本\u{308}"), ("", ""),
                ("\u{1}x", "\u{1}x"), ("a\u{12}b", "a\u{12}b"), ("\u{1A}", "\u{1A}"), ("a\u{4}", "a\u{4}"),
            ]
        )
        func `what is pasted is text, whatever keys it would be`(pasted: String, text: String) throws {
            let session = try EditorSession(configure: Self.completing)
            try session.terminal.send("<>\u{1B}[D\(Self.paste(pasted))!\r")
            try session.terminal.expect("<line:<\(text)!>>")
            // A key is one again.
            try session.terminal.expect("> ")
            try session.enter("\t", expecting: "TAB ")
        }

        @Test(
            arguments: [
                ("a\nb\n", ["a", "b"], ""), ("a\r\n\r\nb\r", ["a", "", "b"], ""), ("\n", [""], ""),
                ("a\nb", ["a"], "b"), ("a\tb\nc\td\ne\t", ["a\tb", "c\td"], "e\t"),
            ]
        )
        func `lines run one by one, and the last waits for its end`(pasted: String, lines: [String], rest: String)
            throws
        {
            let session = try EditorSession(configure: Self.completing)
            try session.terminal.send(Self.paste(pasted))
            for line in lines { try session.terminal.expect("<line:\(line)>\r\n") }
            try session.terminal.expect("> ")
            try session.enter("!", expecting: "\(rest)!")
        }

        @Test func `the terminal brackets pastes only while a line is edited`() throws {
            let session = try EditorSession { $0.suspend = {} }
            try session.terminal.expect("h")
            #expect(session.terminal.output == "> \u{1B}[?2004h")
            try session.terminal.send("a\r")
            try session.terminal.expect("\u{1B}[?2004l\r\n<line:a>\r\n> \u{1B}[?2004h")
            try session.terminal.sendKey(.ctrlZ)
            try session.terminal.expect("\u{1B}[?2004l\r\n\r\u{1B}[J> \u{1B}[?2004h")
            try session.terminal.sendKey(.ctrlD)
            try session.terminal.expect("\u{1B}[?2004l^D\r\n<end>")
        }

        @Test(
            arguments: [
                ("y\r", ["a\u{1B}", "b", ""]), ("YES\r", ["a\u{1B}", "b", ""]), ("n\r", ["x"]), ("\r", ["x"]),
                ("no\u{7F}y\r", ["x"]),
                ("n\u{7F}y\n", ["a\u{1B}", "b", ""]),
            ]
        )
        func `several lines are shown and asked about, if that is wanted`(answer: String, lines: [String]) throws {
            let session = try EditorSession { $0.confirmsPaste = true }
            try session.terminal.send(Self.paste("a\u{1B}\nb\n"))
            try session.terminal.expect("  a\\x1b\r\n  b\r\nrun these 2 lines? [y/N] ")
            try session.terminal.send(answer)
            if lines.count == 1 {
                try session.terminal.expect("> ")
                try session.enter("x", expecting: "x")
                return
            }
            for line in lines.dropLast() { try session.terminal.expect("<line:\(line)>\r\n") }
            // One line is not run before Enter.
            try session.terminal.expect("> ")
            try session.terminal.send(Self.paste("one\n"))
            try session.terminal.expect("one")
            try session.enter("!", expecting: "one!")
        }

        @Test func `what is not UTF-8 is not inserted`() throws {
            let session = try EditorSession()
            try session.terminal.send("ab")
            try session.terminal.send(bytes: Array("\u{1B}[200~caf".utf8) + [0xE9] + Array("\u{1B}[201~".utf8))
            try session.terminal.expect("what was pasted is not UTF-8; not inserted\r\n")
            try session.terminal.expect("> ab")
            try session.enter("c", expecting: "abc")
        }

        @Test func `vi inserts it where the cursor was`() throws {
            let directory = try TemporaryDirectory()
            let file = directory.file("editrc")
            try TestFile.write("bind -v\n", to: file)
            let session = try EditorSession(startupFile: file)
            try session.terminal.send("ad")
            try session.terminal.send("\u{8}\(Self.paste("bc\te"))!\r")
            try session.terminal.expect("<line:abc\te!>")
            try session.terminal.send("\(Self.paste("1\n2\n3"))!\r")
            for line in ["1", "2", "3!"] { try session.terminal.expect("<line:\(line)>\r\n") }
        }

        @Test func `an interrupt drops the lines that have not run`() throws {
            let flag = EditorTests.Signals.Flag()
            let session = try EditorSession { editor in
                editor.confirmsPaste = true
                editor.shouldInterrupt = flag.take
            }
            try session.terminal.send(Self.paste("a\nb\n"))
            try session.terminal.expect("[y/N] ")
            flag.set()
            session.wake()
            try session.terminal.expect("^C\r\n<interrupted>\r\n")
            try session.terminal.expect("> ")
            try session.enter("x", expecting: "x")
        }
    }
}
