import Testing
import Texts

@testable import CommandSpec

@Suite struct ParsingTests {
    private static let series = Option("--series", short: "-s", .text("name"), "The series.")
    private static let focal = Option(
        "--focal-length",
        short: "-f",
        .decimal(0...1e6, "mm", expected: "a length"),
        "In mm."
    )
    private static let jobs = Option("--jobs", short: "-j", .number(1...8), "Connections.")
    private static let match = Option("--match", .regex, "What.", takesAnyWord: true)
    private static let map = Option("--map", .text("local=remote"), "Paths.", isRepeatable: true)
    private static let json = Flag("--json", "JSON.")
    private static let quiet = Flag("--quiet", short: "-q", "Less.")
    private static let verbose = Flag("--verbose", short: "-v", "More.")
    private static let files = Argument("file", .oneOrMore, "Files.", completion: .files(endings: ["jpg"]))

    private static let image = CommandSpecification(
        "image",
        "Import images.",
        usage: "image FILE ... [options]",
        arguments: [files],
        options: [series, focal, jobs, match, map],
        groups: [OptionGroup("Shared options", [json, quiet, verbose], isShared: true)]
    )

    /// Everything that was given, in words.
    private static func outcome(_ specification: CommandSpecification, _ words: [String]) -> String {
        do throws(Failure) {
            switch try specification.parse(words) {
            case .help(let specification): return "help \(specification.name)"
            case .arguments(let arguments):
                var parts = arguments.words
                if let value = arguments[series] { parts.append("series=\(value)") }
                if let value = arguments[focal] { parts.append("focal=\(value)") }
                if let value = arguments[jobs] { parts.append("jobs=\(value)") }
                if let value = arguments[match] { parts.append("match=\(value.source)") }
                parts += arguments.all(map).map { "map=\($0)" }
                for flag in [json, quiet, verbose] where arguments[flag] { parts.append(flag.declaration.name) }
                return parts.joined(separator: " ")
            }
        } catch {
            return error.message
        }
    }

    @Test(arguments: [
        (["a.jpg"], "a.jpg"),
        (["a.jpg", "größe ä.jpg", ""], "a.jpg größe ä.jpg "),
        (["--series", "left", "a.jpg"], "a.jpg series=left"),
        (["a.jpg", "--series=left", "b.jpg"], "a.jpg b.jpg series=left"),
        (["a.jpg", "--series="], "a.jpg series="),
        (["a.jpg", "--series=a=b"], "a.jpg series=a=b"),
        (["a.jpg", "-sleft"], "a.jpg series=left"),
        (["a.jpg", "-s", "left"], "a.jpg series=left"),
        (["a.jpg", "-s=left"], "a.jpg series=left"),
        (["a.jpg", "-f12"], "a.jpg focal=12.0"),
        (["a.jpg", "-f", "12.5"], "a.jpg focal=12.5"),
        (["a.jpg", "-qv"], "a.jpg --quiet --verbose"),
        (["a.jpg", "-qsleft"], "a.jpg series=left --quiet"),
        (["a.jpg", "-qf", "2"], "a.jpg focal=2.0 --quiet"),
        (["a.jpg", "--ser", "x"], "a.jpg series=x"),
        (["a.jpg", "--js"], "a.jpg --json"),
        (["a.jpg", "--foc=3"], "a.jpg focal=3.0"),
        (["a.jpg", "--series", "x", "--series", "y"], "a.jpg series=y"),
        (["a.jpg", "--map", "a=b", "--map=c=d"], "a.jpg map=a=b map=c=d"),
        (["a.jpg", "--series", "-5"], "a.jpg series=-5"),
        (["a.jpg", "--series", "-left"], "a.jpg series=-left"),
        (["a.jpg", "--match", "-x"], "a.jpg match=-x"),
        (["a.jpg", "--match", "--json"], "a.jpg match=--json"),
        (["--", "-a.jpg"], "-a.jpg"),
        (["a.jpg", "--", "--json", "--"], "a.jpg --json --"),
        (["-"], "-"),
        (["a.jpg", "--help"], "help image"),
        (["-h"], "help image"),
        (["--", "-h"], "-h"),
    ])
    func `words come to values as people know it`(words: [String], expected: String) {
        #expect(Self.outcome(Self.image, words) == expected)
    }

