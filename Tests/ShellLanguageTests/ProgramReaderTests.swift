import Testing

@testable import ShellLanguage

@Suite struct ProgramReaderTests {
    /// What comes of each line: the steps of a program, a dot for a line that wants more, or what is wrong.
    private static func read(_ lines: [String], ends: Bool = false) -> [String] {
        var reader = ProgramReader()
        var result: [String] = []
        func take(_ read: () throws(ProgramError) -> Program?) {
            do throws(ProgramError) {
                guard let program = try read() else {
                    result.append(".")
                    return
                }
                result.append(program.steps.map(\.description).joined(separator: "; "))
            } catch {
                result.append(error.problems.joined(separator: "; "))
            }
        }
        for line in lines {
            take { () throws(ProgramError) in try reader.read(line) { Scope(TestCatalog()) } }
        }
        if ends { take { () throws(ProgramError) in try reader.end() } }
        return result
    }

    @Test(arguments: [
        (["echo a", "echo b; echo c"], ["echo a", "echo b; echo c"]),
        (["", "# comment", "\\", "echo a"], ["", "", "", "echo a"]),
        (["echo a \\", "b"], [".", "echo a b"]),
        (["echo a\\", "", "echo b"], [".", "echo a", "echo b"]),
        (["echo 'a", "", "b' c"], [".", ".", "echo a\n\nb c"]),
        (["echo \"a\r", "b\"\r"], [".", "echo a\nb"]),
        (["raw {", "\"a\": [", "1]}", "raw {}"], [".", ".", "raw {\n\"a\": [\n1]}", "raw {}"]),
        (["raw \\", "{}"], [".", "raw {}"]),
        (["echo a &&", "", "# why", "echo b"], [".", ".", ".", "echo a; and 3; echo b"]),
        (["echo a |", "cat"], [".", "group 2 | cat; echo a"]),
        (["echo a | tr 'x", "y' z"], [".", "group 2 | tr 'x\ny' z; echo a"]),
        (["echo a | cat \\", "-n"], [".", "group 2 | cat \\\n-n; echo a"]),
        (["repeat 2", "echo a", "end"], [".", ".", "loop 3; echo a; next 1"]),
        (
            ["if ok", "repeat 2", "end", "else", "end", "echo x"],
            [".", ".", ".", ".", "branch 4 4; loop 3; next 2; jump 4", "echo x"]
        ),
        (["repeat 2 raw {", "}"], [".", "loop 3; raw {\n}; next 1"]),
        (["repeat 1\necho a\nend\necho b"], ["loop 3; echo a; next 1; echo b"]),
        (["alias a=echo", "a x"], ["alias a=echo", "ipcsh: unknown command 'a'"]),
    ])
    func `a program is there with its last line`(lines: [String], expected: [String]) {
        #expect(Self.read(lines) == expected)
    }

    @Test(arguments: [
        (["echo a \\"], [".", "echo a"]),
        (["echo 'a"], [".", "ipcsh: a ' is missing"]),
        (["raw {"], [".", "ipcsh: the JSON is not closed"]),
        (["echo a &&"], [".", "ipcsh: a command is missing behind '&&'"]),
        (["echo a |"], [".", "ipcsh: a command is missing behind '|'"]),
        (["if ok", "echo a"], [".", ".", "ipcsh: 'if' has no 'end'"]),
        (["echo a"], ["echo a", "."]),
    ])
    func `at the end what is open is told`(lines: [String], expected: [String]) {
        #expect(Self.read(lines, ends: true) == expected)
    }

    @Test func `a block with a mistake is read to its end, and does not run`() {
        let lines = ["repeat 2", "imgae", "echo a", "imgae", "end", "echo b"]
        let circle = ["alias a='repeat 2 a'; repeat 2; a", "echo a", "end", "echo b"]
        #expect(Self.read(circle) == ["ipcsh: alias 'a' runs itself: a -> a", ".", ".", "echo b"])
        let deep = Array(repeating: "repeat 1", count: 101) + ["echo a"] + Array(repeating: "end", count: 101)
        #expect(
            Self.read(deep + ["echo b"]).filter { $0 != "." } == ["ipcsh: blocks nest more than 100 deep", "echo b"]
        )
        #expect(
            Self.read(lines) == [
                ".", "ipcsh: unknown command 'imgae'; did you mean 'image'?", ".",
                "ipcsh: unknown command 'imgae'; did you mean 'image'?", ".", "echo b",
            ]
        )
    }

    @Test func `each line is read once`() throws {
        // What is read again and again would take hours.
        let (count, long) = (20_000, String(repeating: "x", count: 1 << 20))
        var reader = ProgramReader()
        func read(_ line: String) throws -> Program? { try reader.read(line) { Scope(TestCatalog()) } }
        #expect(try read("repeat 1") == nil)
        for _ in 0..<count { #expect(try read("echo a") == nil) }
        #expect(try #require(try read("end")).steps.count == count + 2)
        for opening in ["echo '", "raw [\"", "echo \\"] {
            #expect(try read(opening) == nil)
            let line = opening.last == "\\" ? "a \\" : "1"
            for _ in 0..<count { #expect(try read(line) == nil) }
            #expect(try read(opening == "raw [\"" ? "\"]" : "'") != nil || opening.last == "\\")
            reader.reset()
        }
        #expect(try read("echo '" + long) == nil)
        for _ in 0..<16 { #expect(try read(long) == nil) }
        #expect(try read("'") != nil)
    }
}
