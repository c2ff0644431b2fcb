import Glibc
import TestSupport
import Testing

/// A block of README.md that shows the program at work, from the system's shell's point of view.
///
/// A line `$ COMMAND` is for `/bin/sh`; lines `> ...` right behind it belong to it, as in a here-document. What follows,
/// up to the next `$`, is what the terminal shows. Where that holds ipcsh's prompts, what stands behind them is typed;
/// such a part ends with `quit`. A line `[exit status 1]` behind the rest is the status. What a command that ends with `&`
/// prints is not shown. What is exported holds for the commands behind it.
struct Transcript: CustomTestStringConvertible {
    /// One command and what it shows.
    struct Command {
        var text: String
        var output: [String] = []
    }

    var line: Int
    private(set) var commands: [Command] = []

    var testDescription: String { "line \(line): \(commands.first?.text ?? "")" }

    /// The blocks that begin with "```console".
    static func all(in lines: [String]) -> [Transcript] {
        var result: [Transcript] = []
        var current: Transcript?
        for (index, line) in lines.enumerated() {
            if var transcript = current {
                if line == "```" {
                    result.append(transcript)
                    current = nil
                } else {
                    transcript.take(line)
                    current = transcript
                }
            } else if line == "```console" {
                current = Transcript(line: index + 1)
            }
        }
        return result
    }

    /// Whether the programs of others that it shows are installed.
    var canBePlayed: Bool {
        ["curl", "python3"].allSatisfy { program in
            !commands.contains { $0.text.contains(program) } || access("/usr/bin/\(program)", X_OK) == 0
        }
    }

    private init(line: Int) {
        self.line = line
    }

    /// Several blocks, the later ones with what the earlier ones have left.
    init?(inTurn blocks: [Transcript]) {
        guard let first = blocks.first else { return nil }
        line = first.line
        commands = blocks.flatMap(\.commands)
    }

    private mutating func take(_ line: String) {
        if line.hasPrefix("$ ") {
            commands.append(Command(text: String(line.dropFirst(2))))
        } else if let last = commands.indices.last {
            if line.hasPrefix("> "), commands[last].output.isEmpty {
                commands[last].text += "\n" + line.dropFirst(2)
            } else {
                commands[last].output.append(line)
            }
        }
    }

    /// A prompt of the program, and what is typed behind it.
    private static func typed(_ line: String) -> (prompt: String, text: String)? {
        let prompt = /(\S+:\d+|not connected)( \[rec\])?( \[\d+\])?[>$]\x20|\.\.\.>\x20|send\? \[y\/N\]\x20/
        guard let match = line.prefixMatch(of: prompt) else { return nil }
        return (String(line[match.range]), String(line[match.range.upperBound...]))
    }

    /// Runs all of it, and compares.
    ///
    /// - Returns: what was shown and what should have been, made comparable; the first difference ends the run.
    func play(in sandbox: Sandbox) throws -> (shown: String, expected: String) {
        var environment = sandbox.environment
        environment["PATH"] = "\(sandbox.program.dropLast("/ipcsh".count)):/usr/bin:/bin"
        environment["NO_COLOR"] = "1"
        environment["TERM"] = "xterm"
        defer { Self.endBackground(of: sandbox) }
        var names = RecordedNames()
        var exports = ""
        for command in commands {
            let expected = command.output.joined(separator: "\n")
            let text = names.actual(command.text)
            let shown =
                if command.output.contains(where: { Self.typed($0) != nil }) {
                    try Self.playInteractively(text, command.output, in: sandbox, environment)
                } else {
                    try Subprocess.run(
                        "/bin/sh",
                        ["-c", "exec 2>&1\n\(exports)\(Self.script(text, showing: command.output))"],
                        environment: environment,
                        directory: sandbox.work
                    ).text
                }
            if text.hasPrefix("export ") { exports += text + "\n" }
            names.take(shown: shown, expected: expected)
            let (comparable, wanted) = (Self.comparable(shown), Self.comparable(expected))
            if comparable != wanted { return (comparable, wanted) }
        }
        return ("", "")
    }

