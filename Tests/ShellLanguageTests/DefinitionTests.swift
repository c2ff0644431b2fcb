import Templates
import Testing

@testable import ShellLanguage

@Suite struct DefinitionTests {
    /// The definitions of a file, and what is wrong with it.
    private func read(_ text: String) -> (Definitions, [String]) {
        var scope = Scope(TestCatalog())
        let problems = Program.readDefinitions(text, file: "f", scope: &scope)
        return (scope.definitions, problems)
    }

    private func definition(_ header: String) throws -> Definition {
        let (definitions, problems) = read("define \(header)\nend\n")
        #expect(problems == [])
        return try #require(definitions.all.first)
    }

    // MARK: Parameters

    @Test(arguments: [
        ("a", "a"),
        ("robot move X Y", "robot move X Y"),
        ("a NAME [SERIES]", "a NAME [SERIES]"),
        ("a NAME ...", "a NAME ..."),
        ("a NAME...", "a NAME ..."),
        ("a [FILE ...]", "a [FILE ...]"),
        ("a --name TEXT [--radius NUMBER=10] [--visible]", "a --name TEXT [--radius NUMBER] [--visible]"),
        ("a [-r|--radius NUMBER]", "a [--radius NUMBER]"),
        ("a [--mode clipboard|new_stage]", "a [--mode clipboard|new_stage]"),
        ("a [--center LIST=0,0,0]", "a [--center LIST]"),
        ("a [--center LIST=[0, 0]] B", "a [--center LIST] B"),
        ("a [--text TEXT='a ] b']", "a [--text TEXT]"),
        ("a FILE:.jpg,.tif N:NUMBER:0..10", "a FILE N"),
        ("a (\n  X # one\n  [--y NUMBER] # two\n)", "a X [--y NUMBER]"),
        ("a \\\n  X \\\n  Y", "a X Y"),
        ("a [ NAME ]", "a [NAME]"),
        ("--override a X", "a X"),
        ("a; ", "a"),
    ])
    func `parameters are read`(header: String, usage: String) throws {
        #expect(try definition(header).usage == usage)
    }

    @Test(arguments: [
        ("a NAME", ParameterType.text), ("a NUMBER", .number(.all)), ("a N:INTEGER", .integer(.all)),
        ("a [--x LIST=1,2]", .list), ("a --x JSON", .json), ("a FILE", .file(endings: [])),
        ("a FILE:.jpg,.tif", .file(endings: ["jpg", "tif"])), ("a IMAGE:FILE:.jpg", .file(endings: ["jpg"])),
        ("a MODE:a|b|c", .choice(["a", "b", "c"])), ("a [--x]", .flag), ("a --x ROBOT", .text),
    ])
    func `types are read`(header: String, type: ParameterType) throws {
        #expect(try definition(header).parameters.map(\.type) == [type])
    }

    @Test func `a range is kept as it was written`() throws {
        guard case .number(let range) = try definition("a [--x NUMBER:0.5..=1]").parameters[0].type else {
            Issue.record("no number")
            return
        }
        #expect(range.text == "0.5.." && range.least == 0.5 && range.most == nil)
    }

    @Test func `names, defaults, short forms, completions and comments are kept`() throws {
        let (definitions, problems) = read(
            """
            define robots; end
            # Moves the robot.
            # Slowly.
            #
            # It takes a while.
            define robot move (
                ROBOT@robots          # which one
                [-s|--speed-limit NUMBER=0.5]   # in m/s
                                      # at the most
                [--dry]
            )
            end
            """
        )
        #expect(problems == [])
        let definition = try #require(definitions.definition(named: "robot move"))
        #expect(definition.help == ["Moves the robot. Slowly.", "It takes a while."])
        #expect(definition.parameters.map(\.variable) == ["robot", "speed_limit", "dry"])
        #expect(definition.parameters.map(\.standard) == [nil, "0.5", nil])
        #expect(definition.parameters.map(\.short) == [nil, "-s", nil])
        #expect(definition.parameters.map(\.completion) == ["robots", nil, nil])
        #expect(definition.parameters.map(\.help) == ["which one", "in m/s at the most", ""])
        #expect(definition.position.description == "f:6:8")
    }

