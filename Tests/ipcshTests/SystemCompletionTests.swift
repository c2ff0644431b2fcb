import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The Tab key in the shells of the system, with the scripts that `completions` prints.
@Suite struct SystemCompletionTests {
    private let sandbox: Sandbox
    /// The folders of commands, the program's own first.
    private let path: String

    private static let files = [
        "scan.ipcsh", "scan.jpg", "scan.gxml", "SHOT.JPG", "run.jsonl", "request.json", "my scans/part 1.jpg",
        "folder/x.ipcsh", "folder/y.jsonl", "exact/z.jpg", "it's.jpg", "a:b.jpg", "c=d.jpg", "dollar$x.jpg",
        "näme ü.jpg", "-dash.jpg",
    ]

    /// What is typed before the Tab key, and what the line is then.
    private static let lines = [
        ("ipcsh im", "ipcsh image "),
        ("ipcsh image a --ser", "ipcsh image a --series "),
        ("ipcsh image a --color=al", "ipcsh image a --color=always "),
        ("ipcsh image a --color al", "ipcsh image a --color always "),
        ("ipcsh --to=loc", "ipcsh --to=localhost:7000 "),
        ("ipcsh help im", "ipcsh help image "),
        ("ipcsh set color=al", "ipcsh set color=always "),
        ("ipcsh sc", "ipcsh scan.ipcsh "),
        ("ipcsh --mock sc", "ipcsh --mock scan.ipcsh "),
        ("ipcsh ~/he", "ipcsh ~/hello.ipcsh "),
        ("ipcsh replay ru", "ipcsh replay run.jsonl "),
        ("ipcsh replay fo", "ipcsh replay folder/"),
        ("ipcsh replay folder/", "ipcsh replay folder/y.jsonl "),
        ("ipcsh mock --serve=folder/", "ipcsh mock --serve=folder/y.jsonl "),
        ("ipcsh mock --fault tr", "ipcsh mock --fault truncate:"),
        ("ipcsh mock --explain @re", "ipcsh mock --explain @request.json "),
        // There is a folder of that name.
        ("ipcsh mock --match ex", "ipcsh mock --match exact "),
        ("ipcsh image SH", "ipcsh image SHOT.JPG "),
        ("ipcsh image my\\ sc", "ipcsh image my\\ scans/"),
        ("ipcsh image my\\ scans/", "ipcsh image my\\ scans/part\\ 1.jpg "),
        ("ipcsh image 'my scans/p", "ipcsh image 'my scans/part 1.jpg' "),
        ("ipcsh image \"my scans/p", "ipcsh image \"my scans/part 1.jpg\" "),
        ("ipcsh image c=", "ipcsh image c=d.jpg "),
        ("ipcsh image nä", "ipcsh image näme\\ ü.jpg "),
        ("ipcsh image dol", "ipcsh image dollar\\$x.jpg "),
        ("ipcsh image it", "ipcsh image it\\'s.jpg "),
        ("ipcsh image zzz", "ipcsh image zzz"),
        ("ipcsh imgae x", "ipcsh imgae x"),
        ("ipcsh -c 'image scan", "ipcsh -c 'image scan.jpg' "),
        ("A=1 ipcsh help im", "A=1 ipcsh help image "),
        ("ipcsh last > req", "ipcsh last > request.json "),
        ("./ipcsh help im", "./ipcsh help image "),
        ("~/bin/ipcsh help im", "~/bin/ipcsh help image "),
    ]

    init() throws {
        sandbox = try Sandbox()
        path = "\(sandbox.program.dropLast("/ipcsh".count)):/usr/bin:/bin"
        for file in Self.files { try sandbox.write(file, "") }
        mkdir("\(sandbox.home)/bin", 0o700)
        for link in ["\(sandbox.home)/bin/ipcsh", sandbox.file("ipcsh")] { symlink(sandbox.program, link) }
        try sandbox.write("../home/hello.ipcsh", "")
    }

