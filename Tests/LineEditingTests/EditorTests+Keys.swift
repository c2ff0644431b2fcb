import Glibc
import TestSupport
import Testing

@testable import LineEditing

extension EditorTests {
    @Suite struct Keys {
        @Test func `a typed line comes back without its line feed`() throws {
            let session = try EditorSession()
            try session.enter("image a.jpg", expecting: "image a.jpg")
            try session.enter("", expecting: "")
        }

        @Test(
            arguments: [
                ("bc\u{1B}[Ha\r", "abc"), ("bc\u{1B}OHa\r", "abc"), ("bc\u{1B}[1~a\r", "abc"),
                ("ab\u{1B}[H\u{1B}[Fc\r", "abc"), ("ab\u{1B}[H\u{1B}OFc\r", "abc"), ("ab\u{1B}[H\u{1B}[4~c\r", "abc"),
                ("xabc\u{1B}[H\u{1B}[3~\r", "abc"),
                ("abx\u{7F}c\r", "abc"),
                ("ac\u{1B}[Db\r", "abc"),
                ("one three\u{1B}[1;5Dtwo \r", "one two three"),
                ("a c\u{1B}[H\u{1B}[1;5C b\r", "a b c"),
                ("abc def\u{17}\r", "abc "),
                // A character and its marks are one step.
                ("e\u{301}x\u{1B}[D\u{1B}[Dy\r", "ye\u{301}x"),
                ("e\u{301}\u{323}x\u{1B}[H\u{1B}[Cy\r", "e\u{301}\u{323}yx"),
                ("e\u{301}x\u{1B}[H\u{1B}[3~\r", "x"), ("ae\u{301}x\u{1B}[H\u{1B}[C\u{1B}[3~\r", "ax"),
                ("ae\u{301}\u{7F}x\r", "aex"), ("e\u{301}x\u{1}\u{B}\u{19}\r", "e\u{301}x"),
                ("gone\u{15}abc\r", "abc"),
                ("abc\u{1}\u{B}\u{19}\u{19}\r", "abcabc"),
            ]
        )
        func `keys edit the line`(typed: String, line: String) throws {
            let session = try EditorSession()
            try session.terminal.send(typed)
            try session.terminal.expect("<line:\(line)>")
        }

        @Test(
            arguments: [
                "größe", "日本語 スキャン", "שלום עולם", "e\u{301}a\u{308}", "👩‍👩‍👧", "a\u{AD}b\u{A0}c", "ÿ¡þ",
            ]
        )
        func `any script can be typed and edited`(text: String) throws {
            let session = try EditorSession(prompt: Prompt("日本 שלום e\u{301}> "))
            try session.terminal.send("\(text)x\u{7F}!\u{1B}[H?\r")
            try session.terminal.expect("<line:?\(text)!>")
        }

        @Test(
            arguments: [
                ([0xFF], "\u{FFFD}"), ([0xE9], "\u{FFFD}"), ([0xC3, 0x28], "\u{FFFD}("), ([0x80], "\u{FFFD}"),
                ([0xED, 0xA0, 0x80], "\u{FFFD}"), ([0xF0, 0x9F], "\u{FFFD}"), ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"),
            ] as [([UInt8], String)]
        )
        func `what is not UTF-8 shows, and the line is refused`(bytes: [UInt8], shown: String) throws {
            let session = try EditorSession()
            try session.terminal.send(bytes: Array("a".utf8) + bytes + Array("b\r".utf8))
            try session.terminal.expect("a\(shown)b")
            try session.terminal.expect("<invalid>\r\n")
            try session.terminal.expect("> ")
            // Taken away again, it is none of the line's.
            try session.terminal.send(bytes: [0xFF])
            try session.terminal.expect("\u{FFFD}")
            try session.enter("\u{7F}ab", expecting: "ab")
            try session.enter("a\u{FFFD}b", expecting: "a\u{FFFD}b")
        }

        @Test func `a control character of the second kind is no key`() throws {
            let session = try EditorSession()
            try session.enter("a\u{84}b", expecting: "ab")
        }

        @Test func `a line may be much longer than the screen`() throws {
            let session = try EditorSession()
            let word = "0123456789"
            for _ in 0..<300 {
                try session.terminal.send(word)
                try session.terminal.waitUntilRead()
            }
            try session.terminal.send("\r")
            try session.terminal.expect("<line:\(String(repeating: word, count: 300))>")
        }

        @Test func `arrow keys walk through the history`() throws {
            let session = try EditorSession(history: ["one", "two ", "three"])
            try session.terminal.send("\u{1B}[A\u{1B}[A\u{1B}[A\u{1B}[B\r")
            try session.terminal.expect("<line:two >\r\n> ")
            try session.terminal.send("\u{1B}[A\u{1B}[A\r")
            try session.terminal.expect("<line:three>")
        }

        @Test func `a recalled line keeps its line feeds`() throws {
            let session = try EditorSession(history: ["raw {\n  1\n}"])
            try session.terminal.send("\u{1B}[A!\r")
            try session.terminal.expect("<line:raw {\r\n  1\r\n}!>")
        }

        @Test func `Ctrl-R searches backwards as one types`() throws {
            let session = try EditorSession(history: ["image a.jpg", "elements b.gxml", "status"])
            try session.terminal.send("\u{12}ima")
            try session.terminal.expect("image a.jpg")
            try session.terminal.send("\u{1B}")
            try session.terminal.send("\r")
            try session.terminal.expect("<line:image a.jpg>")
        }

        @Test func `Ctrl-D ends the input on an empty line only`() throws {
            let session = try EditorSession()
            try session.terminal.send("ab\u{4}\u{1}\u{4}\r")
            try session.terminal.expect("<line:b>\r\n> ")
            try session.terminal.sendKey(.ctrlD)
            try session.terminal.expect("^D\r\n<end>")
        }

        @Test func `a quoted control character is part of the line`() throws {
            let session = try EditorSession()
            try session.terminal.send("a\u{16}")
            try session.terminal.send("\u{1A}b\r")
            try session.terminal.expect("<line:a\u{1A}b>")
        }

        @Test func `vi mode comes from the startup file and keeps completion`() throws {
            let directory = try TemporaryDirectory()
            let file = directory.file("editrc")
            try TestFile.write("bind -v\n", to: file)
            let session = try EditorSession(startupFile: file) { editor in
                editor.complete = { _, cursor in
                    Completion(replace: 0..<cursor, candidates: [Candidate(insertion: "status", isFinal: false)])
                }
            }
            try session.terminal.send("st\t\u{1B}0")
            try session.terminal.send("xi!\r")
            try session.terminal.expect("<line:!tatus>")
        }

        @Test func `bindings in the startup file win`() throws {
            let directory = try TemporaryDirectory()
            let file = directory.file("editrc")
            try TestFile.write("test:bind ^R ed-move-to-beg\nother:bind ^A ed-move-to-end\n", to: file)
            let session = try EditorSession(startupFile: file)
            try session.enter("bc\u{12}a", expecting: "abc")
        }

        @Test func `the terminal is given back between lines`() throws {
            let session = try EditorSession { editor in
                #expect(editor.isEditing)
            }
            try session.enter("a", expecting: "a")
            try session.terminal.sendKey(.ctrlD)
            try session.terminal.expect("<end>")
            var attributes = termios()
            #expect(tcgetattr(session.terminal.device, &attributes) == 0)
            #expect(attributes.c_lflag & tcflag_t(ICANON | ECHO | ISIG) == tcflag_t(ICANON | ECHO | ISIG))
        }
    }
}
