import Testing

@testable import ShellLanguage

@Suite struct OperatorTests {
    @Test(arguments: [
        ("echo a && echo b", ["echo a", "and 3", "echo b"]),
        ("echo a || echo b", ["echo a", "or 3", "echo b"]),
        ("echo a && echo b || echo c; echo d", ["echo a", "and 3", "echo b", "or 5", "echo c", "echo d"]),
        ("echo a &&\n\n # b\n  echo c", ["echo a", "and 3", "echo c"]),
        ("echo a &&echo b ||echo c", ["echo a", "and 3", "echo b", "or 5", "echo c"]),
        ("echo a | cat", ["group 2 | cat", "echo a"]),
        ("echo a |cat; echo b", ["group 2 | cat", "echo a", "echo b"]),
        (
            "echo a | grep ';' \"x;\\\"\" a\\;b && (c; d) # e; f\necho g",
            [
                "group 2 | grep ';' \"x;\\\"\" a\\;b && (c; d)", "echo a", "echo g",
            ]
        ),
        ("echo a > b", ["group 2 > b", "echo a"]),
        ("echo a >> 'b c' d", ["group 2 >> b c", "echo a d"]),
        ("echo a >b && echo c >>d", ["group 2 > b", "echo a", "and 5", "group 5 >> d", "echo c"]),
        ("echo a || echo b | cat", ["echo a", "or 4", "group 4 | cat", "echo b"]),
        ("repeat 2 echo a > b", ["group 4 > b", "loop 4", "echo a", "next 2"]),
        ("repeat 2 echo a | wc -l", ["group 4 | wc -l", "loop 4", "echo a", "next 2"]),
        ("repeat 2 echo a || echo b", ["group 4", "loop 4", "echo a", "next 2", "or 6", "echo b"]),
        (
            "repeat 2 watch 1s echo a && echo b",
            [
                "group 6", "loop 6", "loop 5", "echo a", "next 3", "next 2", "and 8", "echo b",
            ]
        ),
        ("repeat 2; echo a || break; end", ["loop 5", "echo a", "or 4", "leave 5", "next 1"]),
        ("repeat 2; echo a && continue; echo b; end", ["loop 6", "echo a", "and 4", "jump 5", "echo b", "next 1"]),
        ("echo a && raw {\n}", ["echo a", "and 3", "raw {\n}"]),
        ("echo a && !ls | cat > x; y", ["echo a", "and 3", "! ls | cat > x; y"]),
        ("raw {} | cat && x > y", ["raw {} | cat && x > y"]),
        ("raw a & b `c` $(d) \u{201C}e\u{A0}\u{2014}", ["raw a & b `c` $(d) \u{201C}e\u{A0}\u{2014}"]),
        ("echo '&&' \"|\" '>' \\\"&\\\"", ["echo && | > \"&\""]),
        ("image e|f.jpg a&b.jpg c>d.jpg g<h", ["image e|f.jpg a&b.jpg c>d.jpg g<h"]),
        ("echo a -> b => c", ["echo a -> b => c"]),
        ("expect time < 500ms; if time < 5s; end", ["expect time < 500ms", "branch 2 2"]),
        ("repeat 2 expect time < 5s", ["loop 3", "expect time < 5s", "next 1"]),
        ("expect json /a > 3; expect json /a >= 3", ["expect json /a > 3", "expect json /a >= 3"]),
        ("expect json /a < 3; expect json /a <= 3", ["expect json /a < 3", "expect json /a <= 3"]),
        ("expect json $p > 3 > out", ["group 2 > out", "expect (4)"]),
        ("if not json /a > 3; end", ["branch 1 1"]), ("echo json /a > f", ["group 2 > f", "echo json /a"]),
        ("expect json /a >f", ["group 2 > f", "expect json /a"]),
    ])
    func `commands are joined and redirected as people know it`(text: String, expected: [String]) throws {
        #expect(try outline(text) == expected)
    }

    @Test(arguments: [
        ("alias ok='image $* && echo fine'; ok a.jpg", ["image a.jpg", "and 4", "echo fine"]),
        ("alias ok='echo x && image'; ok a.jpg || quit", ["echo x", "and 4", "image a.jpg", "or 6", "quit"]),
        ("alias p='echo $1 | cat'; p x > f", ["group 4 > f", "group 4 | cat", "echo x"]),
        ("alias log='echo $1 >> $2'; log a b", ["group 3 >> b", "echo a"]),
        ("alias both='echo a && echo b'; repeat 2 both", ["loop 6", "echo a", "and 5", "echo b", "next 2"]),
        ("alias r='echo a && raw'; r {} | cat", ["echo a", "and 4", "raw {} | cat"]),
    ])
    func `aliases may hold them`(text: String, expected: [String]) throws {
        #expect(try outline(text).dropFirst() == expected[...])
    }

    @Test(arguments: [
        ("&& echo a", ["1:1: a command is missing before '&&'"]),
        ("| cat", ["1:1: a command is missing before '|'"]),
        ("> f", ["1:1: a command is missing before '>'"]),
        ("echo a && ; echo b", ["1:8: a command is missing behind '&&'"]),
        ("echo a && || echo b", ["1:11: a command is missing before '||'"]),
        ("echo a ||", ["1:8: a command is missing behind '||'"]),
        ("echo a |", ["1:8: a command is missing behind '|'"]),
        ("echo a | ; echo b", ["1:8: a command is missing behind '|'"]),
        ("echo a | 'x", ["1:10: a ' is missing"]),
        ("echo a >; echo b", ["1:8: a file is missing behind '>'"]),
        ("echo a > b > c", ["1:12: what a command prints goes to one place only: one '>' or '|'"]),
        ("echo a > b | c", ["1:12: what a command prints goes to one place only: one '>' or '|'"]),
        ("if ok && echo a; end", ["1:1: 'if' is not joined by '&&' or '||': it stands on a line of its own"]),
        ("repeat 2; end && echo a", ["1:11: 'end' is not joined by '&&' or '||': it stands on a line of its own"]),
        ("for f in a b | cat; end", ["1:1: nothing of 'for' goes through '|' or '>': redirect the commands in it"]),
        ("repeat 2 > f; end", ["1:1: nothing of 'repeat' goes through '|' or '>': redirect the commands in it"]),
        ("repeat 2; break > f; end", ["1:11: nothing of 'break' goes through '|' or '>': redirect the commands in it"]),
        ("repeat 2; break; end > f", ["1:18: nothing of 'end' goes through '|' or '>': redirect the commands in it"]),
        ("repeat 2 break || echo a", ["1:10: 'break' begins a line of its own"]),
        ("echo a > $f", ["1:10: unknown variable 'f' ('set f VALUE' makes it)"]),
    ])
    func `what cannot be joined is told`(text: String, expected: [String]) {
        #expect(problems(text).map { $0.replacing("s.ipcsh:", with: "") } == expected)
    }
}
