import ShellLanguage
import Texts

/// Commands to try the language with. The words of `image` must not begin with a dash.
struct TestCatalog: CommandCatalog {
    struct Command: LanguageCommand {
        let name: String

        var expandsPatterns: Bool { ["image", "elements", "source"].contains(name) }
        var takesRawText: Bool { TestCatalog.raw.contains(name) }
        var takesTemplate: Bool { name == "request" }
        var judgesResponse: Bool { name == "expect" || name == "capture" }

        func check(_ all: [String?], rawText: String?) throws(Failure) {
            let words = all.compactMap(\.self)
            if name == "image", let option = words.first(where: { $0.hasPrefix("-") && $0 != "--series" }) {
                throw .usage("image: unknown option '\(option)'")
            }
            if name == "elements", all.isEmpty { throw .usage("elements: a file is missing") }
        }
    }

    static let raw: Set<String> = ["raw", "!"]

    private static let commands = [
        "image", "elements", "raw", "status", "record", "expect", "capture", "set", "unset", "alias", "unalias",
        "source",
        "echo", "!", "quit", "request",
    ]

    var names: [String] { Self.commands + Keyword.allCases.map(\.rawValue) }
    var rawTextNames: Set<String> { Self.raw }

    func command(named name: String) -> (any LanguageCommand)? {
        names.contains(name) ? Command(name: name) : nil
    }

    func command(for definition: Definition) -> any LanguageCommand { Command(name: definition.words.last ?? "") }

    func group(named name: String, _ commands: [any LanguageCommand]) -> any LanguageCommand { Command(name: name) }

    func problems(in definition: Definition) -> [(SourcePosition, String)] { [] }

    func problems(with line: DefinitionLine, in definition: Definition) -> [(SourcePosition, String)] {
        line.plainText == "x" ? [(line.position, "'x' is no time")] : []
    }

    func checkResponseTest(_ words: [String]) throws(Failure) {
        if words.first == "time", words.last == "x" { throw .usage("'x' is not a time (500ms, 2s)") }
    }
}