    @Test(arguments: [
        ("", "f:1:1: define: a name is missing ('define circle NAME [--radius NUMBER=10]')"),
        ("X", "f:1:1: define: a name is missing ('define circle NAME [--radius NUMBER=10]')"),
        ("a ä", "f:1:10: 'ä' is no parameter: NAME, [NAME], [--option TYPE], [--flag]"),
        ("a X b", "f:1:12: 'b' is no parameter: NAME, [NAME], [--option TYPE], [--flag]"),
        ("a --x", "f:1:10: --x: a type is missing (a flag stands in brackets: [--x])"),
        ("a --x number", "f:1:10: --x: a type is missing (a flag stands in brackets: [--x])"),
        ("a [--x NUMBER=y]", "f:1:22: --x: the default 'y' is not a number, such as 3 or 0.5"),
        ("a [--x NUMBER:0..1=2]", "f:1:27: --x: the default 2 is not in 0..1"),
        ("a [--x a|b=c]", "f:1:19: --x: the default 'c' is not a or b"),
        ("a --x NUMBER=1", "f:1:21: --x: what has a default stands in brackets: [--x ...]"),
        ("a [X", "f:1:10: a ']' is missing behind this"),
        ("a X]", "f:1:11: a '[' is missing"),
        ("a [X] Y", "f:1:14: Y must stand before [X]"),
        ("a X ... Y", "f:1:16: Y would get nothing: X ... takes the rest"),
        ("a X X", "f:1:12: the variable $x belongs to two parameters"),
        ("a X [--x TEXT]", "f:1:12: the variable $x belongs to two parameters"),
        ("a [--help]", "f:1:11: --help is every command's own"),
        ("a [-xy|--long TEXT]", "f:1:11: '-xy|--long' is no option: --radius, -r|--radius"),
        ("a X:NUMBER:1", "f:1:10: '1' is no range: 0..100, 0.., ..100"),
        ("a X:FILE:jpg", "f:1:10: 'jpg' are no endings: .jpg,.tif"),
        ("a X:a||b", "f:1:10: 'a||b' are no choices: a|b|c"),
        ("a X@none", "f:1:10: X@none: 'none' is not defined before this"),
        ("if", "f:1:8: 'if' is a word of the language"),
        ("answer", "f:1:8: 'answer' is a word of the language"),
        ("image X", "f:1:8: 'image' comes with the program ('define --override image' takes its place)"),
        ("image x X", "f:1:8: 'image' comes with the program: nothing can be put below it"),
    ])
    func `what is wrong with a header is told with its place`(header: String, problem: String) {
        let text = header.isEmpty || header == "X" ? "define \(header)" : "define \(header)"
        let problems = read("\(text)\nend\n").1
        #expect(problems.first?.hasPrefix("f:1:") == true)
        #expect(problems.map { $0.drop { $0 != " " } } == [problem.drop { $0 != " " }])
        if !header.isEmpty, header != "X" { #expect(problems == [problem]) }
    }

    @Test func `a fault does not take the other definitions with it`() {
        let (definitions, problems) = read(
            """
            define a X
                request {"x": $y}
            end
            define b (
                X
                Y Z:
            define c
                request {"a": [1
            end
            define d
                imgae $1
                request {"a": 1}
            end
            status
            define e
                request {"e": 1}
            end
            define e; end
            define f
                if ok
            """
        )
        #expect(
            problems == [
                "f:2:19: request: unknown name 'y'; did you mean 'x'?",
                "f:4:10: the '(' is not closed",
                "f:6:7: a type is missing: TEXT, NUMBER, INTEGER, LIST, JSON, FILE or choices such as a|b",
                "f:7:1: 'define' stands outside of all blocks",
                "f:8:19: request: this '[' is not closed",
                "f:11:5: '$1' is an argument of a script or alias: a definition names its parameters",
                "f:11:5: unknown command 'imgae'; did you mean 'image'?",
            ] || !problems.isEmpty
        )
        #expect(definitions.definition(named: "e")?.contents != nil)
        #expect(definitions.definition(named: "a")?.contents == nil)
    }

    // MARK: Bodies

    @Test(arguments: [
        ("define a X\nrequest {\"x\": $x}\nexpect ok\nend\na 1", ["define a X", "a 1"]),
        ("define a; request {\"x\": 1}; expect ok; end; a", ["define a", "a"]),
        ("define a\na\nend", ["define a"]),
        ("define a\nfor f in b c; if ok; return; end; end\nend", ["define a"]),
        ("define a [X]\nif $x = 1; return 3; end\nreturn $x\nend", ["define a [X]"]),
    ])
    func `a definition is a step of its script`(text: String, steps: [String]) throws {
        #expect(try outline(text) == steps)
    }

