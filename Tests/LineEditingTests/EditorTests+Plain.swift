import Glibc
import TestSupport
import Testing

@testable import LineEditing

extension EditorTests {
    @Suite struct DumbTerminal {
        @Test func `a dumb terminal gets a plain prompt and edits lines itself`() throws {
            let session = try EditorSession(
                prompt: Prompt("dumb> ", style: "\u{1B}[1m"),
                terminalType: "dumb"
            ) { editor in
                #expect(!editor.isEditing)
            }
            try session.terminal.send("abd\u{7F}c\r")
            try session.terminal.expect("<line:abc>\r\ndumb> ")
            try session.terminal.sendKey(.ctrlD)
            try session.terminal.expect("\r\n<end>")
            #expect(!session.terminal.output.contains("\u{1B}"))
        }

        @Test func `an interrupt starts a new row`() throws {
            let flag = Signals.Flag()
            let session = try EditorSession(terminalType: "dumb") { $0.shouldInterrupt = flag.take }
            flag.set()
            session.wake()
            try session.terminal.expect("\r\n<interrupted>\r\n> ")
            try session.enter("ab", expecting: "ab")
        }
    }

    @Suite struct Hanging {
        @Test func `a closed window ends the input`() throws {
            let session = try EditorSession()
            // Its end joins the editor's thread, which goes on until reading fails.
            session.terminal.hangUp()
        }

        @Test func `a style of the prompt takes no columns`() throws {
            let prompt = Prompt([.init("a", style: "\u{1B}[1m"), .init("b", style: "\u{1B}[2m"), .init("> ")])
            let session = try EditorSession(columns: 20, prompt: prompt, history: ["0123456789012345"])
            try session.terminal.send("\u{1B}[A")
            try session.terminal.expectScreen("the line fills one row") { $0 == "ab> 0123456789012345\n" }
            try session.terminal.send("x\u{1}y\r")
            try session.terminal.expect("<line:y0123456789012345x>")
            #expect(session.terminal.output.contains("\u{1B}[1ma\u{1B}[0m\u{1B}[2mb\u{1B}[0m> "))
        }
    }
}