    /// Types a line and the Tab key at a shell's prompt, `> `.
    ///
    /// - Parameter rest: what is typed behind that, to see where the line goes on.
    private func type(_ line: String, _ expected: String, at terminal: PseudoTerminal) throws {
        try terminal.send(line + "\t@")
        try terminal.expectScreen("the line is '\(expected)'") { $0.hasSuffix("> \(expected)@") }
    }

    private func start(_ shell: String, _ arguments: [String], _ commands: String, path: String) throws
        -> PseudoTerminal
    {
        let script = try sandbox.run(["completions", shell])
        #expect(script.termination == .exit(0))
        try sandbox.write("completions", script.text)
        let environment = sandbox.environment.merging(["TERM": "xterm", "PATH": path]) { $1 }
        let terminal = try PseudoTerminal(columns: 120)
        let program = shell == "bash" ? "/bin/bash" : "/usr/bin/\(shell)"
        try terminal.spawn(program, arguments, environment: environment, directory: sandbox.work)
        try terminal.send("\(commands); PS1='> '; echo rea''dy\r")
        try terminal.expect("ready\r\n")
        try terminal.expect("> ")
        return terminal
    }

    private func startBash(_ commands: String = "", path: String? = nil) throws -> PseudoTerminal {
        let quiet = "bind 'set enable-bracketed-paste off'; . ./completions"
        return try start("bash", ["--norc", "--noprofile", "-i"], quiet + commands, path: path ?? self.path)
    }

    // MARK: bash

    @Test(arguments: Self.lines)
    func `bash completes`(line: String, expected: String) throws {
        try type(line, expected, at: startBash())
    }

    @Test(arguments: [
        // bash parts words there.
        ("ipcsh image a:", "ipcsh image a:b.jpg "),
        ("ipcsh 2> req", "ipcsh 2> request.json "),
        // As bash itself does it.
        ("ipcsh image 'my", "ipcsh image 'my scans'/"),
        ("i sc", "i scan.ipcsh "),
        ("i --color=al", "i --color=always "),
        ("mocked --fault tr", "mocked --fault truncate:"),
    ])
    func `bash completes behind aliases and where it parts words itself`(line: String, expected: String) throws {
        let aliases = "; alias i='ipcsh --mock' mocked='~/bin/ipcsh mock'; complete -F _ipcsh i mocked"
        try type(line, expected, at: startBash(aliases))
    }

    @Test(arguments: ["ipcsh im", "./no/ipcsh im", "~/no/ipcsh im"])
    func `bash shows no error where there is no program`(line: String) throws {
        let terminal = try startBash(path: "/usr/bin:/bin")
        let count = terminal.output.utf8.count
        try type(line, line, at: terminal)
        let shown = terminal.output.utf8.dropFirst(count).filter { $0 >= 0x20 }
        #expect(String(decoding: shown, as: UTF8.self) == line + "@")
    }

    // MARK: zsh

    private static let zsh = ShellOfSystem.ifInstalled("zsh")

    @Test(.enabled(if: Self.zsh), arguments: Self.lines + [("i sc", "i scan.ipcsh ")])
    func `zsh completes`(line: String, expected: String) throws {
        let commands = """
            autoload -U compinit; compinit -u -D; . ./completions; alias i='ipcsh --mock'; unset zle_bracketed_paste; \
            setopt no_beep no_auto_list
            """
        try type(line, expected, at: start("zsh", ["-f", "-i"], commands, path: path))
    }

    // MARK: fish

    private static let fish = ShellOfSystem.ifInstalled("fish")