    /// A command as the shell of a terminal runs it: its exit status is told where the block shows one, and what runs in
    /// the background has no part in what is shown, and is ready when it says so by `--ready-file`.
    private static func script(_ text: String, showing output: [String]) -> String {
        if output.last?.hasPrefix("[exit status ") == true { return "\(text)\necho \"[exit status $?]\"" }
        guard text.hasSuffix(" &") else { return text }
        guard let file = text.firstMatch(of: /--ready-file (\S+)/)?.1 else { return "exec > /dev/null 2>&1\n\(text)" }
        return "exec > /dev/null 2>&1\n\(text)\nuntil [ -s \(file) ] || ! kill -0 $!; do sleep 0.01; done"
    }

    /// Ends what a command has left behind that did not come to its end.
    private static func endBackground(of sandbox: Sandbox) {
        for process in TemporaryDirectory.names(in: "/proc").compactMap({ Int32($0) }) {
            var path = [CChar](repeating: 0, count: Int(PATH_MAX))
            let count = readlink("/proc/\(process)/cwd", &path, path.count)
            guard count > 0 else { continue }
            let folder = String(decoding: path[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
            if folder == sandbox.work { kill(process, SIGKILL) }
        }
    }

    private static func playInteractively(
        _ text: String,
        _ output: [String],
        in sandbox: Sandbox,
        _ environment: [String: String]
    ) throws -> String {
        // So wide that no line is folded.
        let terminal = try PseudoTerminal(columns: 500)
        try terminal.spawn("/bin/sh", ["-c", text], environment: environment, directory: sandbox.work)
        for (index, line) in output.enumerated() {
            guard let (prompt, typed) = typed(line) else { continue }
            // All that should stand before it stands there, too: else a line would be typed too early.
            let before = comparable((output[..<index] + [prompt]).joined(separator: "\n"))
            do {
                try terminal.expectScreen("this stands:\n\(before)") { comparable($0) == before }
            } catch is PseudoTerminal.Failure {
                return terminal.screenText
            }
            try terminal.send(typed + "\r")
        }
        _ = try terminal.waitForExit()
        return terminal.screenText
    }

    /// A text without what differs from run to run: ports, times and their bars, dates, names of new files, blanks at the
    /// ends.
    private static func comparable(_ text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.replacing(/\s+$/, with: "")
                .replacing(/127\.0\.0\.1:\d+/, with: "127.0.0.1:PORT")
                .replacing(/\d{4}-\d\d-\d\dT[\d:.]+Z/, with: "DATE")
                .replacing(RecordedNames.pattern, with: "NAME")
                .replacing(/\S*ipcsh\.\w{6}\.json/, with: "FILE")
                .replacing(/\b(p[\d.]+|max|mean) +[\d.]+( ms +[▏▎▍▌▋▊▉█#]+)?/) { "\($0.1) TIME" }
                .replacing(/\b\d+ answered each second/, with: "TIME")
                .replacing(/\b\d+(\.\d+)? ?(ms|s|\/s)\b/, with: "TIME")
                .replacing(/"(gap|ms|seconds|throughput|p50|p90|p99|p99_9|max|mean)":[\d.]+/) { "\($0.1) TIME" }
                .replacing(/\bipcsh \d+\.\d+\.\d+/, with: "ipcsh VERSION")
        }
        while lines.last == "" { lines.removeLast() }
        return lines.joined(separator: "\n")
    }
}

/// The names of sessions, which are dates: those that a transcript shows stand for those that came.
private struct RecordedNames {
    static var pattern: Regex<Substring> { /\d{8}-\d{6}-\d+/ }

    private var actual: [String: String] = [:]

    /// Names correspond in the order in which they appear.
    mutating func take(shown: String, expected: String) {
        for (name, shown) in zip(expected.matches(of: Self.pattern), shown.matches(of: Self.pattern)) {
            actual[String(name.output)] = String(shown.output)
        }
    }

    func actual(_ command: String) -> String {
        command.replacing(Self.pattern) { actual[String($0.output)] ?? String($0.output) }
    }
}
