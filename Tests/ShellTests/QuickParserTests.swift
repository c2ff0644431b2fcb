import Testing

@testable import Shell

@Suite struct QuickParserTests {
    private static let shapes: [[String]] = [
        ["a.jpg"],
        ["a.jpg", "b.jpg", "größe ä.jpg", ""],
        [#"C:\temp\a.jpg"#, "--series", "left"],
        ["--series", "left", "a.jpg"],
        ["a.jpg", "--series", "left", "b.jpg"],
        ["a.jpg", "-s", "left", "-f", "12.35"],
        ["a.jpg", "--focal-length", "x"],
        ["--import-mode", "new_stage", "a.jpg"],
        ["a.jpg", "-i", "clipboard"],
        ["a.jpg", "--to", "winbox:1", "--timeout", "5s", "--connect-timeout", "1s", "--record", "x.jsonl"],
        ["a.jpg", "--linger", "0"],
        ["a.jpg", "--mock", "--json", "--keep-going", "--keep-alive", "--no-record"],
        ["a.jpg", "--series=left"],
        ["a.jpg", "--series"],
        ["a.jpg", "--series", "--json"],
        ["a.jpg", "--series", "-5"],
        ["a.jpg", "--series", ""],
        ["a.jpg", "--series", "x", "--series", "y"],
        ["a.jpg", "--json", "--json"],
        ["a.jpg", "-v"],
        ["a.jpg", "-qv"],
        ["a.jpg", "--map", "/a=/b", "--map", "/c=/d"],
        ["a.jpg", "--no-resend"],
        ["a.jpg", "--redact", "/image/file", "--redact", "/a/=b"],
        ["a.jpg", "--color", "never"],
        ["--", "-a.jpg"],
        ["a.jpg", "--", "-b.jpg"],
        ["a.jpg", "-"],
        ["-"],
        ["a.jpg", "-slft"],
        ["a.jpg", "--serie", "x"],
        ["a.jpg", "--nonsense"],
        ["a.jpg", "--help"],
        ["-h"],
        ["--json"],
        [],
    ]

    @Test(arguments: [ImageCommand.self, ElementsCommand.self] as [any QuickCommand.Type], shapes)
    func `a command parsed quickly is the command parsed fully`(type: any QuickCommand.Type, words: [String]) {
        func outcome(_ parse: () throws -> CommandParser.Parsed) -> String {
            do {
                switch try parse() {
                case .command(let command): return Self.content(command)
                case .help(let text): return text
                }
            } catch {
                return "\(error)"
            }
        }
        let quick = outcome { try CommandParser.parse(type, words) }
        let full = outcome { try CommandParser.parseFully(type, words) }
        #expect(quick == full)
    }

    @Test func `plain forms are parsed quickly`() {
        #expect(QuickParser.parse(ImageCommand.self, ["a.jpg", "-s", "x", "--json", "b.jpg"]) != nil)
        #expect(QuickParser.parse(ElementsCommand.self, ["a.gxml", "--import-mode", "new_stage"]) != nil)
        #expect(QuickParser.parse(ImageCommand.self, ["a.jpg", "--unknown"]) == nil)
    }

    /// Every value that a command holds.
    private static func content(_ command: any ShellCommand) -> String {
        guard let shared = (command as? any SharingCommand)?.shared else { return "\(command)" }
        let own =
            switch command {
            case let image as ImageCommand: "\(image.files) \(image.series ?? "-") \(image.focalLength ?? "-")"
            case let elements as ElementsCommand: "\(elements.files) \(elements.importMode ?? "-")"
            default: "\(command)"
            }
        let texts = [shared.to, shared.timeout, shared.connectTimeout, shared.linger, shared.record, shared.color]
        let flags = [
            shared.mock, shared.keepAlive, shared.noResend, shared.noRecord, shared.json, shared.keepGoing,
            shared.quiet, shared.verbose,
        ]
        return "\(own) \(texts) \(flags) \(shared.map) \(shared.redact)"
    }
}
