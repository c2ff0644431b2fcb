import Testing

@testable import ShellLanguage

@Suite struct BlockTests {
    @Test(arguments: [
        ("if ok", ["s.ipcsh:1:1: 'if' has no 'end'"]),
        ("status\n  for f in a\nrepeat 2\nend", ["s.ipcsh:2:3: 'for' has no 'end'"]),
        ("end", ["s.ipcsh:1:1: 'end' without 'if', 'for' or 'repeat'"]),
        ("else", ["s.ipcsh:1:1: 'else' without 'if'"]),
        ("for f in a; else; end", ["s.ipcsh:1:13: 'else' without 'if'"]),
        ("if ok; else; else; end", ["s.ipcsh:1:14: another 'else' of the 'if' in line 1"]),
        ("if ok; else x; end", ["s.ipcsh:1:8: behind 'else' stands nothing, or 'if' and a condition"]),
        ("if ok; end x; end", ["s.ipcsh:1:8: 'end' stands alone"]),
        ("break", ["s.ipcsh:1:1: 'break' outside of 'for' and 'repeat'"]),
        ("if ok; continue; end", ["s.ipcsh:1:8: 'continue' outside of 'for' and 'repeat'"]),
        ("for f; end", ["s.ipcsh:1:1: for: a name, 'in' and words are expected ('for f in scans/*.jpg')"]),
        ("for f in; end", ["s.ipcsh:1:1: for: a name, 'in' and words are expected ('for f in scans/*.jpg')"]),
        ("for 1 in a; end", ["s.ipcsh:1:1: for: a name, 'in' and words are expected ('for f in scans/*.jpg')"]),
        ("repeat", ["s.ipcsh:1:1: repeat: a number is missing ('repeat 3 image a.jpg')"]),
        ("repeat -1 status", ["s.ipcsh:1:1: repeat: '-1' is not a number of times"]),
        (
            "repeat 99999999999999999999 status",
            ["s.ipcsh:1:1: repeat: '99999999999999999999' is not a number of times"]
        ),
        ("repeat 2 if ok", ["s.ipcsh:1:10: 'if' begins a line of its own"]),
        ("repeat 2 repeat 3", ["s.ipcsh:1:10: repeat: a command is missing"]),
        ("repeat 2 imgae", ["s.ipcsh:1:10: unknown command 'imgae'; did you mean 'image'?"]),
        ("watch 2s", ["s.ipcsh:1:1: watch: a command is missing ('watch 2s status')"]),
        ("watch --count 0 2s status", ["s.ipcsh:1:1: watch: --count 0 would run nothing (1 or more, or no --count)"]),
        ("watch -n", ["s.ipcsh:1:1: watch: the number behind -n is missing"]),
        ("watch x status", ["s.ipcsh:1:1: watch: 'x' is not a time: 5s, 250ms"]),
        ("watch --count x 2s status", ["s.ipcsh:1:1: watch: 'x' is not a number of times"]),
        (
            "watch --cuont 3 2s status",
            ["s.ipcsh:1:1: watch: '--cuont' is no option of it (--count N)"]
        ),
        ("if; end", ["s.ipcsh:1:1: if: a condition is missing: \(Condition.forms)"]),
        ("if not; end", ["s.ipcsh:1:1: if: 'not' is no condition: \(Condition.forms)"]),
        ("if time < x; end", ["s.ipcsh:1:1: if: 'x' is not a time (500ms, 2s)"]),
        ("if ok ok; end", ["s.ipcsh:1:1: if: 'ok ok' is no condition: \(Condition.forms)"]),
        (
            "!!\n!12",
            [
                "s.ipcsh:1:1: '!!' stands for a line typed before: it is for interactive shells",
                "s.ipcsh:2:1: '!12' stands for a line typed before: it is for interactive shells",
            ]
        ),
    ])
    func `what is wrong with blocks is told where it is`(text: String, expected: [String]) {
        #expect(problems(text) == expected)
    }

    @Test(arguments: [
        "if ok; image a; else if error; image b; else; image c; end",
        "if not ~ a b; end",
        "if not = not; end",
        "if a = b; end; if exists /tmp; end; if failed; end; if not not ok; end",
        "for f in a 'b c' $last; repeat 2; if ok; break; else; continue; end; end; end",
        "repeat 2 repeat 3 watch --count 4 1s raw {\"a\":\n1}",
        "watch -n 3 1s !ls; status",
        "repeat 3 !echo a; echo b",
        "for end in a; end",
        "if --help; for -h",
    ])
    func `whole blocks are taken`(text: String) {
        #expect(problems(text) == [])
    }

    @Test func `every jump leads to a step or the end`() throws {
        let text = "for f in a\nif ok; break; else if error; continue; else; repeat 2 status; end\nend\nif ok; end"
        let steps = try program(text).steps
        for (index, step) in steps.enumerated() {
            switch step.action {
            case .command, .and, .or, .group, .define, .return: break
            case .branch(_, let otherwise, let end):
                #expect(index < otherwise && otherwise <= end && end <= steps.count)
            case .jump(let target), .leave(let target): #expect(index < target && target <= steps.count)
            case .loop(_, let end):
                guard case .next(let body) = steps[end - 1].action else {
                    Issue.record("no 'next' before \(end)")
                    return
                }
                #expect(body == index + 1)
            case .next(let body): #expect(body <= index)
            }
        }
        #expect(steps.count == 12)
    }

    @Test func `blocks nest a hundred deep, not deeper`() {
        func nested(_ depth: Int) -> String {
            String(repeating: "repeat 1\n", count: depth) + "status\n" + String(repeating: "end\n", count: depth)
        }
        #expect(problems(nested(100)) == [])
        #expect(problems(nested(101)) == ["s.ipcsh:101:1: blocks nest more than 100 deep"])
        #expect(problems(nested(100_000)).count == 1)
        let opened = String(repeating: "if ok\n", count: 100)
        #expect(problems(opened + "else\n" + String(repeating: "end\n", count: 100)) == [])
        let line = String(repeating: "repeat 1 ", count: 50_000)
        #expect(problems(line + "status").map { $0.hasSuffix("blocks nest more than 100 deep") } == [true])
    }
}