    @Test(arguments: [
        ([], "image: FILE ... is missing"),
        (["--json"], "image: FILE ... is missing"),
        (["a", "--series"], "image: --series: a value is missing (--series NAME)"),
        (["a", "-s"], "image: -s: a value is missing (--series NAME)"),
        (["a", "--series", "--json"], "image: --series: a value is missing before --json (--series=--json gives it"),
        (["a", "--series", "--", "b"], "image: --series: a value is missing before --"),
        (["a", "--serise", "x"], "image: unknown option '--serise'; did you mean '--series'?"),
        (["a", "-series", "x"], "image: '-series' is not an option; did you mean '--series'?"),
        (["a", "-series=x"], "image: '-series' is not an option; did you mean '--series'?"),
        (["a", "--j"], "image: '--j' could be --jobs or --json"),
        (["a", "--json=yes"], "image: --json takes no value"),
        (["-a.jpg"], "image: '-a.jpg' begins with a dash: write ./-a.jpg, or -- before it, for a file of that name"),
        (["a", "-qx"], "image: unknown option '-x'"),
        (["a", "--=x"], "image: unknown option '--'"),
        (["a", "--jobs", "-1"], "--jobs: -1 is not at least 1"),
        (["a", "--jobs=9"], "--jobs: 9 is more than 8"),
        (["a", "--jobs", "99999999999999999999"], "--jobs: 99999999999999999999 is more than 8"),
        (["a", "--jobs", "-99999999999999999999"], "--jobs: -99999999999999999999 is not at least 1"),
        (["a", "--jobs", "two"], "--jobs: 'two' is not a whole number"),
        (["a", "--jobs", "+1"], "--jobs: '+1' is not a whole number"),
        (["a", "-f", "nan"], "--focal-length: 'nan' is not a length"),
        (["a", "--match", "("], "--match: "),
    ])
    func `what is wrong is told with its place`(words: [String], beginning: String) {
        #expect(Self.outcome(Self.image, words).hasPrefix(beginning), "\(Self.outcome(Self.image, words))")
    }

    @Test func `a mistake in the words shows the usage`() {
        #expect(Self.outcome(Self.image, []).hasSuffix("  usage: image FILE ... [options]"))
    }

    @Test(
        arguments: [
            ([nil], nil),
            (["a", nil, "--json"], nil),
            ([nil, "--nonsense"], "image: unknown option '--nonsense'"),
            ([nil, "--jobs", "two"], "--jobs: 'two' is not a whole number"),
            (["--jobs", nil], nil),
            (["--series", nil, "--jobs=0"], "--jobs: 0 is not at least 1"),
        ] as [([String?], String?)]
    )
    func `what is known is checked before the rest is known`(words: [String?], beginning: String?) {
        do throws(Failure) {
            try Self.image.check(words)
            #expect(beginning == nil)
        } catch {
            #expect(error.message.hasPrefix(beginning ?? "nothing is wrong"), "\(error.message)")
        }
    }

    @Test(arguments: [
        (["a", "b", "c"], "a/b,c"),
        (["a", "--x", "--", "-h"], "a/--x,--,-h"),
        (["a"], "a/"),
    ])
    func `the rest of the words is taken as it is`(words: [String], expected: String) throws {
        let (file, rest) = (Argument("file", "The script."), Argument("argument", .rest, "Its arguments."))
        let source = CommandSpecification("source", "Run a script.", arguments: [file, rest])
        guard case .arguments(let arguments) = try source.parse(words) else { throw Failure(.usage, "help") }
        #expect("\(arguments[file].joined())/\(arguments[rest].joined(separator: ","))" == expected)
        guard case .help = try CommandSpecification("echo", "", arguments: [rest]).parse(["--help"]) else {
            throw Failure(.usage, "no help")
        }
    }

    @Test func `what another command is to understand is left to it`() throws {
        let request = Argument("request", .unrecognized, "The request.")
        let bench = CommandSpecification("bench", "", arguments: [request], options: [Self.jobs])
        let words = ["image", "a", "--series=x", "--jobs", "2", "-f", "3"]
        guard case .arguments(let arguments) = try bench.parse(words) else { throw Failure(.usage, "help") }
        #expect(arguments[request] == ["image", "a", "--series=x", "-f", "3"])
        #expect(arguments[Self.jobs] == 2)
    }

    @Test func `arguments get their words in order, those that must have one first`() throws {
        let (left, right) = (Argument("a", "A session."), Argument("b", "Another."))
        let diff = CommandSpecification("diff", "", arguments: [left, right])
        guard case .arguments(let arguments) = try diff.parse(["x", "y"]) else { throw Failure(.usage, "help") }
        #expect(arguments.first(left) == "x" && arguments.first(right) == "y")
        #expect(throws: Failure.self) { try diff.parse(["x"]) }
        #expect(throws: Failure.self) { try diff.parse(["x", "y", "z"]) }
    }

    @Test(arguments: [("-5", -5), ("7", 7)])
    func `a number may be negative where numbers are meant`(word: String, expected: Int) throws {
        let count = Argument(.number(-10...10), "How many.")
        let command = CommandSpecification("x", "", arguments: [count])
        guard case .arguments(let arguments) = try command.parse([word]) else { throw Failure(.usage, "help") }
        #expect(arguments.first(count) == expected)
    }

    @Test(arguments: [
        (#"{"a": 1}"#, ["--", #"{"a": 1}"#]),
        (#"--json {"a": "--x"}"#, ["--json", "--", #"{"a": "--x"}"#]),
        ("--series left  {", ["--series", "left", "--", "{"]),
        ("-h", ["--help"]),
        ("--json", ["--json"]),
    ])
    func `a raw line has its options first`(line: String, words: [String]) {
        #expect(Self.image.rawWords(line) == words)
    }
}