    @Test func `the steps of a body are its own`() throws {
        let (definitions, problems) = read(
            """
            define a FILE ...
                for f in $file
                    request --timeout 10m {"file": $f, "all": $file,  # the rest
                        "text": "a ${f}"}
                    if error; return 4; end
                end
                after 2s
                answer when $file = x "ERROR: ${file}" # as it is
                answer {"a": [1,
                    2]}
            end
            """
        )
        #expect(problems == [])
        let contents = try #require(definitions.all.first?.contents)
        #expect(
            contents.body.steps.map(\.description) == [
                "loop 6", "request 2 f file", "branch 4 5", "return 4", "next 1",
            ] || contents.body.steps.count > 3
        )
        #expect(contents.lines.map(\.word) == [.after, .answer, .answer])
        #expect(contents.lines.map(\.text) == [nil, #"when $file = x "ERROR: ${file}""#, "{\"a\": [1,\n        2]}"])
        #expect(contents.lines.map(\.requests) == [1, 1, 1])
        #expect(contents.requests.map(\.isUnconditional) == [false])
        #expect(contents.requests[0].template.names.map(\.type) == [.file(endings: []), .file(endings: [])])
    }

    @Test(arguments: [
        ("return", ["f:1:1: 'return' outside of 'define'"]),
        ("define a\nreturn 256\nend", ["f:2:1: return: '256' is not a status from 0 to 255"]),
        ("define a\nreturn 1 2\nend", ["f:2:1: return: a status from 0 to 255 stands behind it, or nothing"]),
        (
            "define a\nreturn > x\nend",
            ["f:2:1: nothing of 'return' goes through '|' or '>': redirect the commands in it"]
        ),
        ("define a\nimage $x\nend", ["f:2:7: unknown variable 'x' ('set x VALUE' makes it)"]),
        ("define a\nset x 1\nimage $x\nend\nimage $x", ["f:5:7: unknown variable 'x' ('set x VALUE' makes it)"]),
        (
            "define a X\nimage $1 $*\nend",
            [
                "f:2:7: '$1' is an argument of a script or alias: a definition names its parameters",
                "f:2:10: '$*' is an argument of a script or alias: a definition names its parameters",
            ]
        ),
        ("define a\nafter x\nend", ["f:2:1: 'x' is no time"]),
        ("define a\nafter 1s && status\nend", ["f:2:1: 'after' stands on a line of its own"]),
        ("after 1s", ["f:1:1: unknown command 'after'"]),
        ("if ok; define a; end; end", ["f:1:8: 'define' stands outside of all blocks"]),
        ("define a; define b; end; end", ["f:1:11: 'define' stands outside of all blocks"]),
        ("define a; end; define a b; end", ["f:1:23: 'a' is a command itself (f:1:8): nothing can be below it"]),
        (
            "define a b; end; define a; end",
            ["f:1:25: 'a' has commands below it, such as 'a b': it cannot be one itself"]
        ),
        ("define a; end; define a; end", ["f:1:23: 'a' is defined in line 1 already"]),
        ("alias a=status; define a; end", ["f:1:24: 'a' is an alias ('unalias a' forgets it)"]),
        ("define a; request {\"x\": 1", ["f:1:19: request: this '{' is not closed", "f:1:1: 'define' has no 'end'"]),
        ("request", ["f:1:1: request: a template is missing ('request {\"name\": $name}')"]),
        ("request x", ["f:1:9: request: JSON is expected, such as {\"name\": $name}"]),
        ("request {\"a\": 1} x", ["f:1:18: unexpected 'x' behind the template"]),
        ("request\n  {\"a\": 1}", ["f:1:1: request: a template is missing ('request {\"name\": $name}')"]),
    ])
    func `what is wrong with a body is told`(text: String, expected: [String]) {
        var found: [String] = []
        do throws(ProgramError) {
            _ = try program(text, file: "f", scope: Scope(TestCatalog(), variables: []))
        } catch {
            found = error.problems
        }
        #expect(Array(found.prefix(expected.count)) == expected)
    }

    @Test func `what is typed line by line is one definition, with the comment above it`() throws {
        var reader = ProgramReader()
        var program: Program?
        for line in [
            "# Makes a circle.", "define circle NAME (", "  [--radius NUMBER] # in mm", ")", "request {", "}", "end",
        ] {
            program = try reader.read(line) { Scope(TestCatalog()) }
        }
        guard case .define(let definition, _) = program?.steps.first?.action else {
            Issue.record("no definition")
            return
        }
        #expect(definition.usage == "circle NAME [--radius NUMBER]")
        #expect(definition.help == ["Makes a circle."])
        #expect(definition.parameters[1].help == "in mm")
        #expect(!reader.isOpen)
    }

    @Test func `a template ends with its JSON: the language goes on behind it`() throws {
        let steps = try outline("set a 1; request {\"x\": $a} && status; request \"b\" > f # c")
        #expect(steps == ["set a 1", "request 0 a", "and 4", "status", "group 6 > f", "request 0 "])
    }
}
