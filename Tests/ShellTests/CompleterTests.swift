import Commands
import Operations
import ShellLanguage
import TestSupport
import Testing

@testable import Shell

@Suite struct CompleterTests {
    private static func complete(_ line: String, variables: [String: String] = [:]) -> CompletionAnswer {
        let context = context()
        for (name, value) in variables { context.state.variables[name] = value }
        return Completer(context).complete(line, line.utf8.count)
    }

    private static func context(_ environment: [String: String] = [:]) -> ShellContext {
        ShellContext(
            console: Console(output: -1, error: -1, environment: environment),
            settings: Settings(),
            recording: .off
        )
    }

    private static func insertions(_ line: String) -> [String] {
        complete(line).candidates.map(\.insertion)
    }

    @Test(arguments: [
        ("im", ["image"]),
        ("  im", ["image"]),
        ("status; im", ["image"]),
        ("status;im", ["image"]),
        ("e", ["echo", "edit", "elements", "exit", "expect"]),
        ("x", []),
        ("image a.jpg --ser", ["--series"]),
        ("image --fo", ["--focal-length"]),
        ("image a.jpg --con", ["--connect-timeout"]),
        ("elements --import-mode ", ["clipboard", "new_stage"]),
        ("elements a.gxml --import-mode n", ["new_stage"]),
        ("elements -i c", ["clipboard"]),
        ("image a.jpg --color a", ["always", "auto"]),
        ("image a.jpg --color=a", ["always", "auto"]),
        ("image a.jpg --color=\"a", ["\"always\"", "\"auto\""]),
        ("image --to=", ["localhost:7000"]),
        ("image --json=", []),
        ("image --unknown=a", []),
        ("image -- --color=a", []),
        ("elements a.gxml --import-mode=n", ["new_stage"]),
        ("image a.jpg --series ", []),
        ("mock st", ["start", "status", "stop"]),
        ("mock start --files ", ["any", "disk"]),
        ("mock start --on-fatal e", ["error", "exit"]),
        ("help im", ["image"]),
        ("set foc", ["focal-length"]),
        ("expect o", ["ok"]),
        ("expect ", ["error", "ok", "time", "~"]),
        ("expect time ", ["<"]),
        ("set keep-alive o", ["off", "on"]),
        ("set color ", ["always", "auto", "never"]),
        ("set import-mode c", ["clipboard"]),
        ("unset tim", ["timeout"]),
        ("connect ", ["localhost:7000"]),
        ("image a.jpg --to l", ["localhost:7000"]),
        ("image --json a.jpg --js", []),
        ("image --map a=b --ma", ["--map"]),
        ("image -- --js", []),
        ("help prot", ["protocol"]),
        ("completions ", ["bash", "fish", "zsh"]),
        ("replay x.jsonl --stop-on m", ["mismatch"]),
        ("record o", ["off", "on"]),
        ("record note ", []),
        ("last --p", ["--pretty"]),
        ("raw {\"a\": 1}; im", []),
        ("raw --fo", ["--force"]),
        ("echo one \\\n  two; im", ["image"]),
        ("status\nim", ["image"]),
        ("raw {\"im", []),
        ("sess", ["session"]),
        ("session s", ["script", "show", "stats"]),
        ("session show --on", ["--only"]),
        ("session stats --mat", ["--match"]),
        ("session show --only ", []),
        ("session x y", []),
        ("imgae a", []),
        ("repeat 3 im", ["image"]),
        ("repeat 3 image a.jpg --ser", ["--series"]),
        ("watch 2s im", ["image"]),
        ("watch --count 3 2s mock st", ["start", "status", "stop"]),
        ("watch --cou", ["--count"]),
        ("if ex", ["exists"]),
        ("if not er", ["error"]),
        ("if time ", ["<"]),
        ("else i", ["if"]),
        ("for f i", ["in"]),
        ("timing o", ["off", "on"]),
        ("set color=al", ["always"]),
        ("set keep-alive=", ["off", "on"]),
        ("mock start --fault res", ["reset"]),
        ("mock start --latency rec", ["recorded"]),
        ("help session s", ["script", "show", "stats"]),
        ("help image ", []),
        ("bench im", ["image"]),
        ("bench --jobs 2 image a.jpg --ser", ["--series"]),
        ("replay x.jsonl --pace ", ["max", "recorded"]),
        ("replay x.jsonl --report j", ["json:", "junit:"]),
        ("unalias ", []),
    ])
    func `commands, options and values`(line: String, expected: [String]) {
        #expect(Self.insertions(line) == expected)
    }

