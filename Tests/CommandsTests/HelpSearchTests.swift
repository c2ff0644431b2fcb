import Manual
import Testing

@testable import Commands

/// What newcomers ask. Two look-ups are enough: the search, and one of the first two places that it names.
@Suite struct HelpSearchTests {
    struct Question: Sendable, CustomTestStringConvertible {
        var text: String
        var topic: String
        /// What the answer needs, and the place has.
        var answer: String

        init(_ text: String, _ topic: String, _ answer: String) {
            (self.text, self.topic, self.answer) = (text, topic, answer)
        }

        var testDescription: String { text }
    }

    private static let questions = [
        Question("quote a path with blanks", "quoting", "'C:/my scans/a.jpg'"),
        Question("take a password out of a recording", "sessions", "--redact"),
        Question("make the third request fail", "mock-server", "close@n=3"),
        Question("compare ignoring time stamps", "comparing", "--normalize"),
        Question("reach a server on Windows from WSL", "windows", "mirrored"),
        Question("ssh tunnel", "windows", "ssh -N -L"),
        Question("how do I see what would be sent without sending it", "scripts", "--dry-run"),
        Question("try again after a failure in a script", "scripts", "repeat 3"),
        Question("was the request executed after a time-out", "delivery", "executed"),
        Question("repair a damaged session file", "sessions", "--repair"),
        Question("pytest", "testing", "--ready-file"),
        Question("junit report for jenkins", "testing", "--report junit:"),
        Question("get a part of the answer into a variable", "variables", "capture"),
        Question("how fast is the server, load test", "load-tests", "bench"),
        Question("which exit status means what", "scripts", "Interrupted"),
        Question("old socket client with the new websocket server", "proxying", "bridge"),
        Question("record what another program sends", "proxying", "--record"),
        Question("change the prompt", "keys", "set prompt"),
        Question("vi keys", "keys", "bind -v"),
        Question("where are the sessions recorded", "sessions", "IPCSH_SESSIONS"),
        Question("default server in a configuration file", "config", "to = "),
        Question("write an answer by hand, a stub", "mock-server", "match"),
        Question("make my own command", "own-commands", "alias"),
        Question("uninstall", "install", "--remove"),
        Question("power failure while recording", "sessions", "--sync"),
        Question("run a command for each file in a folder", "scripts", "for file in scans/*.jpg"),
        Question("non-ASCII file names, umlauts", "quoting", "UTF-8"),
        Question("wait until the server is up", "delivery", "--connect-timeout 1m"),
        Question("measure how long a request takes", "load-tests", "expect time"),
        Question("replay against another server", "comparing", "--to"),
        Question("ignore a difference in floating point numbers", "comparing", "number:1e-6"),
        Question("slow answers, add a delay", "mock", "--latency"),
        Question("keep the connection open", "connect", "--keep-alive"),
        Question("where is the history file", "keys", "history"),
        Question("what does refused mean", "windows", "nothing listens"),
        Question("export a session to Excel", "session export", "--csv"),
        Question("share tests among machines in Kubernetes", "testing", "--shard"),
    ]

    @Test(arguments: questions)
    func `the answer is in one of the first two places`(question: Question) {
        let hits = ManualSearch(HelpIndex.entries).hits(question.text, limit: 2)
        let found = hits.map { "help \($0.entry.topic): \($0.entry.title)" }
        #expect(
            hits.contains { $0.entry.topic == question.topic && $0.entry.text.contains(question.answer) },
            "\(found)"
        )
    }
}
