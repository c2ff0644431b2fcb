import Commands
import Operations
import Platform
import ShellLanguage
import TestSupport
import Testing

@testable import Shell

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct CompleterTests {
    private static func complete(_ line: String, variables: [String: String] = [:]) -> CompletionAnswer {
        let context = context()
        for (name, value) in variables { context.state.variables[name] = value }
        return Completer(context).complete(line, line.utf8.count)
    }

    private static func context(_ environment: Environment = [:]) -> ShellContext {
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
        ("mock st", ["start", "status", "stop", "stub", "stubs"]),
        ("mock start --files ", ["any", "disk"]),
        ("mock start --on-fatal e", ["error", "exit"]),
        ("help im", ["image"]),
        ("set foc", ["focal-length"]),
        ("expect o", ["ok"]),
        ("expect ", ["error", "json", "ok", "time", "~"]),
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
        ("session s", ["script", "search", "show", "stats"]),
        ("session show --on", ["--only"]),
        ("session stats --mat", ["--match"]),
        ("session show --only ", []),
        ("session x y", []),
        ("imgae a", []),
        ("repeat 3 im", ["image"]),
        ("repeat 3 image a.jpg --ser", ["--series"]),
        ("watch 2s im", ["image"]),
        ("watch --count 3 2s mock st", ["start", "status", "stop", "stub", "stubs"]),
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
        ("help session s", ["script", "search", "show", "stats"]),
        ("help image ", []),
        ("bench im", ["image"]),
        ("bench --jobs 2 image a.jpg --ser", ["--series"]),
        ("replay x.jsonl --pace ", ["max", "recorded"]),
        ("replay x.jsonl --report j", ["json:", "junit:"]),
        ("unalias ", []),
        ("image a.jpg && im", ["image"]),
        ("image a.jpg &&im", ["image"]),
        ("image a.jpg || el", ["elements"]),
        ("status &&\n  im", ["image"]),
        ("status && image a.jpg --ser", ["--series"]),
        ("repeat 2 status && im", ["image"]),
        ("image a.jpg > out.txt --ser", ["--series"]),
        ("image a.jpg >out.txt --ser", ["--series"]),
        ("image a&&im", []),
        ("image 'a && im", []),
        ("status | im", []),
        ("status |\nim", []),
        ("status | jq . && im", []),
        ("status | jq .; im", ["image"]),
        ("status | jq .\nim", ["image"]),
        ("!im", []),
        ("!ls; im", []),
        ("!ls\nim", ["image"]),
        ("status # im", []),
        ("# it's; im", []),
        ("# it's\nim", ["image"]),
        ("echo a#b; im", ["image"]),
        ("raw {} && im", []),
        ("repeat 3 raw {\"a\": 1}; im", []),
        ("set prompt=", []),
        ("set prompt ", []),
        ("record note a", []),
        ("test --mo", ["--mock"]),
        ("session d", ["diff"]),
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
            // The name is the rest of the line.
            #expect(Self.insertions(line + "a ") == ["\(folder.path)/a b.json"])
            #expect(Self.insertions("raw --force @\(folder.path)/a b") == ["\(folder.path)/a b.json"])
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
            #expect(names("test") == ["f.ipcsh", "i.jsonl", "sub/"])
            #expect(names("record") == ["i.jsonl", "sub/"])
            #expect(names("status && image") == ["a.jpg", "b.JPEG", "c.tiff", "sub/"])
            #expect(names("image > e.txt") == ["a.jpg", "b.JPEG", "c.tiff", "sub/"])
            let all = ["a.jpg", "b.JPEG", "c.tiff", "d.gxml", "e.txt", "f.ipcsh", "i.jsonl", "sub/"]
            for command in [
                "image a.jpg >", "image a.jpg >>", "last | jq .", "!cat", "source f.ipcsh", "for f in", "if exists",
            ] {
                #expect(names(command) == all, "\(command)")
            }
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

    @Test func `what links lead to is offered as what it is`() throws {
        try TemporaryDirectory.with { folder in
            try folder.write("folder/a.jpg", "")
            for (link, target) in [("b", "folder"), ("c.jpg", "folder/a.jpg"), ("d.jpg", "nowhere"), ("e", "nowhere")] {
                symlink(folder.path + "/" + target, folder.path + "/" + link)
            }
            let names = Self.complete("image \(folder.path)/").candidates.map(\.display)
            #expect(names == ["b/", "c.jpg", "folder/"])
        }
    }

    @Test func `a large folder is sorted`() throws {
        try TemporaryDirectory.with { folder in
            for number in (0..<300).reversed() { try folder.write("\(number).jpg", "") }
            let names = Self.complete("image \(folder.path)/").candidates.map(\.display)
            #expect(names == (0..<300).map { "\($0).jpg" }.sorted())
        }
    }

    @Test(arguments: [
        ("last | cat %", "a (1).jpg", "'%a (1).jpg'"),
        ("last | cat %", "a(1).jpg", "'%a(1).jpg'"),
        ("last | cat %", "b{2}.jpg", "'%b{2}.jpg'"),
        ("last | cat %", "b\\c.jpg", "'%b\\c.jpg'"),
        ("last | cat %", "größe-1_2.jpg", "%größe-1_2.jpg"),
        ("!cat %", "a(1).jpg", "'%a(1).jpg'"),
        ("image %", "a(1).jpg", "%a(1).jpg"),
    ])
    func `names are quoted for who reads them`(line: String, name: String, expected: String) throws {
        try TemporaryDirectory.with { folder in
            try folder.write(name, "")
            let line = line.replacing("%", with: folder.path + "/")
            #expect(Self.insertions(line) == [expected.replacing("%", with: folder.path + "/")])
        }
    }

    @Test(arguments: [
        ("lef", ["left"]),
        ("left %", ["a.jpg"]),
        ("left a.jpg --fo", ["--focal-length"]),
        ("status && left %", ["a.jpg"]),
        ("repeat 3 left %", ["a.jpg"]),
        ("again %", ["a.jpg"]),
        ("second %", []),
        ("second x %", ["a.jpg"]),
        ("second x y %", []),
        ("both %", ["a.jpg"]),
        ("both --fo", ["--focal-length"]),
        ("colored al", ["always"]),
        ("colored always %", ["a.jpg"]),
        ("image %", ["a.jpg"]),
        ("send @%", ["a.jpg", "b.gxml"]),
        ("send {} && im", []),
        ("circle %", []),
        ("rounds %", []),
    ])
    func `what stands behind an alias is completed as behind its command`(line: String, expected: [String]) throws {
        try TemporaryDirectory.with { folder in
            for name in ["a.jpg", "b.gxml"] { try folder.write(name, "") }
            let context = Self.context()
            for (name, text) in [
                ("left", "image $* --series Left"), ("again", "repeat 2 left"), ("second", "image $2 --series $1"),
                ("both", "status && image"), ("colored", "image --color $1 $2"), ("image", "image --series x"),
                ("send", "raw --force"), ("circle", "circus"), ("circus", "circle"), ("rounds", "repeat 2 circle"),
            ] {
                let scope = context.state.scope(CommandTable(), checksVariables: false)
                context.state.aliases[name] = try Alias(name, text, in: scope)
            }
            let line = line.replacing("%", with: folder.path + "/")
            #expect(Completer(context).complete(line, line.utf8.count).candidates.map(\.display) == expected)
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