    @Test(
        .enabled(if: Self.fish),
        arguments: [
            ("ipcsh im", ["image"]),
            ("ipcsh image a --ser", ["--series"]),
            ("ipcsh image a --color=al", ["--color=always"]),
            ("ipcsh image a --color al", ["always"]),
            ("ipcsh help im", ["image"]),
            ("ipcsh sc", ["scan.ipcsh"]),
            ("ipcsh --mock sc", ["scan.ipcsh"]),
            ("ipcsh ~/he", ["~/hello.ipcsh"]),
            ("ipcsh replay fo", ["folder/"]),
            ("ipcsh replay folder/", ["folder/y.jsonl"]),
            ("ipcsh mock --fault tr", ["truncate:"]),
            ("ipcsh image my\\ sc", ["my scans/"]),
            ("ipcsh image 'my scans/p", ["my scans/part 1.jpg"]),
            ("ipcsh image SH", ["SHOT.JPG"]),
            ("ipcsh image a:", ["a:b.jpg"]),
            ("ipcsh image zzz", []),
            ("./ipcsh help im", ["image"]),
            ("~/bin/ipcsh help im", ["image"]),
            ("/no/ipcsh help im", ["image"]),
        ]
    )
    func `fish completes`(line: String, expected: [String]) throws {
        try sandbox.write("completions", sandbox.run(["completions", "fish"]).text)
        let call = "source ./completions; complete -C \"$LINE\""
        let outcome = try Subprocess.run(
            "/usr/bin/fish",
            ["--no-config", "-c", call],
            environment: sandbox.environment.merging(["PATH": path, "LINE": line]) { $1 },
            directory: sandbox.work
        )
        #expect(outcome.lines == expected)
        #expect(outcome.error.isEmpty)
    }

    // MARK: The program

    @Test(
        arguments: [
            ("zsh", "ipcsh image a --color=al", nil, ["al", "always"]),
            ("zsh", "ipcsh 'scan.i", nil, ["scan.i", "scan.ipcsh"]),
            ("zsh", "ipcsh image \"my scans\\", nil, ["my scans\\"]),
            ("fish", "ipcsh image a --color=al", nil, ["--color=always"]),
            ("fish", "ipcsh scan.i", nil, ["scan.ipcsh"]),
            ("fish", #"ipcsh image my\ "#, nil, ["my scans/"]),
            ("bash", "ipcsh image a --color=al", "al", ["always"]),
            ("bash", "ipcsh image a --color=al", "--color=al", ["--color=always"]),
            ("bash", "ipcsh image a:b", "b", ["b.jpg"]),
            ("bash", "ipcsh image 'my sc", "my sc", ["my scans/"]),
            ("bash", "ipcsh image ~/", "~/", ["~/bin/"]),
            ("bash", "ipcsh image '~/", "~/", []),
            ("bash", "ipcsh image -", "-", []),
            ("bash", "ipcsh -c 'status; image my", "status; image my", ["status; image 'my scans/"]),
            ("bash", "ipcsh ./run.sh -- SH", "SH", ["SHOT.JPG"]),
            ("bash", "ipcsh image sc", "other", ["sc", "scan.jpg"]),
            ("bash", "", "", [""]),
        ] as [(String, String, String?, [String])]
    )
    func `the scripts ask the program`(shell: String, line: String, word: String?, expected: [String]) throws {
        let arguments = ["completions", shell, "--line", line] + (word.map { ["--word", $0] } ?? [])
        let lines = try sandbox.run(arguments).text.split(separator: "\n", omittingEmptySubsequences: false)
        let candidates = lines.dropLast().map(String.init)
        if line.isEmpty || line.hasSuffix("-") {
            #expect(candidates.count > 10)
        } else {
            #expect(candidates == expected)
        }
    }

    @Test func `other shells have no script`() throws {
        #expect(
            try sandbox.run(["completions", "tcsh"]).error == "ipcsh: completions: 'tcsh' is not bash, zsh or fish\n"
        )
    }
}

private enum ShellOfSystem {
    static func ifInstalled(_ name: String) -> Bool { access("/usr/bin/\(name)", X_OK) == 0 }
}
