import CommandSpec
import Texts

/// The words that steer other commands. What they do, the language knows; declared here are their help and what may
/// stand behind them.
enum KeywordHelp {
    static let commands = [`if`, `else`, `for`, `repeat`, watch, `break`, `continue`, define, `return`, end]

    private static let condition = Argument("condition", .rest, "A condition.")

    private static let `if` = Command(
        keyword: "if",
        specification: CommandSpecification(
            "if",
            "Run the commands up to 'else' or 'end' if a condition holds.",
            usage: "if CONDITION; ... [else if CONDITION; ...] [else; ...] end",
            discussion: """
                Conditions: ok, error, ~ REGEX, json /status = VALUE and time < TIME judge the last exchange as 'expect' \
                does; failed: the \
                last command failed, whatever it was; exists FILE: there is such a file or folder here; A = B, A != B: \
                two texts are the same, or are not. 'not' before a condition turns it round.

                Right behind a command, all but time, exists, = and != judge an error that the server answered: the \
                script goes on. 'if failed' right behind a command goes on after any failure of it.
                """,
            examples: ["if error; echo the server says: ${last}; end"],
            arguments: [condition],
            completes: conditionWords
        )
    )

    private static let `else` = Command(
        keyword: "else",
        specification: CommandSpecification(
            "else",
            "Run the commands up to 'end' if no condition before it held.",
            usage: "else [if CONDITION]",
            examples: [
                "if ok; echo imported; else if ~ 'could not be read'; echo no such file; else; fail ${last}; end"
            ],
            arguments: [condition],
            completes: { words in words.isEmpty ? .list(["if"]) : conditionWords(Array(words.dropFirst())) }
        )
    )

    private static let `for` = Command(
        keyword: "for",
        specification: CommandSpecification(
            "for",
            "Run the commands up to 'end' for each of several words.",
            usage: "for NAME in WORD ...; ... end",
            discussion: """
                The variable has one word after the other. Patterns stand for local files, sorted by the bytes of \
                their names; one that matches nothing is an error. $* stands for the arguments of a script.
                """,
            examples: ["for f in scans/*.jpg; image $f --series left; expect ok; end"],
            arguments: [Argument("word", .rest, "A name, in, and words.")],
            completes: { words in
                switch words.count {
                case 0: .nothing
                case 1: .list(["in"])
                default: .files(endings: [])
                }
            }
        )
    )

    private static let `repeat` = Command(
        keyword: "repeat",
        specification: CommandSpecification(
            "repeat",
            "Run a command, or the commands up to 'end', several times.",
            usage: "repeat N COMMAND | repeat N; ... end",
            examples: ["repeat 3 image C:/temp/example.jpg"],
            arguments: [Argument("command", .rest, "A number and a command.")],
            completes: { words in words.isEmpty ? .nothing : .command(Array(words.dropFirst())) }
        )
    )

    private static let watch = Command(
        keyword: "watch",
        specification: CommandSpecification(
            "watch",
            "Run a command again and again, until Ctrl-C.",
            usage: "watch [--count N] TIME COMMAND",
            discussion: """
                The time is that between two runs; --count N (-n N) stops after so many. In an interactive shell the \
                screen is cleared before each. A failure ends it in a script, unless --keep-going.
                """,
            examples: ["watch 2s mock status"],
            arguments: [Argument("command", .rest, "A time and a command.")],
            completes: { words in
                var rest = words[...]
                while let option = rest.first, option.hasPrefix("-") {
                    rest = rest.dropFirst(option == "--count" || option == "-n" ? 2 : 1)
                }
                return rest.isEmpty ? .list(["--count"]) : .command(Array(rest.dropFirst()))
            }
        )
    )

    private static let `break` = alone(
        "break",
        "Leave the innermost for or repeat.",
        example: "for f in *.jpg; image $f; if error; break; end; end"
    )

    private static let `continue` = alone(
        "continue",
        "Go on with the next round of the innermost for or repeat.",
        example: "for f in *.jpg; if $f = test.jpg; continue; end; image $f; end"
    )

    private static let end = alone(
        "end",
        "End a block of if, for, repeat or define.",
        example: "for f in a.jpg b.jpg; image $f; end"
    )

    private static let define = Command(
        keyword: "define",
        specification: CommandSpecification(
            "define",
            "Make a command of your own.",
            usage: """
                define [--override] NAME PARAMETER ...; ... end
                define NAME SUB-COMMAND PARAMETER ...; ... end
                """,
            discussion: """
                What stands up to 'end' runs when the command is called: mostly a 'request', and an 'expect'. Its variables \
                are its own. Comments right above it are its help; one behind a parameter explains that.

                  NAME  [NAME]  NAME ...            words: needed, not needed, all the rest
                  --mode TYPE  [--mode TYPE=VALUE]  options: required, with a default
                  [--flag]  -r|--radius TYPE        true or false; a short form
                  NAME:TYPE                         TEXT (or any other word in capitals), NUMBER, INTEGER, LIST, JSON, FILE
                  NUMBER:0..100  FILE:.jpg,.tif     in a range; files with these endings
                  clipboard|new_stage               one of these words
                  TEXT@NAME                         Tab offers the lines that the command NAME of your own prints

                $focal_length is the variable of --focal-length and FOCAL_LENGTH. The parameters go on over several lines \
                within ( ), or while a line ends in a backslash.

                'return [STATUS]' leaves the body. Lines 'answer TEMPLATE', 'answer when $radius > 100 TEMPLATE' and 'after \
                2s' tell a mock server ('ipcsh mock --commands FILE') what to answer to the request above them.

                Definitions stand in a script, in the rc file, in files that --commands, IPCSH_COMMANDS or the setting \
                'commands' name, and in ~/.config/ipcsh/commands/*.ipcsh. 'commands' lists them.
                """,
            examples: [
                #"define circle NAME [--radius NUMBER=10]; request {"element": "circle", "name": $name, "radius": $radius}; end"#
            ],
            arguments: [Argument("parameter", .rest, "A name, and parameters.")],
            completes: { _ in .nothing }
        )
    )

    private static let `return` = Command(
        keyword: "return",
        specification: CommandSpecification(
            "return",
            "Leave the body of a command of your own.",
            usage: "return [STATUS]",
            examples: ["if $count = 0; return; end"],
            arguments: [Argument("status", .optional, "What it ends with, 0 to 255; else with how its commands went.")]
        )
    )

    private static func alone(_ name: String, _ summary: String, example: String) -> Command {
        Command(keyword: name, specification: CommandSpecification(name, summary, examples: [example]))
    }

    /// What may stand behind these words of a condition.
    @Sendable private static func conditionWords(_ words: [String]) -> CompletionSource? {
        let words = words.drop { $0 == "not" }
        switch (words.first, words.count) {
        case (nil, _): return .list(["ok", "error", "failed", "~", "json", "time", "exists", "not"])
        case ("exists", 1): return .files(endings: [])
        case ("time", _), ("json", _): return ExpectationWords.following(Array(words))
        default: return .nothing
        }
    }
}
