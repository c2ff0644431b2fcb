import TestSupport
import Testing

@testable import Shell

@Suite struct CompleterTests {
    private static func complete(_ line: String, variables: [String: String] = [:]) -> CompletionAnswer {
        let context = ShellContext(
            console: Console(output: -1, error: -1, environment: [:]),
            environment: [:],
            settings: Settings(),
            recording: .off
        )
        for (name, value) in variables { context.variables[name] = value }
        return Completer(context).complete(line, line.utf8.count)
    }

    private static func insertions(_ line: String) -> [String] {
        complete(line).candidates.map(\.insertion)
    }

    @Test(arguments: [
        ("im", ["image"]),
        ("  im", ["image"]),
        ("status; im", ["image"]),
        ("status;im", ["image"]),
        ("e", ["echo", "elements", "exit", "expect"]),
        ("x", []),
        ("image a.jpg --ser", ["--series"]),
        ("image --fo", ["--focal-length"]),
        ("image a.jpg --con", ["--connect-timeout"]),
        ("elements --import-mode ", ["clipboard", "new_stage"]),
        ("elements a.gxml --import-mode n", ["new_stage"]),
        ("elements -i c", ["clipboard"]),
        ("image a.jpg --color a", ["always", "auto"]),
        ("image a.jpg --series ", []),
        ("mock st", ["start", "status", "stop"]),
        ("mock start --files ", ["any", "disk"]),
        ("mock start --on-fatal e", ["error", "exit"]),
        ("help im", ["image"]),
        ("set foc", ["focal-length"]),
        ("expect o", ["ok"]),
        ("raw {\"im", []),
        ("sess", ["session"]),
        ("session s", ["script", "show", "stats"]),
        ("session show --on", ["--only"]),
        ("session stats --mat", ["--match"]),
        ("session show --only ", []),
        ("session x y", []),
        ("imgae a", []),
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

    @Test func `what a candidate replaces is the word at the cursor, its quote included`() {
        #expect(Self.complete("image a.jpg --ser").replaced == 12..<17)
        #expect(Self.complete("größe; im").replaced == 9..<11)
        #expect(Self.complete("image '/nowhere/a b").replaced == 6..<19)
        #expect(Self.complete("image ").replaced == 6..<6)
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
            #expect(answer.candidates == [.init(insertion: "\(path)sub/", display: "sub/", isFinal: false)])
            #expect(Self.complete("image \(path)a").candidates.map(\.isFinal) == [true])
        }
    }

    @Test(arguments: [
        "plain.jpg", "two words.jpg", "it's.jpg", "größe ä.jpg", "日本 🙂.jpg", "a$b.jpg", #"q"d.jpg"#,
        "back\\slash.jpg", "#x.jpg", "~x.jpg", "[1]*?.jpg", "semi;colon.jpg", #"it's "$5".jpg"#, "it's \\\"x.jpg",
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
                let statements = try Lexer.statements(in: "image \(insertions[0])")
                #expect(statements.first?.words.dropFirst().map(\.literal) == ["\(folder.path)/\(name)"])
            }
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
