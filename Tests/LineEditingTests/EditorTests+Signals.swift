import Glibc
import Synchronization
import TestSupport
import Testing

@testable import LineEditing

extension EditorTests {
    @Suite struct Signals {
        /// What a handler of SIGINT sets in a program.
        final class Flag: Sendable {
            private let value = Atomic(false)
            func set() { value.store(true, ordering: .releasing) }
            func take() -> Bool { value.exchange(false, ordering: .acquiringAndReleasing) }
        }

        /// The terminal's flags while the job was stopped.
        final class FlagsBox: Sendable {
            let value = Atomic<tcflag_t>(0)
        }

        @Test func `an interrupt gives up the line, and the next one starts empty`() throws {
            let flag = Flag()
            let session = try EditorSession { $0.shouldInterrupt = flag.take }
            try session.terminal.send("abc")
            try session.terminal.expect("abc")
            flag.set()
            session.wake()
            try session.terminal.expect("<interrupted>\r\n> ")
            #expect(session.terminal.screenText == "> abc^C\n<interrupted>\n>")
            try session.enter("de", expecting: "de")
        }

        @Test func `a signal alone interrupts too`() throws {
            let flag = Flag()
            let session = try EditorSession { $0.shouldInterrupt = flag.take }
            flag.set()
            try session.signal { try session.terminal.expect("<interrupted>\r\n> ", within: 0.1) }
            try session.enter("de", expecting: "de")
        }

        @Test func `a signal that interrupts nothing leaves the line alone`() throws {
            let session = try EditorSession { editor in
                let output = editor.output
                editor.shouldInterrupt = {
                    _ = write(output, "<asked>", 7)
                    return false
                }
            }
            try session.terminal.send("ab")
            try session.terminal.expect("ab")
            try session.signal { try session.terminal.expect("<asked>", within: 0.1) }
            try session.enter("c", expecting: "abc")
        }

        @Test(
            arguments: [
                ("\u{12}sta", "bck:sta"), ("\u{16}", "q"), ("\u{1B}", "q"), ("\u{1B}[", "q"), ("\u{1B}x", "\n: "),
            ]
        )
        func `an interrupt ends what waits for more keys`(keys: String, shown: String) throws {
            let flag = Flag()
            let session = try EditorSession(history: ["status"]) { $0.shouldInterrupt = flag.take }
            try session.terminal.send("q" + keys)
            try session.terminal.expect(shown)
            try session.terminal.waitUntilRead()
            flag.set()
            session.wake()
            try session.terminal.expect("<interrupted>\r\n> ")
            try session.enter("done", expecting: "done")
        }

        @Test func `an interrupt leaves a line of several rows below it`() throws {
            let flag = Flag()
            let session = try EditorSession(columns: 20) { $0.shouldInterrupt = flag.take }
            try session.terminal.send("0123456789012345678901234567890123456789\u{1}")
            try session.terminal.expectScreen("the line is there") { $0.contains("0123\n") || $0.hasSuffix("89") }
            try session.terminal.send("!")
            try session.terminal.expectScreen("the mark is first") { $0.hasPrefix("> !0") }
            flag.set()
            session.wake()
            try session.terminal.expect("<interrupted>")
            #expect(
                session.terminal.screenText.hasPrefix(
                    "> !01234567890123456\n78901234567890123456\n789^C\n<interrupted>"
                )
            )
        }

        @Test func `Ctrl-C typed at the terminal is no character`() throws {
            let session = try EditorSession()
            try session.terminal.send("a")
            try session.terminal.expect("a")
            try session.terminal.send("\u{3}b\r")
            try session.terminal.expect("<line:ab>")
        }

        @Test(arguments: [(80, 20), (20, 80), (20, 30), (30, 20)])
        func `a new window size draws the line anew and keeps it`(old: Int, new: Int) throws {
            let session = try EditorSession(columns: old)
            let line = "the quick brown fox jumps over a dog"
            try session.terminal.send(line)
            try session.terminal.expectScreen("the line is there") { $0.hasSuffix("dog") }
            try session.terminal.resize(columns: new)
            session.wake()
            try session.terminal.expect("\u{1B}[J> the")
            try session.terminal.expectScreen("the line is drawn again") { screen in
                let rows = Self.rows("> " + line, columns: new)
                return screen.hasSuffix(rows)
            }
            try session.terminal.send("\u{1}\u{4}T\r")
            try session.terminal.expect("<line:The quick brown fox jumps over a dog>")
        }

        @Test func `Ctrl-Z gives the terminal back, stops, and goes on with the line`() throws {
            let flags = FlagsBox()
            let session = try EditorSession { editor in
                let input = editor.input
                editor.suspend = {
                    var attributes = termios()
                    tcgetattr(input, &attributes)
                    flags.value.store(attributes.c_lflag, ordering: .releasing)
                }
            }
            try session.terminal.send("ab")
            try session.terminal.expect("ab")
            try session.terminal.sendKey(.ctrlZ)
            try session.terminal.expect("\u{1B}[J> ab")
            try session.enter("c", expecting: "abc")
            #expect(session.terminal.screenText.hasPrefix("> ab\n> abc\n<line:abc>"))
            let cooked = tcflag_t(ICANON | ECHO | ISIG)
            #expect(flags.value.load(ordering: .acquiring) & cooked == cooked)
        }

        @Test func `a continued process takes the terminal back`() throws {
            let session = try EditorSession()
            try session.terminal.send("ab")
            try session.terminal.expect("ab")
            // What a shell does when its job has stopped.
            var attributes = termios()
            tcgetattr(session.terminal.device, &attributes)
            attributes.c_lflag |= tcflag_t(ICANON | ECHO)
            tcsetattr(session.terminal.device, TCSANOW, &attributes)
            session.wakeContinued()
            try session.terminal.expect("\u{1B}[J> ab")
            tcgetattr(session.terminal.device, &attributes)
            #expect(attributes.c_lflag & tcflag_t(ICANON | ECHO) == 0)
            try session.enter("c", expecting: "abc")
        }

        private static func rows(_ text: String, columns: Int) -> String {
            var rows: [String] = []
            var rest = text[...]
            while !rest.isEmpty {
                rows.append(String(rest.prefix(columns)).trimmingEnd())
                rest = rest.dropFirst(columns)
            }
            return rows.joined(separator: "\n")
        }
    }
}

extension String {
    fileprivate func trimmingEnd() -> String {
        String(reversed().drop { $0 == " " }.reversed())
    }
}