    @Test func `an empty line offers all commands`() {
        #expect(Self.insertions("") == CommandTable.names.sorted())
        #expect(Self.insertions("status; ") == CommandTable.names.sorted())
    }

    @Test func `variables are offered where they are set`() {
        #expect(Self.complete("set poi", variables: ["points": "x"]).candidates.map(\.insertion) == ["points"])
    }

    @Test(arguments: [
        ("echo $", ["last", "points", "poses"], 6),
        ("echo $po", ["points", "poses"], 6),
        ("echo ${poi", ["points}"], 7),
        ("echo \"a $poi", ["points"], 9),
        ("image C:/$poi", ["points"], 10),
        ("echo '$po", [], 5),
        ("echo \"\\$po", [], 5),
    ])
    func `variables are completed behind a dollar sign`(line: String, expected: [String], start: Int) {
        let answer = Self.complete(line, variables: ["points": "x", "poses": "y"])
        #expect(answer.candidates.map(\.insertion) == expected)
        #expect(answer.replaced == start..<line.utf8.count)
        #expect(answer.candidates.allSatisfy { !$0.isFinal })
    }

    @Test func `in a command of several lines, the last one is completed`() {
        let context = Self.context()
        context.pendingText = "image a.jpg \\"
        let completer = Completer(context)
        #expect(completer.complete("--seri", 6).candidates.map(\.insertion) == ["--series"])
        #expect(completer.complete("--seri", 6).replaced == 0..<6)
        context.pendingText = "raw {\"a\":"
        #expect(completer.complete("im", 2).candidates.isEmpty)
        context.pendingText = "echo 'open"
        #expect(completer.complete("im", 2).candidates.isEmpty)
    }

    @Test func `a tilde stands for the home`() throws {
        try TemporaryDirectory.with { folder in
            try folder.write("my scans/a.jpg", "")
            try folder.write("b.jsonl", "")
            func insertions(_ line: String) -> [String] {
                Completer(Self.context(["HOME": folder.path])).complete(line, line.utf8.count).candidates.map(
                    \.insertion
                )
            }
            #expect(insertions("image ~") == ["~/"])
            #expect(insertions("image ~/m") == ["~/'my scans/"])
            #expect(insertions("image ~/'my scans/") == ["~/'my scans/a.jpg'"])
            #expect(insertions("image '~/") == [])
            // Only patterns stand for local files, and 'replay' takes none.
            #expect(insertions("replay ~/b") == ["\(folder.path)/b.jsonl"])
        }
    }

    @Test func `a request's file follows an @`() throws {
        try TemporaryDirectory.with { folder in
            try folder.write("a b.json", "")
            let line = "raw @\(folder.path)/"
            #expect(Self.complete(line).candidates.map(\.insertion) == ["\(folder.path)/a b.json"])
            #expect(Self.complete(line).replaced == 5..<line.utf8.count)
        }
    }

    @Test func `what a candidate replaces is the word at the cursor, its quote included`() {
        #expect(Self.complete("image a.jpg --ser").replaced == 12..<17)
        #expect(Self.complete("größe; im").replaced == 9..<11)
        #expect(Self.complete("image '/nowhere/a b").replaced == 6..<19)
        #expect(Self.complete("image ").replaced == 6..<6)
        #expect(Self.complete("image a.jpg --color=a").replaced == 20..<21)
        #expect(Self.complete("image a.jpg --color='a").replaced == 20..<22)
    }

    @Test func `a command's usage stands for what cannot be completed`() {
        #expect(Self.complete("image /nowhere/").usage?.hasPrefix("image FILE ...") == true)
        #expect(Self.complete("sleep ").usage == "sleep TIME")
    }

    @Test func `files of the command's kind, and folders`() throws {
        try TemporaryDirectory.with { folder in
            for name in ["a.jpg", "b.JPEG", "c.tiff", "d.gxml", "e.txt", "f.ipcsh", ".g.jpg", "sub/h.jpg", "i.jsonl"] {
                try folder.write(name, "")
            }
            let path = folder.path + "/"
            func names(_ command: String) -> [String] {
                Self.insertions("\(command) \(path)").map { String($0.dropFirst(path.count)) }
            }
            #expect(names("image") == ["a.jpg", "b.JPEG", "c.tiff", "sub/"])
            #expect(names("elements") == ["d.gxml", "sub/"])
            #expect(names("source") == ["f.ipcsh", "sub/"])
            #expect(names("replay") == ["i.jsonl", "sub/"])
            #expect(names("session show") == ["i.jsonl", "sub/"])
            #expect(names("session diff a.jsonl") == ["i.jsonl", "sub/"])
            #expect(names("session list") == ["sub/"])
            #expect(Self.insertions("image \(path).g") == ["\(path).g.jpg"])
            let answer = Self.complete("image \(path)s")
            #expect(
                answer.candidates == [
                    .init(insertion: "\(path)sub/", display: "sub/", isFinal: false, plain: "\(path)sub/")
                ]
            )
            #expect(Self.complete("image \(path)a").candidates.map(\.isFinal) == [true])
        }
    }

    @Test(arguments: [
        "plain.jpg", "two words.jpg", "it's.jpg", "größe ä.jpg", "日本 🙂.jpg", "a$b.jpg", #"q"d.jpg"#,
        "back\\slash.jpg", "#x.jpg", "~x.jpg", "[1]*?.jpg", "semi;colon.jpg", #"it's "$5".jpg"#, "it's \\\"x.jpg",
        "two\nlines.jpg", "tab\t\u{1B}[2J.jpg", "שלום.jpg", "a\u{301}.jpg",
    ])
    func `a completed file reads back as the file`(name: String) throws {
        try TemporaryDirectory.with { folder in
            try folder.write(name, "")
            for opening in ["", "'", "\""] {
                // A quote in the name would end the one that is open.
                let beginning = opening + folder.path + "/" + (opening.isEmpty ? "" : String(name.prefix(1)))
                if opening == "'" && name.hasPrefix("'") { continue }
                let insertions = Self.insertions("image " + beginning)
                try #require(insertions.count == 1, "\(beginning)")
                let statements = try Lexer.statements(
                    in: "image \(insertions[0])",
                    rawTextNames: CommandTable.rawTextNames
                )
                #expect(statements.first?.words.dropFirst().map(\.literal) == ["\(folder.path)/\(name)"])
            }
        }
    }

    @Test(arguments: ["a\\", "a b\\", "it's\\", "it's \"x\"\\"])
    func `a name may end in a backslash`(name: String) throws {
        for quote in [TypedWords.Quote.none, .single, .double] {
            let word = FileCandidates.quoted(name, quote, isOpen: false)
            let statements = try Lexer.statements(in: "image \(word) b", rawTextNames: CommandTable.rawTextNames)
            #expect(statements.first?.words.dropFirst().map(\.literal) == [name, "b"], "\(word)")
        }
    }

    @Test func `a folder with a space keeps its quote open`() throws {
        try TemporaryDirectory.with { folder in
            try folder.write("my scans/part 1.jpg", "")
            let first = Self.insertions("image \(folder.path)/m")
            #expect(first == ["'\(folder.path)/my scans/"])
            #expect(Self.insertions("image \(first.first ?? "")") == ["'\(folder.path)/my scans/part 1.jpg'"])
            #expect(Self.insertions("image \"\(folder.path)/my") == ["\"\(folder.path)/my scans/"])
            #expect(Self.insertions("image \(folder.path)/my\\ s") == ["'\(folder.path)/my scans/"])
        }
    }
}
